"""Clubs that only their surroundings tell: "Barrow chief", "træner i Næstved", "sacked by Morecambe"."""

from __future__ import annotations

from .document import Club, Document, Mention
from .fold import fold_word
from .phrases import Match, Token
from .roles import role_matches
from .sentences import Sentence
from .shapes import bare_name, is_no_name, opens_no_name

LONGEST_NAME = 3
SHORTEST_NAME = 2
SHORTEST_BARE = 4
FEWEST_ARTICLES = 2
FEWEST_BRACKETS = 2
TITLE = 2  # words of a title between a verb and the name
DONE_BY_CLUBS = frozenset(["dismissed", "appointed", "extended", "backed"])
# Masculine articles, alone or drawn into a preposition, of languages in which a town bears none.
ARTICLES = frozenset("o do no ao pelo el del al il dal nel col".split())  # noqa: SIM905
# Every article of a language in which a club bears one wherever it stands.
ALL_ARTICLES = ARTICLES | frozenset(
    """
    lo la l' dello della dell' allo alla all' dallo dalla dall' nello nella nell' sul sullo sulla sull'
    """.split()  # noqa: SIM905
)
# Regions and bodies that bear an article as a club does.
BEAR_ARTICLES = frozenset(
    """
    puglia sicilia calabria campania lombardia liguria toscana umbria basilicata sardegna romagna emilia
    veneto piemonte friuli trentino abruzzo molise marche europa italia africa asia america scudetto
    corriere giornale gazzetta messaggero mattino carlino tirreno stampa secolo nazione quotidiano tempo
    piccolo eco provincia gazzettino repubblica fatto sole rai
    futebol campeonato brasileirao paulistao cariocao gauchao mineirao candango maracana morumbi pacaembu
    beira-rio jamor restelo estadio parque centro complexo municipal catar japao egito irao iraque mexico peru
    chile equador uruguai paraguai parana rio minho algarve alentejo norte sul nordeste governo ministerio
    tribunal conselho sindicato globo lance jogo record diario jornal correio instituto instagram facebook
    youtube whatsapp
    champions figc lnd fifa uefa covis covisoc tar coni var europei mondiali mondiale europeo natale pasqua
    """.split()  # noqa: SIM905
)


DESCRIBE = ("word:new", "word:former")
DRAWN_ARTICLES = frozenset(["der", "des", "die", "den", "dem", "im", "am", "zum", "zur", "beim", "vom"])


def find_clubs_by_context(document: Document) -> None:
    """Afterwards rows of capitals beside a post, where a club must stand, are clubs wherever they recur."""
    found: dict[str, Club] = {}
    bracketed = [(s, *row) for s in document.sentences for row in _in_brackets(document, s)]
    if len(bracketed) >= FEWEST_BRACKETS:
        for sentence, first, last in bracketed:
            _place(document, sentence, first, last, found, is_place=False)
    for sentence in document.sentences:
        for first, last, is_place in _places(document, sentence):
            _place(document, sentence, first, last, found, is_place)
    if document.book.lexicon.club_articles:
        _led_by_article(document, found)
    _with_article(document, found)
    found |= _bare_names(document, found)
    if found:
        for sentence in document.sentences:
            _repeat(document, sentence, found)
    _promote(document)


def _with_article(document: Document, found: dict[str, Club]) -> None:
    """ "o Comercial", "del Atlántida": what bears an article like a club, and does so again, is one."""
    words = document.book.lexicon.words
    articles = ARTICLES.intersection((*words.get("club_prepositions", ()), *words.get("fillers", ())))
    if not articles:
        return
    places: dict[str, list[tuple[Sentence, int, int]]] = {}
    for sentence in document.sentences:
        tokens = sentence.tokens
        small = (*sentence.labelled("word:club_prepositions"), *sentence.labelled("word:fillers"))
        for at in {match.last for match in small if match.last < len(tokens)}:
            if tokens[at - 1].low in articles and tokens[at].is_capital:
                for first, last in _row_after(document, tokens, at):
                    name = " ".join(token.low for token in tokens[first:last])
                    places.setdefault(name, []).append((sentence, first, last))
    repeated = {name: rows for name, rows in places.items() if len(rows) >= FEWEST_ARTICLES}
    common = document.common_words if repeated else set()
    for name, rows in repeated.items():
        if name.split()[0] not in common:
            for sentence, first, last in rows:
                _place(document, sentence, first, last, found, is_place=False)


def _led_by_article(document: Document, found: dict[str, Club]) -> None:
    """ "La Fortense si affida a X": where a club bears an article, what bears one beside a cue is a club."""
    for sentence in document.sentences:
        if not (sentence.grouped("cue") or role_matches(sentence)):
            continue
        tokens = sentence.tokens
        named = {m.last for m in document.of(sentence) if m.kind != "outlet"}
        for at, token in enumerate(tokens):
            first = at + 2 if tokens[at + 1 : at + 2] and tokens[at + 1].text in "'’" else at + 1
            article = token.low + "'" if first > at + 1 else token.low
            if article not in ALL_ARTICLES or first >= len(tokens) or not tokens[first].is_capital:
                continue
            if at and tokens[at - 1].is_capital and at not in named and article.startswith("de"):
                continue  # "Corriere del Lago"
            last = first + 1
            while last < len(tokens) and last - first < LONGEST_NAME and _goes_on(tokens, last):
                last += 1
            if not _is_titled(document, sentence, first, last):
                _place(document, sentence, first, last, found, is_place=False)


def _goes_on(tokens: list[Token], at: int) -> bool:
    return tokens[at].is_word and tokens[at].is_capital


def _is_titled(document: Document, sentence: Sentence, first: int, last: int) -> bool:
    """True of what is no club: a region, the capital of a common noun, a person behind "il"."""
    tokens = sentence.tokens
    words = [token for token in tokens[first:last] if token.is_word]
    common = document.common_words
    return (
        any(fold_word(word.text) in BEAR_ARTICLES for word in words)
        or words[0].low in common
        or fold_word(words[0].text) in document.names.first_names
        or (last < len(tokens) and tokens[last].is_capital and tokens[last].is_word)
    )


def _in_brackets(document: Document, sentence: Sentence):
    """ "Jens Holm (Skovby), Bo Lind (Mosbæk)": what stands behind persons in a list is their club."""
    tokens = sentence.tokens
    for mention in document.of(sentence, "person"):
        start = mention.last + 1
        if start < len(tokens) and tokens[mention.last].text == "(":
            end = start
            while end < len(tokens) and tokens[end].is_word and tokens[end].is_capital:
                end += 1
            if start < end <= start + LONGEST_NAME and end < len(tokens) and tokens[end].text == ")":
                yield start, end


def _bare_names(document: Document, found: dict[str, Club]) -> dict[str, Club]:
    """ "Meerdaal" is KSV Meerdaal wherever it stands; a club found as the one becomes the other."""
    bare: dict[str, Club] = {}
    for club in document.clubs:
        name = bare_name(club.name) if club.key is None and not club.is_weak else ""
        if len(name) >= SHORTEST_BARE and name not in document.names.first_names:
            bare[name] = club
    for sentence in document.sentences:
        for mention in list(document.of(sentence, "person")):
            if fold_word(mention.entity.name) in bare:
                document.remove(mention)  # "Dison-Nord" is the club, and nobody called Dison
    for row in document.by_kind.get("club", {}).values():
        for mention in row:
            fuller = bare.get(fold_word(mention.entity.name)) if mention.entity.key is None else None
            if fuller is not None and fuller is not mention.entity:
                mention.entity = fuller
                fuller.count += 1
    return {name: club for name, club in bare.items() if name not in found or found[name] is not club}


def _promote(document: Document) -> None:
    """A doubtful club is a club like any other where a coach's post is tied to it ("Brann-trener", "coach of
    Fire"), where it stands in brackets after a person, or where it recurs and a preposition or article of
    clubs stands before it.
    """
    doubtful: dict[Club, list[Mention]] = {}
    for row in document.by_kind.get("club", {}).values():
        for mention in row:
            if mention.is_weak and not document.is_opponent(mention):
                doubtful.setdefault(mention.entity, []).append(mention)
    for mentions in doubtful.values():
        if any(_is_at_a_post(document, m) or _is_bracketed(document, m) for m in mentions) or (
            len(mentions) > 1 and any(_is_led_in(document, m) for m in mentions)
        ):
            for mention in mentions:
                mention.is_weak = mention.is_place


def _is_at_a_post(document: Document, mention: Mention) -> bool:
    """ "Brann-trener", "Barrow boss", "trainer van Raalte"."""
    tokens = mention.sentence.tokens
    after = mention.last
    while after < len(tokens) and (tokens[after].text in "-‑'’" or tokens[after].low == "s"):
        after += 1
    posts = role_matches(mention.sentence)
    if after > mention.last or mention.is_genitive:  # "Branns nye sjef", "Barrow's former boss"
        small = {m.first: m.last for label in DESCRIBE for m in mention.sentence.labelled(label)}
        after = small.get(after, after)
    if any(post.first == after for post in posts) and (
        after > mention.last or mention.is_genitive or not document.book.lexicon.joined_clubs
    ):
        return True
    ends = {post.last for post in posts}
    return not mention.is_place and any(
        match.last == mention.first and match.first in ends
        for match in mention.sentence.labelled("word:club_prepositions")
    )


def _is_bracketed(document: Document, mention: Mention) -> bool:
    """ "Tom Nordlie (Start)": a person's club."""
    tokens = mention.sentence.tokens
    is_inside = tokens[mention.first - 1 : mention.first] and tokens[mention.first - 1].text == "("
    closes = mention.last < len(tokens) and tokens[mention.last].text in "),"
    return bool(
        is_inside
        and closes
        and any(m.last == mention.first - 1 for m in document.of(mention.sentence, "person"))
    )


def _is_led_in(document: Document, mention: Mention) -> bool:
    """A preposition of clubs, or their article, stands before it, and the sentence is about a post."""
    labels = ("word:club_prepositions", "word:by", "word:from", "word:fillers")
    sentence = mention.sentence
    return not mention.is_place and any(
        match.last == mention.first for label in labels for match in sentence.labelled(label)
    )


def _places(document: Document, sentence: Sentence):
    """Stretches that a post or a cue makes a club, and whether a town could stand there as well."""
    tokens = sentence.tokens
    prepositions = {m.first: m.last for m in sentence.labelled("word:club_prepositions")}
    if document.book.lexicon.capital_nouns:  # "Rauswurf der Saison": behind an article any noun may stand
        prepositions = {at: end for at, end in prepositions.items() if tokens[at].low not in DRAWN_ARTICLES}
    of_places = {m.last for m in sentence.labelled("word:place_prepositions")}
    for match in role_matches(sentence):
        after = prepositions.get(match.last)
        if after:
            yield from ((*row, after in of_places) for row in _row_after(document, tokens, after))
        yield from ((*row, False) for row in _row_before(document, tokens, match.first))
    agents = {m.first: m.last for m in sentence.labelled("word:by")}
    for match in sentence.grouped("cue"):
        after = agents.get(match.last) or prepositions.get(match.last)
        if after:
            yield from ((*row, after in of_places) for row in _row_after(document, tokens, after))
        yield from ((*row, False) for row in _subject(document, sentence, match))


def _subject(document: Document, sentence: Sentence, match: Match):
    """ "Rochebrune a limogé Luc Morel": who opens the sentence, one word long, and does to a coach what only
    clubs do.
    """
    tokens, lexicon = sentence.tokens, document.book.lexicon
    if lexicon.genitive_s:  # of languages in which the verb comes second, an adverb may open the sentence
        return
    cue = lexicon.by_id[match.label.split(":", 1)[1]]
    opening = next((at for at, token in enumerate(tokens) if token.is_word), 0)
    word = tokens[opening]
    if (
        cue.means not in DONE_BY_CLUBS
        or match.first != opening + 1
        or not word.is_capital
        or word.low in document.common_words
        or word.low in lexicon.words.get("adverbs", ())
        or fold_word(word.text) in document.names.first_names
        or opening in sentence.openings("time")
    ):
        return
    if any(0 <= m.first - match.last <= TITLE and m.is_explicit for m in document.of(sentence, "person")):
        yield opening, opening + 1


def _row_after(document: Document, tokens: list[Token], at: int):
    has_capitals = document.book.lexicon.capital_nouns  # "nach dem Sturz" is no club
    if not has_capitals and at < len(tokens) and tokens[at].text.islower() and at + 1 < len(tokens):
        at += 1  # "træner for norske Sandefjord"
    end = at
    while end < len(tokens) and end - at < LONGEST_NAME and tokens[end].is_word and tokens[end].is_capital:
        end += 1
    if end > at:
        yield at, end


def _row_before(document: Document, tokens: list[Token], first: int):
    end = first
    if end and tokens[end - 1].text in "-‑":
        end -= 1
    elif end > 1 and tokens[end - 1].low == "s" and tokens[end - 2].text in "'’":
        end -= 2
    elif document.book.lexicon.joined_clubs:
        return  # "Mandag træner X": without a hyphen or a genitive nothing binds the two
    start = end
    while (
        start > 0
        and end - start < LONGEST_NAME
        and tokens[start - 1].is_word
        and tokens[start - 1].is_capital
    ):
        start -= 1
    while start < end and tokens[start].low in document.book.function_words:
        start += 1
    if start < end:
        yield start, end


def _place(
    document: Document, sentence: Sentence, first: int, last: int, found: dict[str, Club], is_place: bool
) -> None:
    tokens = sentence.tokens
    words = [token for token in tokens[first:last] if token.is_word]
    if is_no_name(tokens, first, last) or opens_no_name(tokens, last):
        return
    if all(token.low in document.book.function_words for token in words):
        return
    groups = ("time",) if document.book.lexicon.capital_nouns else ()  # "Abschied im Sommer"
    if not sentence.openings("role", "nation", "weekday", "month", *groups).isdisjoint(range(first, last)):
        return
    sides = (*sentence.labelled("word:youth_sides"), *sentence.labelled("word:women"))
    if any(side.first < last and first < side.last for side in sides):
        return
    if any(
        m.first < last and first < m.last
        for m in document.of(sentence)
        if not (m.kind == "person" and m.is_weak)
    ):
        return
    name = document.text_of(sentence.part)[tokens[first].start : tokens[last - 1].end]
    if len(name) < SHORTEST_NAME:
        return  # "nel girone B"
    club = found.setdefault(fold_word(name), Club(name, is_weak=True))
    if club not in document.clubs:
        document.clubs.append(club)
    _put(document, sentence, first, last, club, is_place=is_place)


def _put(
    document: Document,
    sentence: Sentence,
    first: int,
    last: int,
    club: Club,
    is_genitive=False,
    is_place=False,
) -> None:
    for mention in list(document.of(sentence, "person")):
        if mention.is_weak and mention.first < last and first < mention.last:
            document.remove(mention)
    club.count += 1
    document.add(
        Mention("club", club, sentence, first, last, "full", is_genitive, is_weak=True, is_place=is_place)
    )


def _repeat(document: Document, sentence: Sentence, found: dict[str, Club]) -> None:
    tokens = sentence.tokens
    taken = {
        at
        for m in document.of(sentence)
        if not m.is_weak or m.kind == "club"
        for at in range(m.first, m.last)
    }
    at = 0
    while at < len(tokens):
        if at in taken or not tokens[at].is_capital:
            at += 1
            continue
        for length in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
            name = fold_word(document.text_of(sentence.part)[tokens[at].start : tokens[at + length - 1].end])
            bare = name[:-1] if name.endswith("s") and document.book.lexicon.genitive_s else name
            club = found.get(name) or found.get(bare)
            if club is not None and not any(place in taken for place in range(at, at + length)):
                _put(
                    document,
                    sentence,
                    at,
                    at + length,
                    club,
                    found.get(name) is None,
                    any(m.last == at for m in sentence.labelled("word:place_prepositions")),
                )
                at += length
                break
        else:
            at += 1
