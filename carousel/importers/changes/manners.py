"""How a coach left, as such tables say it, and what that is in our words. Pure."""

from __future__ import annotations

import re

from carousel.importers.rows import Refused

# The first that fits counts: "mutual consent (hired by Bolton)" is by mutual consent.
MANNERS = (
    ("caretaker_ended", r"\b(caretak\w*|interim|temporary|acting)\b"),
    ("mutual_consent", r"\b(mutual\w*|agreement|consent)\b"),
    ("died", r"\b(died|death|deceased)\b"),
    ("retired", r"\b(retired|retirement|health|illness|ill)\b"),
    ("sacked", r"\b(sacked|sack|fired|dismiss\w+|terminated|cancell?ed|removed|relieved|suspended)\b"),
    ("sacked", r"\b(gardening leave|released)\b"),
    ("resigned", r"\b(resign\w*|quit|stepped down|stepped aside|left the club|walked out)\b"),
    ("contract_ended", r"\b(end of (?:his )?(?:contract|loan|season|tenure|spell)|not re-?appointed)\b"),
    ("contract_ended", r"\b(not (?:renewed|extended)|end of)\b"),
    ("contract_ended", r"\bcontract\b.*\b(ended|expired|finished|up|ran out|expiry|end|not renewed)\b"),
    ("left_for_club", r"\b(signed|sign|hired|joined|appointed|purchased rights|moved to|taken over)\b"),
    ("left_for_club", r"\b(left (?:for|to)|new coach of)\b"),
    ("contract_ended", r"\b(became|made|promoted|replaced|demoted|moved|changed (?:role|position))\b"),
    ("contract_ended", r"\bdirector\b"),
)  # fmt: skip
UNSAID = {"", "-", "–", "—", "?", "n/a", "unknown", "undisclosed", "unspecified", "none", "not on record"}


def read(text: str, *, was_caretaker: bool) -> tuple[str, str]:
    """The manner and the words that were printed. Raises ``Refused`` where the words say no manner.

    A caretaker who is "replaced" has ended his spell, whatever verb the table uses.
    """
    words = " ".join(text.replace("\xa0", " ").split())
    words = re.sub(r"(?<=[^\W\d])\s*(?:\[\d+\]|(?<![\d£€$] )(?<=\w) \d)$", "", words).strip()
    bare = words.lower()
    if bare in UNSAID:
        return "unspecified", ""
    if was_caretaker and re.search(r"\b(replaced|end\w*|over|finished|expired)\b", bare):
        return "caretaker_ended", words
    for manner, pattern in MANNERS:
        if re.search(pattern, bare):
            return manner, words
    raise Refused(f"“{words}” is no way to leave a post that is known here.")
