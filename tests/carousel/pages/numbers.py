"""The numbers of a page that lead nowhere: what stands in its text, and not in a link, a row or a chart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = ("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
# A link leads to the rows; a time is no count; a drawing has its table; what somebody wrote is quoted.
LED = ("a", "time", "svg", "blockquote", "form", "script", "style")
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July"
MONTHS += "|August|September|October|November|December"
DATE = re.compile(
    rf"(\d{{1,2}} )?\b({MONTHS})\b( \d{{4}})?|\b\d{{1,2}} and \d{{1,2}}\b|\b(19|20)\d\d(–\d\d)?\b"
)


@dataclass
class Node:
    tag: str
    given: dict[str, str | None] = field(default_factory=dict)
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    def above(self) -> Iterator[Node]:
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def has(self, *tags: str) -> bool:
        below = [child for child in self.children if isinstance(child, Node)]
        return any(child.tag in tags or child.has(*tags) for child in below)

    @property
    def place(self) -> str:
        """Its tag with its classes, and where it stands in a table those of the table."""
        own = ".".join(filter(None, (self.tag, *(self.given.get("class") or "").split())))
        table = next((one for one in self.above() if one.tag == "table" and one is not self), None)
        return f"{table.place} {own}" if table else own


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.node = Node("page")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs), self.node)
        self.node.children.append(node)
        if tag not in VOID:
            self.node = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.node.children.append(Node(tag, dict(attrs), self.node))

    def handle_endtag(self, tag: str) -> None:
        for node in self.node.above():
            if node.tag == tag and node.parent is not None:
                self.node = node.parent
                return

    def handle_data(self, data: str) -> None:
        self.node.children.append(data)


def read(page: str) -> Node:
    reader = _Reader()
    reader.feed(page)
    return reader.root


def texts(node: Node) -> Iterator[tuple[Node, str]]:
    for child in node.children:
        if isinstance(child, Node):
            yield from texts(child)
        else:
            yield node, " ".join(child.split())


def leading_nowhere(page: str) -> list[tuple[str, str]]:
    """Where on the page each such number stands, with the text around it."""
    found = []
    for node, text in texts(read(page)):
        above = list(node.above())
        in_main = any(one.tag == "main" for one in above)
        if in_main and re.search(r"\d", DATE.sub("", text)) and not any(map(is_led, above)):
            found.append((node.place, text))
    return found


def is_led(node: Node) -> bool:
    """Whether all that stands in it leads on: in a link and the like, or in a row that has one.

    A row of a table is a row of the record, or has a link to those that it counts; a figure with its word
    beside it has the link in one of the two. Heads of columns and rows say what is counted.
    """
    if node.tag in LED or (node.tag == "th" and node.given.get("scope")):
        return True
    return node.tag in ("tr", "div") and _is_row(node) and node.has("a")


def _is_row(node: Node) -> bool:
    return node.tag == "tr" or (node.parent is not None and node.parent.tag == "dl")
