"""How long a reading takes as unkind texts grow. Run by hand; `test_linear` counts the same in steps."""

from __future__ import annotations

import random
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from articles.extraction import ArticleText, read
from tests.articles.extraction.cast import CLUBS, COACHES, NAMES

SIZES = (5_000, 10_000, 20_000, 40_000)
SMALL_WORDS = (
    "blev fyret er ny cheftræner i og , der men ikke hvis træner sagde op tirsdag for en måned siden fra 2015 til . "  # noqa: E501
    "Torben Krogh den 50-årige dansker klubben han forhandler med jobbet som i dag kontrakt til sommeren 2022 \n"  # noqa: E501
)
WORDS = [row["name"] for row in CLUBS + COACHES] + SMALL_WORDS.split(" ")


def texts(size: int) -> dict[str, str]:
    """Texts of a size that are each unkind in a way of their own."""
    chance = random.Random(7)
    mixed = " ".join(chance.choice(WORDS) for _ in range(size // 6))
    return {
        "words of the trade": mixed[:size],
        "one sentence": mixed.replace(".", "").replace("\n", " ")[:size],
        "names only": ("Jess Thorup, Bo Henriksen og " * size)[:size],
        "capitals": ("Aa Bb " * size)[:size],
        "marks": ("- , ( . " * size)[:size],
        "one word": "a" * size,
        "lines": ("Læs\n" * size)[:size],
        "digits": ("20. 8 2020 " * size)[:size],
        "quotes": ("“A” ’s " * size)[:size],
    }


def main() -> None:
    read(ArticleText("", "AaB vandt.", date(2020, 1, 1), language="da"), NAMES)
    for name in texts(10):
        row = []
        for size in SIZES:
            article = ArticleText("Bo Henriksen fyret", texts(size)[name], date(2020, 9, 23), language="da")
            began = time.process_time()
            read(article, NAMES)
            row.append(1000 * (time.process_time() - began))
        print(f"{name:<20}" + "".join(f"{ms:>9.1f} ms" for ms in row))


if __name__ == "__main__":
    main()
