"""What a name looks like when no list holds it: rows of capitals, first names, club words."""

from __future__ import annotations

import itertools

from .fold import fold_word
from .names import Names
from .phrases import Phrasebook, Token

CLUB_SHORT = frozenset(
    """
    fc afc cfc fk if ik ifk bk gf gif sk sc sv tsv tsg vfb vfl fsv kv kvc kvk kaa krc rc rsc rkc nec psv
    cf cd ud sd rcd ac as us ss ssc ssv ogc losc aj ea hb fb ff sb ks nk hnk ofk pas psm mfk rks sl ska
    usl ec cr ca vv tus spvgg spvg vfr gvv asc rkvv usv ksv kfc bsc eo es il goif bois aif ais fbk gif
    sg bv fcr djk svg vsg asv wsv wsg esv spvvg hvv kvv vc rfc sgv fotball
    ballklubb mc js usm crb jsm jss asd ssd usd acd gsd mca dhj kac omr nahd
    """.split()  # noqa: SIM905
)
CLUB_WORDS = frozenset(
    """
    united city town rovers wanderers athletic albion county hotspur wednesday rangers dynamo dinamo
    lokomotiv sporting racing boldklub fremad union eintracht borussia fortuna hertha arminia olympique
    stade deportivo deportes atletico club villa harps celtic academical thistle orient argyle harriers
    steels stars republic
    """.split()  # noqa: SIM905
)
# Words that open the name of a club, and never that of a person.
CLUB_OPENINGS = frozenset(
    """
    union uniao deportivo sportivo esportivo atletico sporting racing dynamo dinamo lokomotiv olympique
    real borussia fortuna eintracht arminia hertha stade jong young entente gimnasia independiente
    virtus audace vigor polisportiva olympia hassania etoile
    """.split()  # noqa: SIM905
)
# Capitals that name competitions, grounds and days, and never a coach or a club.
NOT_NAMES = frozenset(
    """
    league liga ligue serie cup pokal pokalen pokalturneringen coupe copa coppa taca beker division
    divisie regionalliga oberliga landesliga verbandsliga bezirksliga kreisliga hoofdklasse
    amateurliga bundesliga bundesligaen superliga superligaen eredivisie eliteserien allsvenskan
    championship premiership conference ekstraklasa nations europa champions uefa fifa dbu fa stadium
    stadion stade arena estadio park road lane street bridge day january february march april may june
    july august september october november december monday tuesday wednesday thursday friday saturday
    sunday trophy shield vm em wc euro var news sport sports tv radio twitter instagram facebook getty
    images live mls psl npfl wsl nwsl usl group board association federation forbund supporters european
   
    belgische nederlandse duitse franse engelse spaanse italiaanse portugese deense noorse zweedse schotse
    zwitserse oostenrijkse turkse griekse poolse kroatische servische braziliaanse argentijnse amerikaanse
    vlaamse waalse limburgse brabantse zeeuwse friese drentse gelderse europese
    christmas easter noel europeia europea europeenne em ek wk jo lega segunda primera premier
    toto
    """.split()  # noqa: SIM905
)
NOBLE = frozenset("de van da do dos das di del der den ten ter du la".split())  # noqa: SIM905
QUOTES = frozenset("\"'“”‘’„»«")
MAX_WORDS = 6


def _joined(tokens: list[Token], left: int, right: int) -> bool:
    return tokens[left].end == tokens[right].start


def rows_of_capitals(tokens: list[Token], names: Names, book: Phrasebook):
    """(first, last) of each longest row of capitalised words, with particles, initials and hyphens inside."""
    at = 0
    while at < len(tokens):
        if not (tokens[at].is_capital and tokens[at].is_word):
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and end - at < 2 * MAX_WORDS:
            step = _step(tokens, end, names, book)
            if not step:
                break
            end = step
        yield at, end
        at = end


def _step(tokens: list[Token], end: int, names: Names, book: Phrasebook) -> int:
    """The end of the row after one more word, or 0 where the row is over."""
    mark, size = tokens[end], len(tokens)
    if mark.is_capital and mark.is_word:
        return end + 1
    following = tokens[end + 1] if end + 1 < size else None
    if mark.text in "-‑'’" and following and following.is_capital and _joined(tokens, end - 1, end):
        is_noun = book.lexicon.capital_nouns and _is_post(following.low, book)  # "Karn-Trainer"
        return end + 2 if _joined(tokens, end, end + 1) and not is_noun else 0
    if mark.text in "'’" and following and is_founded(tokens, end):
        return end + 2  # WIK'57
    if (
        mark.text in QUOTES
        and following
        and end + 3 < size
        and following.is_capital
        and tokens[end + 2].text in QUOTES
    ):
        return end + 4 if tokens[end + 3].is_capital else 0  # a nickname: Gerardo "Tata" Martino
    if mark.text == "." and len(tokens[end - 1].text) == 1 and following and following.is_capital:
        return end + 2
    if (
        mark.text == "-"
        and following
        and following.text.islower()
        and not book.lexicon.compounds  # "Thorup-fyring" is no name
    ):
        is_joined = _joined(tokens, end - 1, end) and _joined(tokens, end, end + 1)
        return end + 2 if is_joined and tokens[end - 1].is_capital else 0  # Kim Pan-gon
    if mark.text == "-" and following and following.is_word and _joined(tokens, end - 1, end):
        inside = (
            end + 2 < size and tokens[end + 2].text == "-" and end + 3 < size and tokens[end + 3].is_capital
        )
        return end + 4 if inside and following.low in ("van", "de", "von", "le", "la") else 0
    for length in (3, 2, 1):
        after = end + length
        if after < size and tokens[after].is_capital and tokens[after].is_word:
            particle = " ".join(token.low for token in tokens[end:after]).replace("' ", "'")
            is_particle = (
                length > 1
                or particle not in book.function_words
                or (particle in NOBLE and fold_word(tokens[end - 1].text) in names.first_names)
            )
            if is_particle and fold_word(particle) in names.particles:
                return after + 1
    return 0


def _is_post(word: str, book: Phrasebook) -> bool:
    """True of a noun that is a role, a post or a successor by itself."""
    labels = (label for node in book.root.following(word) for label in node.labels)
    return any(label.startswith("role:") or label in ("word:post", "word:successor") for label in labels)


def person_start(tokens: list[Token], first: int, last: int, names: Names) -> int | None:
    """Where in a row of capitals a given name with a further word after it stands, or ``None``."""
    for at in range(first, last - 1):
        token = tokens[at]
        is_initials = len(token.text) == 1 and tokens[at + 1].text == "."
        is_given = token.is_word and (fold_word(token.text) in names.first_names or is_initials)
        if not is_given or fold_word(token.text) in CLUB_SHORT:
            continue
        if any(other.is_word and len(other.text) > 1 for other in tokens[at + 1 : last]):
            return at
    return None


def is_club_row(tokens: list[Token], first: int, last: int) -> bool:
    words = [token for token in tokens[first:last] if token.is_word]
    if len(words) < 2:
        return False
    if any(is_founded(tokens, at) for at in range(first + 1, last)):
        return True
    ends = [word.text for word in (words[0], words[-1]) if sum(map(str.isupper, word.text)) > 1]
    return (
        fold_word(words[0].text) in CLUB_OPENINGS
        or any(fold_word(text) in CLUB_SHORT for text in ends)
        or any(fold_word(word.text) in CLUB_WORDS for word in words[1:])
    )


def is_club_form(token: Token) -> bool:
    """ "IF", "FC": what goes with the name of a club and is none itself."""
    return fold_word(token.text) in CLUB_SHORT and sum(map(str.isupper, token.text)) > 1


def is_founded(tokens: list[Token], at: int) -> bool:
    """True of an apostrophe that joins the two figures of a year to the word before: "WIK'57"."""
    year = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return tokens[at].text in "'’" and len(year) == 2 and year.isdecimal() and _joined(tokens, at - 1, at)


def bare_name(name: str) -> str:
    """The folded name without the forms that go with it: "meerdaal" for KSV Meerdaal; else nothing."""
    words = fold_word(name).split()
    while words and (words[0] in CLUB_SHORT or words[0] in CLUB_OPENINGS):
        words = words[1:]
    while words and words[-1] in CLUB_SHORT:
        words = words[:-1]
    return " ".join(words) if len(words) < len(name.split()) else ""


def cut_at_club_forms(tokens: list[Token], first: int, last: int) -> list[tuple[int, int]]:
    """A row in pieces, each of which opens with what opens a club: "Vierdeklasser | GVV Lutterbos"."""
    if last - first < 3:
        return [(first, last)]
    cuts = [at for at in range(first + 1, last - 1) if is_club_form(tokens[at]) and tokens[at + 1].is_capital]
    edges = [first, *cuts, last]
    return list(itertools.pairwise(edges))


def is_no_name(tokens: list[Token], first: int, last: int) -> bool:
    return any(fold_word(token.text) in NOT_NAMES for token in tokens[first:last] if token.is_word)


def opens_no_name(tokens: list[Token], last: int) -> bool:
    """True where a row goes on into a competition or body: "Nations" of "Nations League" is no club."""
    return last < len(tokens) and tokens[last].is_capital and is_no_name(tokens, last, last + 1)
