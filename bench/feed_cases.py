"""What a public suite of feed tests expects of a feed's entries, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Want:
    """One expected value: of the entry ``number``, or of the whole feed for the field "count".

    A ``published`` is a moment in UTC, a ``hash`` the SHA-256 of the entry's id; None: there is none.
    """

    number: int
    field: str
    value: object


@dataclass(frozen=True)
class Case:
    """One feed of a suite; ``is_refused`` where the suite expects that it is none."""

    name: str
    format: str
    body: bytes
    url: str
    content_type: str
    wants: tuple[Want, ...]
    is_refused: bool = False
