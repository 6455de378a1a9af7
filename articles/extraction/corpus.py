"""Articles and readings in the form of the gold corpus, so that its scorer can judge them."""

from __future__ import annotations

from datetime import date

from .claims import ArticleText, By, Claim, Reading

# The corpus asks whether coach or club called it off, and counts an employer's veto to neither.
NOT_IN_CORPUS = {By.EMPLOYER: By.UNSPECIFIED}
FIELDS = ("role", "manner", "stage", "by", "tense", "source")


def article_from_corpus(entry: dict) -> ArticleText:
    """The article of one line of the corpus. The language is left for the reading to find."""
    published = entry.get("published")
    return ArticleText(
        title=entry.get("title") or "",
        text=entry.get("text") or "",
        published=date.fromisoformat(published) if published else None,
        outlet=entry.get("outlet"),
    )


def to_corpus(reading: Reading) -> dict:
    """A reading as a line of predictions; the caller adds the ``id`` of the article."""
    line = {"language": reading.language, "claims": [_claim(claim) for claim in reading.claims]}
    return line | ({"note": reading.note} if reading.note else {})


def _claim(claim: Claim) -> dict:
    written: dict[str, object] = {"kind": str(claim.kind), "coach": claim.coach.name, "club": claim.club.name}
    for name in FIELDS:
        value = getattr(claim, name)
        if value is not None:
            written[name] = str(NOT_IN_CORPUS.get(value, value))
    written["when"] = str(claim.when) if claim.when else None
    if claim.until:
        written["until"] = str(claim.until)
    passage = claim.evidence
    written["evidence"] = {
        "part": passage.part,
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
    }
    written["rule"], written["confidence"] = claim.rule, claim.confidence
    return written
