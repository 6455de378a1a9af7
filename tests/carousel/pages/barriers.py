"""What axe finds on the page that a tab shows."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
EVERY_RULE = None
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Only what is wrong is sent back: all that is right takes longer to send than to find.
LOOK = """only => axe.run(document, {...(only && {runOnly: only}), resultTypes: ["violations"]}).then(found =>
    found.violations.map(one => [one.id, ...one.nodes.slice(0, 2).map(node => node.html.slice(0, 120))]))"""


def with_axe(tab):
    """The tab, which has axe at hand on every page that it opens."""
    tab.add_init_script(AXE_SCRIPT)
    return tab


def barriers(tab, rules: dict | None = WCAG) -> list:
    """Each rule that the page breaks, with the first two elements that do."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE_SCRIPT)
    return tab.evaluate(LOOK, rules)


def look_like(tab, scheme: str, width: int, height: int = 900) -> None:
    """The page as it stands in this theme and this width, without loading it anew."""
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    tab.set_viewport_size({"width": width, "height": height})
