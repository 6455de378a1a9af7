"""The tests of feedparser: each is a feed with a comment at its head that says what is expected of it.

The expectations are Python; they are read as a tree and never run.
"""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

from bench.feed_cases import Case, Want

FOLDERS = ("wellformed", "illformed", "encoding", "entities", "json")
EXPECTED = re.compile(r"Description:\s*(?:.*?)\s*Expect:\s*(.*?)\s*-->", re.DOTALL)
HEADER = re.compile(r"^Header:\s+Content-type:(.*)$", re.MULTILINE | re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
FORMATS = {
    "feed": "Atom",
    "entry": "Atom",
    "rss": "RSS 0.9x/2.0",
    "channel": "RSS 0.9x/2.0",
    "RDF": "RSS 1.0",
    "CHANNEL": "CDF",
}
ROOT = re.compile(rf"<(?:\w+:)?({'|'.join(FORMATS)})\b")
SITE = "http://127.0.0.1:8097/"
# Names under which feedparser gives the same value.
FIELD = {
    "id": "id",
    "guid": "id",
    "link": "url",
    "title": "title",
    "description": "text",
    "summary": "text",
    "published": "",
    "published_parsed": "published",
    "updated_parsed": "updated",
}


def cases(folder: Path):
    """Every feed of the suite that expects something of its entries, or that it can be read."""
    tests = folder / "tests"
    for part in FOLDERS:
        for path in sorted([*(tests / part).rglob("*.xml"), *(tests / part).rglob("*.json")]):
            body = path.read_bytes()
            text = _text(body)
            said = HEADER.search(text)
            found = EXPECTED.search(text)
            name = path.relative_to(tests).as_posix()
            yield Case(
                name=name,
                format=_format(text),
                body=body,
                url=SITE + "tests/" + name,
                content_type=said[1].strip() if said else "text/xml" if "http" in name else "",
                wants=tuple(_wants(found[1])) if found else (),
            )


def _text(body: bytes) -> str:
    """As the suite itself tells charsets apart: enough to read the comment."""
    for start, charset in (
        (b"\x00\x00", "utf-32-be"),
        (b"<\x00\x00\x00", "utf-32-le"),
        (b"\x00<", "utf-16-be"),
    ):
        if body.startswith(start):
            return body.decode(charset, "replace")
    if body.startswith((b"\xff\xfe\x00\x00", b"\xff\xfe", b"\xfe\xff", b"<\x00")):
        wide = "utf-32" if body.startswith(b"\xff\xfe\x00\x00") else "utf-16"
        return body.decode(wide if not body.startswith(b"<\x00") else "utf-16-le", "replace")
    return body.decode("utf-8-sig", "replace")


def _format(text: str) -> str:
    tag = re.search(
        r"<(?:\w+:)?(feed|rss|RDF|CHANNEL|channel|entry)\b", re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    )
    if text.lstrip().startswith("{"):
        return "JSON Feed"
    names = {
        "feed": "Atom",
        "entry": "Atom",
        "rss": "RSS 0.9x/2.0",
        "RDF": "RSS 1.0",
        "channel": "RSS 0.9x/2.0",
    }
    return names.get(tag[1], "CDF") if tag else "other"


def _wants(expected: str):
    try:
        tree = ast.parse(expected.strip(), mode="eval").body
    except SyntaxError:
        return
    for part in tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]:
        if want := _want(part):
            yield want


def _want(part: ast.expr) -> Want | None:
    if not isinstance(part, ast.Compare) or len(part.ops) != 1 or not isinstance(part.ops[0], ast.Eq):
        return _absent(part)
    try:
        left, value = part.left, _literal(part.comparators[0])
    except ValueError:
        return None
    if isinstance(left, ast.Call) and _path(left.args[0] if left.args else left) == ["entries"]:
        return Want(0, "count", value)
    match _path(left):
        case ["entries", int(number), "content", int(), "value"]:
            return Want(number, "text", value)
        case ["entries", int(number), "links", 0, "href"]:
            return None  # any relation; the entry's own address has tests of its own
        case ["entries", int(number), "title_detail" | "summary_detail" as name, "value"]:
            return Want(number, FIELD[name.removesuffix("_detail")], value)
        case ["entries", int(number), str(name)] if FIELD.get(name):
            if name.endswith("_parsed"):
                value = datetime(*value[:6], tzinfo=UTC)
            return Want(number, FIELD[name], value)
    return None


def _absent(part: ast.expr) -> Want | None:
    """``not entries[0].has_key('link')``"""
    if not isinstance(part, ast.UnaryOp) or not isinstance(part.operand, ast.Call):
        return None
    call = part.operand
    if isinstance(call.func, ast.Attribute) and call.func.attr == "has_key":
        match _path(call.func.value), call.args:
            case ["entries", int(number)], [ast.Constant(value=str(name))] if FIELD.get(name):
                return Want(number, FIELD[name], None)
    return None


def _path(node: ast.expr) -> list:
    """``entries[0]['title']`` as its steps; nothing for what is no such path."""
    match node:
        case ast.Name(id=name):
            return [name]
        case ast.Attribute(value=inner, attr=name):
            return [*_path(inner), name] if _path(inner) else []
        case ast.Subscript(value=inner, slice=ast.Constant(value=key)):
            return [*_path(inner), key] if _path(inner) else []
    return []


def _literal(node: ast.expr):
    """The value of a constant, or of strings added up."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _literal(node.left) + _literal(node.right)
    return ast.literal_eval(node)
