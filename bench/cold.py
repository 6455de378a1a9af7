"""What it takes a process that has just begun to read one article: `python -m bench.cold [number of names]`.

A file of its own because it must be run in a fresh process: the clock starts before anything is imported.
"""

import sys
import time

began = time.perf_counter(), time.process_time()

import json  # noqa: E402
import resource  # noqa: E402
from datetime import date  # noqa: E402


def lap(since):
    return time.perf_counter() - since[0], time.process_time() - since[1]


def main():
    from articles.extraction import ArticleText, KnownName, Names, read

    imported = lap(began)
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    # Names of three parts that no two records share, as different from each other as real ones.
    known = [KnownName(name(at), str(at), "club" if at % 3 else "coach") for at in range(number)]
    since = time.perf_counter(), time.process_time()
    names = Names.compile(known)
    compiled = lap(since)
    since = time.perf_counter(), time.process_time()
    text = "FC Midtjylland har fyret cheftræner Jess Thorup. Han kom til klubben i 2013."
    reading = read(ArticleText("Thorup fyret", text, date(2020, 9, 23)), names)
    first = lap(since)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kilobytes, and bytes on a Mac
    megabytes = peak / (2**20 if sys.platform == "darwin" else 1024)
    laps = {"imported": imported, "compiled": compiled, "first": first}
    print(json.dumps({**laps, "megabytes": megabytes, "claims": len(reading.claims)}))


def name(at):
    syllables = ("bar", "den", "kol", "mis", "tor", "vel", "ran", "sig", "pol", "ham")
    letters = str(at).zfill(6)
    first, last = letters[3:], letters[:3]
    return " ".join("".join(syllables[int(digit)] for digit in part).title() for part in (first, last))


if __name__ == "__main__":
    main()
