"""The tests of miniflux' feed parsers: Go functions with a feed in back quotes and the values compared.

Read as text: what is compared with a plain value is understood, also in a loop over the first entries.
"""

import ast
import calendar
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.feed_cases import Case, Want

FORMATS = {"atom": "Atom", "rss": "RSS 0.9x/2.0", "rdf": "RSS 1.0", "json": "JSON Feed"}
TEST = re.compile(r"^func (Test\w+)\(t \*testing\.T\) \{$(.*?)^\}$", re.MULTILINE | re.DOTALL)
DATA = re.compile(r"data := `([^`]*)`")
CALL = re.compile(r"(?:Parse|ParseFeed)\(\"([^\"]*)\"")
TEXT = r"(\"(?:[^\"\\]|\\.)*\"|`[^`]*`|\w+)"
COUNT = re.compile(r"len\(feed\.Entries\) != (\d+)")
VALUE = re.compile(rf"feed\.Entries\[(\d+|i)\]\.(URL|Title|Content|Hash) != {TEXT} ?\{{")
LOOP = re.compile(r"for i := range (\d+) ")
NAMED = re.compile(rf"(\w+) := {TEXT}\n")
DATE = r"time\.Date\((\d+), time\.(\w+), (\d+), (\d+), (\d+), (\d+), 0, ([\w.]+)\)"
MOMENT = re.compile(rf"feed\.Entries\[(\d+)\]\.Date\.Equal\((?:(\w+)|{DATE})\)")
NAMED_MOMENT = re.compile(rf"(\w+) := {DATE}")
ZONE = re.compile(r'(\w+)(?:, _|, err)? := time\.LoadLocation\("([^"]+)"\)')
FIXED_ZONE = re.compile(r"(\w+) := time\.FixedZone\(\"[^\"]*\", (-?)int\(\((\d+) \* time\.Hour\)")
FIELD = {"URL": "url", "Title": "title", "Content": "text", "Hash": "hash"}
MONTHS = list(calendar.month_name)


def cases(folder: Path):
    for path in sorted((folder / "internal" / "reader").rglob("*_test.go")):
        format = FORMATS.get(path.parent.name)
        if not format:
            continue
        for name, body in TEST.findall(path.read_text()):
            data, call = DATA.search(body), CALL.search(body)
            if data and call:
                yield Case(
                    name=f"{path.parent.name}/{name}",
                    format=format,
                    body=data[1].encode(),
                    url=call[1],
                    content_type="",
                    wants=tuple(_wants(body.replace(data[0], ""))),
                    is_refused="err == nil" in body,
                )


def _wants(code: str):
    for found in COUNT.finditer(code):
        yield Want(0, "count", int(found[1]))
    named = dict(NAMED.findall(code))
    loop = LOOP.search(code)
    for number, field, text in VALUE.findall(code):
        value = _string(named.get(text, text))
        numbers = [int(number)] if number != "i" else range(int(loop[1]) if loop else 0)
        if value is not None:
            yield from (Want(each, FIELD[field], value) for each in numbers)
    zones = _zones(code)
    moments = {found[0]: _moment(found[1:], zones) for found in NAMED_MOMENT.findall(code)}
    for number, name, *date in MOMENT.findall(code):
        yield Want(int(number), "published", moments[name] if name else _moment(date, zones))


def _string(written: str) -> str | None:
    """The value of a Go string; nothing for a variable that is none."""
    if written.startswith("`"):
        return written[1:-1]
    return ast.literal_eval(written) if written.startswith('"') else None


def _zones(code: str):
    zones = {"time.UTC": UTC}
    zones |= {name: ZoneInfo(zone) for name, zone in ZONE.findall(code)}
    for name, minus, hours in FIXED_ZONE.findall(code):
        zones[name] = timezone(timedelta(hours=-int(hours) if minus else int(hours)))
    return zones


def _moment(date, zones) -> datetime:
    year, month, *rest, zone = date
    day, hour, minute, second = map(int, rest)
    return datetime(int(year), MONTHS.index(month), day, hour, minute, second, tzinfo=zones[zone]).astimezone(
        UTC
    )
