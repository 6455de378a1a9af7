"""The pages of the sample site. They carry what real ones carry around an article: menu, cookies, links."""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import format_datetime
from html import escape

from carousel.samples.site.papers import Paper, Piece

ROBOTS = "User-agent: *\nDisallow: /intern/\n"
WORDS = {
    "da": {
        "menu": "Forside",
        "cookies": "Vi bruger cookies for at forbedre din oplevelse.",
        "photo": "Foto",
        "related": "Læs også",
        "share": "Del artiklen",
        "newsletter": "Tilmeld dig vores nyhedsbrev",
    },
    "de": {
        "menu": "Startseite",
        "cookies": "Wir verwenden Cookies, um unser Angebot zu verbessern.",
        "photo": "Foto",
        "related": "Lesen Sie auch",
        "share": "Artikel teilen",
        "newsletter": "Jetzt Newsletter abonnieren",
    },
}


def article(paper: Paper, piece: Piece) -> str:
    words, title = WORDS[paper.language], escape(piece.title)
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": piece.title,
        "datePublished": piece.published_at.isoformat(),
        "publisher": {"@type": "Organization", "name": paper.name},
    }
    paragraphs = "\n".join(f"<p>{escape(line)}</p>" for line in piece.text.splitlines())
    return f"""<!doctype html>
<html lang="{paper.language}"><head><meta charset="utf-8"><title>{title}</title>
<script type="application/ld+json">{json.dumps(facts)}</script>
<link rel="alternate" type="{kind(paper)}" title="{escape(paper.name)}" href="{paper.path}"></head>
<body><div class="cookie-banner"><p>{words["cookies"]}</p></div>
<nav><a href="/">{words["menu"]}</a></nav>
<article><h1>{title}</h1>
<figure><figcaption>{escape(piece.caption)} {words["photo"]}: {escape(paper.name)}</figcaption></figure>
{paragraphs}
<p>{words["related"]}: <a href="/">{escape(piece.related)}</a></p>
<p>{words["share"]}</p><p>{words["newsletter"]}</p></article>
<footer><p>© {escape(paper.name)}</p></footer></body></html>
"""


def front(papers: list[tuple[Paper, list[Piece]]]) -> str:
    """The list of all that is there, which is also what a site is found by."""
    heads = "".join(
        f'<link rel="alternate" type="{kind(paper)}" title="{escape(paper.name)}" href="{paper.path}">'
        for paper, _pieces in papers
    )
    lists = "".join(
        f"<h2>{escape(paper.name)}</h2><ul>"
        + "".join(f'<li><a href="{piece.path}">{escape(piece.title)}</a></li>' for piece in pieces)
        + "</ul>"
        for paper, pieces in papers
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sample site</title>{heads}'
        "</head><body><h1>Sample site</h1><p>All people, clubs and papers here are invented.</p>"
        f"{lists}</body></html>\n"
    )


def feed(paper: Paper, pieces: list[Piece], base: str) -> str:
    return (atom if paper.path.endswith("atom.xml") else rss)(paper, pieces, base)


def rss(paper: Paper, pieces: list[Piece], base: str) -> str:
    items = "".join(
        f"<item><title>{escape(piece.title)}</title><link>{base}{piece.path}</link>"
        f'<guid isPermaLink="false">{paper.key}:{piece.id}</guid>'
        f"<pubDate>{format_datetime(piece.published_at)}</pubDate>"
        f"<description>{escape(piece.teaser)}</description></item>\n"
        for piece in pieces
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(paper.name)}</title><link>{base}/</link><language>{paper.language}</language>\n{items}</channel></rss>\n"
    )


def atom(paper: Paper, pieces: list[Piece], base: str) -> str:
    entries = "".join(
        f"<entry><id>tag:{paper.key},2026:{piece.id}</id><title>{escape(piece.title)}</title>"
        f'<link href="{base}{piece.path}"/><published>{piece.published_at.isoformat()}</published>'
        f"<updated>{piece.published_at.isoformat()}</updated><summary>{escape(piece.teaser)}</summary></entry>\n"
        for piece in pieces
    )
    updated = f"<updated>{newest(pieces).isoformat()}</updated>" if pieces else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{paper.language}"><id>tag:{paper.key},2026:feed</id><title>{escape(paper.name)}</title>'
        f"{updated}\n{entries}</feed>\n"
    )


def newest(pieces: list[Piece]) -> datetime:
    return max(piece.published_at for piece in pieces)


def kind(paper: Paper) -> str:
    return f"application/{'atom' if paper.path.endswith('atom.xml') else 'rss'}+xml"
