"""Small reference files of invented clubs and coaches, written where a test wants them."""

from __future__ import annotations

from pathlib import Path

from carousel.importers import reading

CLUB = {
    "key": "havnestad-bk", "name": "Havnestad BK", "short": "Havnestad", "country": "DK", "city": "Havnestad",
    "level": "1", "side": "men", "kind": "club", "colour1": "#0047ab", "colour2": "#ffffff",
    "aliases": "HBK!|Havnestad Boldklub", "epithets": "da:havneklubben", "wikidata": "",
}  # fmt: skip
COACH = {
    "key": "aksel-brandvold", "name": "Aksel Brandvold", "born": "1971-03-02", "nationality": "NO",
    "gender": "m", "aliases": "Brandvold", "known_for": "Havnestad BK",
}  # fmt: skip
OUTLET = {
    "key": "kystposten", "name": "Kystposten", "language": "da", "country": "DK",
    "domain": "kystposten.example", "kind": "newspaper", "tier": "2", "cited_as": "Kystposten|KP", "feed": "",
}  # fmt: skip
STINT = {
    "key": "brandvold-havnestad", "coach": "aksel-brandvold", "club": "havnestad-bk", "role": "head_coach",
    "started": "2019-07-01", "ended": "2020-09", "manner": "sacked", "until": "2021", "known_since": "",
    "source": "Kystposten, 3 Sep 2020", "note": "",
}  # fmt: skip
KINDS = {"clubs": (CLUB, reading.CLUB), "coaches": (COACH, reading.COACH)}
KINDS |= {"outlets": (OUTLET, reading.OUTLET), "stints": (STINT, reading.STINT)}


def write(folder: Path, **rows: list[dict[str, str]] | dict[str, str]) -> Path:
    """Write one file per kind. A row states only what differs; kinds not named get one plain row."""
    for kind, (plain, columns) in KINDS.items():
        given = rows.get(kind, [{}])
        lines = [plain | row for row in (given if isinstance(given, list) else [given])]
        text = "\n".join(",".join(f'"{line[column]}"' for column in columns) for line in lines)
        (folder / f"{kind}.csv").write_text(f"{','.join(columns)}\n{text}\n", encoding="utf-8")
    return folder


def many_clubs(count: int) -> list[dict[str, str]]:
    return [
        {
            "key": f"club-{n}",
            "name": f"Klub {n}",
            "short": "",
            "aliases": f"K{n}!|Klubben {n}",
            "epithets": "",
        }
        for n in range(count)
    ]
