"""Words can be read and controls seen on every ground, by light and by dark."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[3] / "static"
GROUNDS = ("paper", "sheet", "shade")
WORDS = ("ink", "ink-2", "ink-3", "pencil", "blue", "seal", "alarm")


def themes():
    """The colours by name, of the light theme and of each place that sets the dark one."""
    css = (STATIC / "css/tokens.css").read_text()
    blocks = re.findall(r"(:root[^{]*)\{([^{}]*)\}", css)
    colours = [
        (head.strip(), dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body)))
        for head, body in blocks
        if "--paper" in body
    ]
    assert len(colours) == 3, "one light theme, one dark by choice, one dark by the system"
    return colours


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("theme", "colours"), themes())
def test_words_have_four_and_a_half_to_one_on_every_ground(theme, colours):
    too_faint = {
        (word, ground): round(contrast(colours[word], colours[ground]), 2)
        for word in WORDS
        for ground in GROUNDS
        if contrast(colours[word], colours[ground]) < 4.5
    }
    assert not too_faint


@pytest.mark.parametrize(("theme", "colours"), themes())
def test_borders_of_controls_have_three_to_one(theme, colours):
    assert min(contrast(colours["edge"], colours[ground]) for ground in GROUNDS) >= 3


@pytest.mark.parametrize(("theme", "colours"), themes())
def test_text_on_marks_washes_and_seals_is_readable(theme, colours):
    marks = [name for name in colours if name.startswith("mark-") or name.endswith("-wash")]
    assert len(marks) == 9
    assert min(contrast(colours["ink"], colours[mark]) for mark in marks) >= 4.5
    assert contrast(colours["on-strong"], colours["seal"]) >= 4.5


def test_the_dark_theme_is_the_same_by_choice_and_by_the_system():
    _light, (_one, chosen), (_other, by_system) = themes()
    assert chosen == by_system


def test_the_scripts_of_a_page_stay_in_their_budget():
    assert sum((STATIC / "js" / name).stat().st_size for name in ("site.js", "theme.js")) < 8_000


def test_every_font_comes_with_its_licence():
    fonts = {path.name.split("-latin")[0] for path in (STATIC / "fonts").glob("*.woff2")}
    licences = {path.stem.removeprefix("OFL-") for path in (STATIC / "fonts").glob("OFL-*.txt")}
    assert fonts == licences
