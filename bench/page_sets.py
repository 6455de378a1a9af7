"""Public sets of real pages with what is expected of each; nothing of them is kept here.

- "benchmark": scrapinghub/article-extraction-benchmark, pages with the whole text of their article
- "segments": adbar/trafilatura, pages with a few passages that belong to the text and a few that do not
- "dates": adbar/htmldate, pages with their day of publication
"""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Page:
    """A page and what is expected of it; what its set does not say is empty."""

    name: str
    url: str
    body: bytes
    text: str = ""
    found: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    day: str = ""


def benchmark(folder: Path):
    for name, expected in json.loads((folder / "ground-truth.json").read_text()).items():
        body = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Page(name, expected["url"], body, text=expected["articleBody"])


def segments(folder: Path):
    tests = folder / "tests"
    for url, expected in sorted(json.loads((tests / "evaldata.json").read_text()).items()):
        if path := _first(tests, ("cache", "eval"), expected["file"]):
            if not url.startswith("http"):  # a name that the set made up
                url = f"https://pages.example/{path.name}"
            found, noise = tuple(expected["with"]), tuple(expected["without"])
            yield Page(path.name, url, path.read_bytes(), found=found, noise=noise)


def dates(folder: Path):
    tests = folder / "tests"
    for given in ("eval_mediacloud_2020.json", "eval_default.json"):
        for url, expected in json.loads((tests / given).read_text()).items():
            path = _first(tests, ("test_set", "cache", "eval"), expected["file"])
            if path and isinstance(expected["date"], str):  # some pages have none
                yield Page(f"{given}/{path.name}", url, path.read_bytes(), day=expected["date"])


def _first(tests: Path, folders, name: str) -> Path | None:
    return next((path for each in folders if (path := tests / each / name).is_file()), None)


SETS = {"benchmark": benchmark, "segments": segments, "dates": dates}
