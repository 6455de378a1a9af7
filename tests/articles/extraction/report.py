"""The figures of an evaluation as a table to keep and as a page to read."""

from __future__ import annotations

from collections import Counter

from articles.extraction.corpus import article_from_corpus
from articles.extraction.misses import EXTRA, MISSED, class_of_extra, class_of_miss, trail_of

KINDS = ("departure", "appointment", "candidacy", "withdrawal", "pressure", "extension", "tenure")
GROUPS = ("core", "facts", "tenure")
PARTS = ("all", "dev", "retold", "even", "odd")


def figures(score, gold: list[dict], predictions: list[dict], names) -> dict:
    """All that is counted, as plain values that JSON can keep."""
    by_id = {line["id"]: line for line in predictions}
    found: dict = {"articles": len(gold), "claims": sum(len(article["claims"]) for article in gold)}
    for part in PARTS:
        some = [article for article in gold if part == "all" or part in (article["set"], half_of(article))]
        table, right, _, (quiet, noisy, _) = score.score(some, [by_id[article["id"]] for article in some])
        found[part] = {
            "scores": {language: _rates(score, table[language]) for language in sorted(table)},
            "fields": {name: _share(counts) for name, counts in sorted(right.items())},
            "empty": [quiet, noisy],
        }
    found["missed"], found["extra"] = classes(score, gold, by_id, names)
    return found


def half_of(article: dict) -> str:
    """Even or odd, by the number at the end of the id."""
    digits = "".join(character for character in article["id"] if character.isdecimal())
    return "odd" if digits and int(digits) % 2 else "even"


def classes(score, gold: list[dict], by_id: dict, names) -> tuple[dict, dict]:
    """How many claims of each set were lost at which stage, and what is wrong with those too many."""
    missed: dict[str, Counter] = {name: Counter() for name in MISSED}
    extra: dict[str, Counter] = {name: Counter() for name in EXTRA}
    for article, name, _, is_missed in errors(score, gold, by_id, names):
        (missed if is_missed else extra)[name][article["set"]] += 1
    return {k: dict(v) for k, v in missed.items()}, {k: dict(v) for k, v in extra.items()}


def errors(score, gold: list[dict], by_id: dict, names):
    """Every missed and every needless claim: its article, the class of the error, and which of both it is."""
    for article in gold:
        predicted = by_id[article["id"]]["claims"]
        _, lost, needless = score.match(article["claims"], predicted)
        if lost:
            trail = trail_of(article_from_corpus(article), names)
            for claim in lost:
                yield article, class_of_miss(claim, predicted, trail), claim, True
        for claim in needless:
            yield article, class_of_extra(claim, article["claims"]), claim, False


def list_errors(score, gold: list[dict], predictions: list[dict], names, wanted: str):
    """The claims of one class of error, a line each."""
    by_id = {line["id"]: line for line in predictions}
    for article, name, claim, is_missed in errors(score, gold, by_id, names):
        if name == wanted:
            coach, club = (_first(claim[slot]) for slot in ("coach", "club"))
            evidence = claim.get("evidence") or ""
            text = evidence.get("text", "") if isinstance(evidence, dict) else evidence
            what = "missed  " if is_missed else "needless"
            yield f"{article['id']:<10}{what} {claim['kind']} {coach} / {club}: {text[:160]}"


def _first(value) -> str:
    return value[0] if isinstance(value, list) else value


def _rates(score, groups: dict) -> dict[str, dict[str, float]]:
    names = ("precision", "recall", "f1")
    return {
        group.strip(): {name: round(value, 4) for name, value in zip(names, score.rates(counts), strict=True)}
        for group, counts in groups.items()
    }


def _share(counts) -> list:
    total = counts["ok"] + counts["wrong"]
    return [round(counts["ok"] / total, 4), total]


def lines(found: dict, before: dict | None):
    """The page: scores by language and kind, halves and sets apart, fields, errors; changes in brackets."""
    yield f"{found['articles']} articles, {found['claims']} claims" + _against(before)
    yield from _by_language(found, before)
    yield from _by_kind(found, before)
    yield from _fields(found, before)
    yield from _errors("missed claims", found["missed"], (before or {}).get("missed"), found["claims"])
    yield from _errors("needless claims", found["extra"], (before or {}).get("extra"), None)
    yield ""
    for part in ("all", "dev", "retold"):
        quiet, noisy = found[part]["empty"]
        yield f"articles without a claim ({part}): {quiet}, of which {noisy} got one"


def _against(before: dict | None) -> str:
    if before is None:
        return "; no earlier run of all articles is on record to compare with"
    return f"; in brackets the change since version {before['version']} as recorded"


def _f1(found: dict | None, part: str, language: str, group: str) -> float | None:
    return ((found or {}).get(part, {}).get("scores", {}).get(language, {}).get(group) or {}).get("f1")


def _cell(found: dict, before: dict | None, part: str, language: str, group: str) -> str:
    now, then = _f1(found, part, language, group), _f1(before, part, language, group)
    if now is None:
        return f"{'-':<15}"
    return f"{_short(f'{now:.3f}'):<6}{_change(now, then):<9}"


def _change(now: float, then: float | None) -> str:
    """The difference in brackets, where there is one to be seen."""
    return "" if then is None or abs(now - then) < 0.0005 else f"({_short(f'{now - then:+.3f}')})"


def _short(figure: str) -> str:
    """A share without the nought before its point."""
    return figure.replace("0.", ".", 1)


def _languages(found: dict) -> list[str]:
    return sorted(found["all"]["scores"], key=lambda name: (name != "all", name))


def _by_language(found: dict, before: dict | None):
    columns = [("all", group) for group in GROUPS] + [(part, "core") for part in PARTS[1:]]
    titles = (group if part == "all" else f"{part} {group}" for part, group in columns)
    yield ""
    yield f"{'F1':<5}" + "".join(f"{title:<15}" for title in titles)
    for language in _languages(found):
        cells = (_cell(found, before, part, language, group) for part, group in columns)
        yield f"{language:<5}{''.join(cells)}".rstrip()


def _by_kind(found: dict, before: dict | None):
    yield ""
    yield f"{'F1':<5}" + "".join(f"{kind:<15}" for kind in KINDS)
    for language in _languages(found):
        cells = (_cell(found, before, "all", language, kind) for kind in KINDS)
        yield f"{language:<5}{''.join(cells)}".rstrip()
    yield ""
    for group, rates in found["all"]["scores"]["all"].items():
        yield f"{group:<13} precision {rates['precision']:.3f}  recall {rates['recall']:.3f}"


def _fields(found: dict, before: dict | None):
    yield ""
    yield f"{'field':<10}{'of':>5}   {'right':<15}{'dev':<8}{'retold':<8}"
    for name, (share, total) in found["all"]["fields"].items():
        then = ((before or {}).get("all", {}).get("fields", {}).get(name) or [None])[0]
        apart = [found[part]["fields"].get(name, [None])[0] for part in ("dev", "retold")]
        cells = "".join(f"{'-' if value is None else _short(f'{value:.3f}'):<8}" for value in apart)
        yield f"{name:<10}{total:>5}   {_short(f'{share:.3f}'):<6}{_change(share, then):<9}{cells}".rstrip()


def _errors(title: str, counts: dict, before: dict | None, out_of: int | None):
    yield ""
    total = sum(sum(by_set.values()) for by_set in counts.values())
    share = f", {total / out_of:.1%} of all" if out_of else ""
    yield f"{title + share:<40}{'all':>6}{'dev':>8}{'retold':>8}"
    for name, by_set in sorted(counts.items(), key=lambda item: -sum(item[1].values())):
        number = sum(by_set.values())
        then = None if before is None else sum(before.get(name, {}).values())
        change = "" if then is None or then == number else f"  ({number - then:+d})"
        if number or change:
            yield f"  {name:<38}{number:>6}{by_set.get('dev', 0):>8}{by_set.get('retold', 0):>8}{change}"
