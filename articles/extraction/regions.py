"""What each line of a scraped text is. Nothing is deleted, so places stay true.

A scraper leaves related-link lines inside the article and a tail of teaser
headlines after it. Both name coaches and clubs, and neither says anything here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .claims import LabelledSpan, Region
from .fold import lower
from .lexicon import Lexicon

SENTENCE_END = re.compile(r"[.…:][\"'”’»)]*$")
SENTENCE_BREAK = re.compile(r"[a-zà-ÿ)\"”»][.!?…][\"'”’»)]*+\s++[\"'“‘«(–—]?[A-ZÀ-Þ]")
EXCLAIMED = re.compile(r"[!?][\"'”’»)]*$")
SIGN_OFF = re.compile(r"[/(\[]?\s?\w{2,14}\s?[/)\]]$|^/\w+/$")
# What a live ticker puts above its entries: 20:45, 20.45 Uhr, kl. 20.45, 20h45, 45', 90'+3, 45. Min.
HOUR = r"(?:kl\.? |um |at |às |alle |om )?\d{1,2}\s?[:.hu]\s?\d{2}(?:[:.]\d{2})?"
OF_CLOCK = r"(?: ?(?:uhr|uur|h|hrs?|[ap]\.?m\.?))?"
EXTRA = r"\+\s?\d{1,2}['’′]?"
MINUTE = rf"\d{{1,3}}\.?\s?(?:['’′](?:\s?{EXTRA})?|{EXTRA}|min(?:\.|utos?|uto|utter|uten|ute)?)"
STAMP = re.compile(rf"{HOUR}{OF_CLOCK}|{MINUTE}|min\.? ?\d{{1,3}}", re.IGNORECASE)
# "3 min read", "4 Min. Lesezeit", "Lectura: 3 min"
READING_TIME = re.compile(r"\d{1,2} ?min\w{0,5}\.? (?:de )?\w{3,12}", re.IGNORECASE)
AGENCIES = (
    "getty images|getty|imago images|imago|ritzau scanpix|ntb scanpix|scanpix|bildbyrån|icon ?sport|"
    "lapresse|picture alliance|belga image|anp|afp|efe|epa|ap photo|action images|pa images|lusa|ansa"
)
AGENCY_LINE = re.compile(
    rf"[(\[©]?\s?(?:[^/|:!?\n]{{2,60}} ?[/|] ?)?(?:{AGENCIES})(?: ?[/|] ?[^/|:!?\n]{{2,40}})?[)\]]?",
    re.IGNORECASE,
)
LONGEST_CREDIT = 300  # characters of a caption with its credit at the end
SENTENCE_COST = 3.0  # one real sentence outweighs three headlines when the tail is looked for
READABLE: tuple[Region, ...] = ("title", "lead", "body", "quote")


def lines_of(text: str) -> list[tuple[int, int]]:
    """Where the lines that are not blank begin and end."""
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n\r\u2028]+", text)]
    return [(start, end) for start, end in lines if text[start:end].strip()]


def label_lines(text: str, lexicons: list[Lexicon]) -> list[LabelledSpan]:
    """Every line that is not blank, with what it is, in order."""
    lines = lines_of(text)
    openers = _openers(tuple(lexicons))
    kinds: list[Region] = [openers.kind(text[start:end].strip()) for start, end in lines]
    tail = _tail_start([text[start:end].strip() for start, end in lines], kinds)
    spans, seen_lead = [], False
    for number, ((start, end), kind) in enumerate(zip(lines, kinds, strict=True)):
        if number >= tail and kind in ("body", "quote"):
            kind = "teaser"
        elif kind == "body" and not seen_lead:
            kind, seen_lead = "lead", True
        spans.append(LabelledSpan("text", start, end, kind))
    return spans


class _Openers:
    """The openings of lines in the languages that a text may be in."""

    def __init__(self, lexicons: tuple[Lexicon, ...]):
        def of(key: str) -> tuple[str, ...]:
            return tuple(sorted({lower(word) for lexicon in lexicons for word in lexicon.words.get(key, ())}))

        self.related, self.captions, self.notices = (
            _by_first_word(of(k)) for k in ("related", "captions", "notices")
        )
        self.teasers = frozenset(of("teasers"))
        words = "|".join(re.escape(word) for word in of("captions") if word.isalpha())
        # "…mod Fjordby. Foto: Ida Holm": what stands before a credit belongs to the picture
        self.credit = re.compile(rf"[\s(\[–—-](?:{words or '(?!)'})\s?:\s?[^:!?]{{2,60}}$", re.IGNORECASE)

    def kind(self, line: str) -> Region:
        low = lower(line).lstrip("•*>|►▶ ")
        first = _first_word(low)
        if any(_opens_with(low, opening) for opening in self.related.get(first, ())):
            return "related"
        if low.rstrip(":!. ") in self.teasers:
            return "teaser"
        if any(_opens_with(low, opening) for opening in self.captions.get(first, ())) or self._is_credit(
            line
        ):
            return "caption"
        if STAMP.fullmatch(line) or READING_TIME.fullmatch(line):
            return "signoff"
        if any(low.startswith(opening) for opening in self.notices.get(first, ())) or SIGN_OFF.fullmatch(
            line
        ):
            return "signoff"
        if line[:1] in "–—" or line.startswith("- ") or line[:1] in '»«“”"„':
            return "quote"
        return "body"

    def _is_credit(self, line: str) -> bool:
        if len(line) > LONGEST_CREDIT:
            return False
        return bool(AGENCY_LINE.fullmatch(line) or self.credit.search(line))


@lru_cache(maxsize=8)
def _openers(lexicons: tuple[Lexicon, ...]) -> _Openers:
    return _Openers(lexicons)


def _first_word(low: str) -> str:
    found = re.match(r"\w+", low)
    return found.group() if found else low[:1]


def _by_first_word(openings: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for opening in openings:
        found.setdefault(_first_word(opening), []).append(opening)
    return found


def _opens_with(low: str, opening: str) -> bool:
    """True where a line opens with the words and then a colon, a dash or nothing: prose may open so too."""
    if not low.startswith(opening):
        return False
    rest = low[len(opening) :].lstrip()
    return not rest or rest[0] in ":–—-|>»/•" or opening.endswith(":")


def _looks_like_sentence(line: str) -> bool:
    words = line.split()
    if line[:1] in "*•·" or re.match(r"\d{1,2}[.:)]\d{0,2}\s", line):
        return len(words) >= 2
    if SENTENCE_END.search(line):
        return len(words) >= 3
    return len(words) >= 14 or (len(words) >= 10 and bool(EXCLAIMED.search(line)))


def _sentences_in(line: str) -> int:
    """About how many sentences a line holds: a whole report in one line is no headline."""
    return 1 + len(SENTENCE_BREAK.findall(line))


def _tail_start(lines: list[str], kinds: list[Region]) -> int:
    """The number of the first line of the teaser tail: the end that holds most headlines and fewest
    sentences.
    """
    best, best_at, total = 0.0, len(lines), 0.0
    for at in range(len(lines) - 1, 0, -1):
        is_sentence = _looks_like_sentence(lines[at]) and kinds[at] in ("body", "quote")
        total += -SENTENCE_COST * _sentences_in(lines[at]) if is_sentence else 1.0
        if total > best and not is_sentence:
            best, best_at = total, at
    return best_at
