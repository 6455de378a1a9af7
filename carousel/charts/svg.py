"""The few marks that charts are drawn with, escaped and rounded."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

# Units that a letter takes: bold and plain at 14, dates at 13, words without capitals or figures at 13.
STRONG, PLAIN, SMALL, LOWER = 7.5, 7.0, 6.8, 6.3


def tag(name: str, *content: str, **attributes) -> str:
    """An element. ``class_`` is the class, an underscore in a name a hyphen; ``None`` is left out."""
    written = "".join(
        f" {_name(key)}={quoteattr(number(value))}" for key, value in attributes.items() if value is not None
    )
    return f"<{name}{written}>{''.join(content)}</{name}>" if content else f"<{name}{written}/>"


def text(words: str, x: float, y: float, **attributes) -> str:
    return tag("text", escape(words), x=x, y=y, **attributes)


def rect(x: float, y: float, width: float, height: float, **attributes) -> str:
    return tag("rect", x=x, y=y, width=width, height=height, **attributes)


def path(d: str, **attributes) -> str:
    return tag("path", d=d, **attributes)


def number(value) -> str:
    """One decimal is a tenth of a pixel; a whole number needs none."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def width_of(words: str, letter: float = STRONG) -> float:
    """How wide the words will be at most, near enough to keep two labels apart."""
    return len(words) * letter


def fitted(words: str, width: float, letter: float = STRONG) -> str:
    """The words, cut with an ellipsis where they would not fit."""
    room = int(width // letter)
    return words if len(words) <= room else words[: max(room - 1, 1)].rstrip(" ,") + "…"


def squeezed(words: str, width: float, letter: float = SMALL) -> dict[str, float | None]:
    """Attributes that draw words which nearly fit exactly as wide as there is room; none for all others."""
    is_near = width < width_of(words, letter) <= width * 1.1
    return {"textLength": width} if is_near else {}


def stripes(identity: str, ground: str, stripe: str) -> str:
    """A pattern of 45° stripes, for a caretaker's bar."""
    return tag(
        "pattern",
        tag("rect", width=7, height=7, fill=ground),
        tag("rect", width=3.2, height=7, fill=stripe),
        id=identity,
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def hatching(identity: str) -> str:
    """A pattern of paper-coloured hatching, laid over what is not known to the day."""
    return tag(
        "pattern",
        tag("rect", width=2, height=5, fill="var(--paper)"),
        id=identity,
        width=5,
        height=5,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _name(key: str) -> str:
    # SVG spells its own attributes in camel case; only those that HTML or CSS spells with a hyphen change.
    return "class" if key == "class_" else key.replace("_", "-")
