"""The record in words, in the language of the reader."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import (
    get_language,
    get_language_info,
    gettext,
    gettext_lazy,
    gettext_noop,
    ngettext,
    ngettext_lazy,
    pgettext,
)

from articles.models import Claim
from carousel.dates import from_range
from carousel.models import Arrangement
from carousel.record.days import Days
from carousel.record.facts import LADDER, ladder_of

HOME_NATIONS = {
    "GB-ENG": gettext_lazy("England"),
    "GB-NIR": gettext_lazy("Northern Ireland"),
    "GB-SCT": gettext_lazy("Scotland"),
    "GB-WLS": gettext_lazy("Wales"),
}
# A name of a language for which Django itself has no translation.
gettext_noop("Norwegian")
# The English ordinals in which tables print places.
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\b")

STAGES = frozenset(Claim.Stage.values)


def day_in_words(day: date) -> str:
    """ "2 Nov 2020"."""
    return _day_in_words(day, get_language())


@lru_cache(maxsize=4096)
def _day_in_words(day: date, _language: str | None) -> str:
    """A page says the same days over and over; each is put in words once a language."""
    # Translators: Django's date format characters for a day in a table, as "2 Nov 2020".
    return date_format(day, pgettext("format of a day", "j M Y"))


def short_day_in_words(day: date) -> str:
    """ "2 Nov", where the year is plain."""
    # Translators: Django's date format characters for a day without its year, as "30 Sep".
    return date_format(day, pgettext("format of a day without its year", "j M"))


def long_day_in_words(day: date) -> str:
    """ "Friday 30 Sep 2022"."""
    # Translators: Django's date format characters for a day in a heading, as "Friday 30 Sep 2022".
    return date_format(day, pgettext("format of a day with its weekday", "l j M Y"))


def moment_in_words(moment: datetime) -> str:
    """ "2 Nov 2020 14:30"."""
    # Translators: Django's date format characters for a day and its hour, as "2 Nov 2020 14:30".
    return date_format(timezone.localtime(moment), pgettext("format of a moment", "j M Y H:i"))


def hour_in_words(moment: datetime) -> str:
    """ "14:30"."""
    # Translators: Django's date format characters for an hour of a day, as "14:30".
    return date_format(timezone.localtime(moment), pgettext("format of an hour", "H:i"))


def seconds_in_words(seconds: float) -> str:
    """A stretch of time as people say it: "40 seconds", "13 minutes", "4 hours"."""
    for size, said in (
        (86_400, ngettext_lazy("%(n)d day", "%(n)d days", "n")),
        (3600, ngettext_lazy("%(n)d hour", "%(n)d hours", "n")),
        (60, ngettext_lazy("%(n)d minute", "%(n)d minutes", "n")),
    ):
        if seconds >= 1.5 * size:
            return said % {"n": round(seconds / size)}
    return ngettext("%(n)d second", "%(n)d seconds", round(seconds)) % {"n": round(seconds)}


def days_in_words(when: Days | None) -> str:
    """A time as people say it: "2 Nov 2020", "June or July 2015", "2006", "by 10 Oct 2018"."""
    if when is None or (when.earliest is None and when.latest is None):
        return gettext("not on record")
    if when.earliest is None:
        return gettext("by %(day)s") % {"day": day_in_words(when.latest)}
    return _from_a_day_on(when, gettext("between %(first)s and %(last)s"))


def days_after_preposition(when: Days | None) -> str:
    """The same where it stands behind "until", "since", "to" and the like, which take no second preposition:
    "some time between June and August 2015", "10 Oct 2018 or earlier".
    """
    if when is None or (when.earliest is None and when.latest is None):
        return gettext("a day that is not on record")
    if when.earliest is None:
        return gettext("%(day)s or earlier") % {"day": day_in_words(when.latest)}
    return _from_a_day_on(when, gettext("some time between %(first)s and %(last)s"))


def count_in_words(count: int | tuple[int | None, int | None] | None) -> str:
    """A number of days, or the fewest and the most that it can be: "687", "1,167–1,227"."""
    fewest, most = count if isinstance(count, tuple) else (count, count)
    if not fewest and most is None:
        return gettext("not on record")
    if fewest is None:
        return gettext("at most %(count)s") % {"count": _number(most)}
    if most is None:
        return gettext("at least %(count)s") % {"count": _number(fewest)}
    return _number(fewest) if fewest == most else f"{_number(fewest)}–{_number(most)}"


def days_counted(count: tuple[int | None, int | None]) -> str:
    """The number with its unit: "1 day", "1,167–1,227 days"."""
    fewest, most = count
    if not fewest and most is None:
        return gettext("days not on record")
    return ngettext("%(count)s day", "%(count)s days", _decisive(count)) % {"count": count_in_words(count)}


def unit_of_days(count: tuple[int | None, int | None]) -> str:
    """What stands behind ``count_in_words`` where the two are set apart; nothing behind "not on record"."""
    fewest, most = count
    return "" if not fewest and most is None else ngettext("day", "days", _decisive(count))


def _decisive(count: tuple[int | None, int | None]) -> int:
    """The end of a range that stands next to its unit."""
    fewest, most = count
    return (most if most is not None else fewest) or 0


def place_in_words(printed: str) -> str:
    """A printed place in the table, "Post-season (2nd)", in the language of the reader."""
    if get_language() == "en":
        return printed
    words = {
        "Pre-season": pgettext("place in the table", "Pre-season"),
        "Off-season": pgettext("place in the table", "Off-season"),
        "Post-season": pgettext("place in the table", "Post-season"),
    }
    text = ORDINAL.sub(r"\1.", printed)
    return re.sub("|".join(words), lambda found: words[found[0]], text)


def language_in_words(code: str) -> str:
    """The name of a language in the reader's own, as it stands inside a sentence; empty for one not known."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return ""


def spoken_in_words(code: str) -> str:
    """The name of any language, also of one in which we read nothing, in the reader's own.

    Source: the Unicode CLDR, as Babel carries it.
    """
    return Locale.parse(get_language() or "en", sep="-").languages.get(code, code)


def country_in_words(code: str) -> str:
    """The name of a country (ISO 3166; GB-ENG and the like for the home nations) in the reader's language.

    Source: the Unicode CLDR, as Babel carries it. A code that it does not know is returned as it is.
    """
    if code in HOME_NATIONS:
        return str(HOME_NATIONS[code])
    return Locale.parse(get_language() or "en", sep="-").territories.get(code, code)


def points_in_words(points: int) -> str:
    """A change of a number, signed, with a true minus: "+12", "−3", "±0"."""
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "±0"


def stage_in_words(stage: str, claim: Claim | None = None) -> str:
    """The word for a stop on the ladder, as the report that reached it tells it where that is known.

    The last stop before a post is lost is reached by talk of a dismissal and by any exit that is told.
    """
    if stage == Claim.Stage.EXPECTED and not (claim and _tells_of_dismissal(claim)):
        return gettext("departure expected")
    return choice_in_words(Claim.Stage, stage) if stage in STAGES else ""


def _tells_of_dismissal(claim: Claim) -> bool:
    return claim.kind == Claim.Kind.PRESSURE or claim.manner == Claim.Manner.SACKED


def role_in_words(role: str) -> str:
    return choice_in_words(Claim.Role, role)


def post_in_words(role: str, arrangement: str) -> str:
    """ "head coach"; "head coach, in fact, not on paper" where the post is shared."""
    return (
        f"{role_in_words(role)}, {arrangement_in_words(arrangement)}" if arrangement else role_in_words(role)
    )


def arrangement_in_words(arrangement: str) -> str:
    return choice_in_words(Arrangement, arrangement)


def ladder_in_words(direction: str, stage: str) -> str:
    """ "Stage 4 of 6: in talks"."""
    ladder = ladder_of(direction)
    if stage not in ladder:
        return gettext("No stage on record")
    words = {"number": ladder.index(stage) + 1, "of": len(ladder), "stage": stage_in_words(stage)}
    return gettext("Stage %(number)s of %(of)s: %(stage)s") % words


def ending_in_words(status: str, by: str = "", stage: str = "", direction: str = "in") -> str:
    """How a rumour ended, as the table of endings says it; empty while it is open."""
    if status == "withdrawn":
        if by == "coach":
            return gettext("Withdrawn by the coach")
        if by == "club":
            return gettext("Withdrawn by the club")
        if by == "employer":
            return gettext("Blocked by the current club")
        has_talked = stage in LADDER and LADDER.index(stage) >= LADDER.index("talks")
        return gettext("Talks collapsed") if has_talked else gettext("No longer in the running")
    return {
        "confirmed": gettext("Confirmed"),
        "rejected": gettext("Rejected"),
        "seat_filled": gettext("Seat filled by another"),
        "took_other_job": gettext("Took another job"),
        "denied": gettext("Denied"),
        "expired": gettext("Stays in the post") if direction == "out" else gettext("Nothing more was heard"),
        "retracted": gettext("Article retracted"),
    }.get(status, "")


def silence_in_words(days: int) -> str:
    """ "No report for 21 days", which is why a rumour expired."""
    return ngettext("No report for %(count)s day", "No report for %(count)s days", days) % {"count": days}


def expiry_in_words(days: int) -> str:
    """ "Expires in 2 days", of a rumour on which nobody has reported for long."""
    if days <= 0:
        return gettext("Expires today")
    return ngettext("Expires in %(count)s day", "Expires in %(count)s days", days) % {"count": days}


def basis_in_words(origins: int, articles: int) -> str:
    """ "2 independent sources, 5 articles"."""
    texts = ngettext("%(count)s article", "%(count)s articles", articles)
    return f"{sources_in_words(origins)}, {texts % {'count': articles}}"


def sources_in_words(origins: int) -> str:
    """ "2 independent sources"."""
    sources = ngettext("%(count)s independent source", "%(count)s independent sources", origins)
    return sources % {"count": origins}


def manner_in_words(manner: str) -> str:
    """How a stint ended; empty where nothing is said."""
    return choice_in_words(Claim.Manner, manner) if manner else ""


def choice_in_words(choices: type[TextChoices], value: str) -> str:
    """The word for one of the choices; Django's own way puts all of them into words each time."""
    return _choice_in_words(choices, value, get_language())


@lru_cache(maxsize=1024)
def _choice_in_words(choices: type[TextChoices], value: str, _language: str | None) -> str:
    return str(choices(value).label) if value in choices else value


def reading_in_words(claim: Claim) -> str:
    """What a claim was read as: "Departure: sacked", "Extension, contract until 2023"."""
    words = capfirst(choice_in_words(Claim.Kind, claim.kind))
    if claim.kind == "departure" and claim.manner != "unspecified":
        words += f": {choice_in_words(Claim.Manner, claim.manner)}"
    elif claim.stage:
        words += f": {choice_in_words(Claim.Stage, claim.stage)}"
    elif claim.kind == "withdrawal" and claim.by in ("coach", "club", "employer"):
        words += f": {choice_in_words(Claim.By, claim.by)}"
    if claim.role != "head_coach":
        words += f", {choice_in_words(Claim.Role, claim.role)}"
    if until := of_range(claim.until):
        words += ", " + gettext("contract until %(time)s") % {"time": days_after_preposition(until)}
    return words


def of_range(value: DateRange | Days | None) -> Days | None:
    """The days of a range of the database; days stay as they are."""
    return value if isinstance(value, Days) else from_range(value)


def _number(value: int) -> str:
    return _number_in_words(value, get_language())


@lru_cache(maxsize=4096)
def _number_in_words(value: int, _language: str | None) -> str:
    return number_format(value, force_grouping=True)


def _from_a_day_on(when: Days, between: str) -> str:
    """A time of which the first day is known; ``between`` words a range."""
    if when.latest is None:
        return gettext("%(day)s or later") % {"day": day_in_words(when.earliest)}
    if when.is_exact:
        return day_in_words(when.earliest)
    return _whole_years(when, between) or _whole_months(when, between) or _two_days(when, between)


def _whole_years(when: Days, between: str) -> str:
    first, last = when.earliest, when.latest
    if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        return ""
    return _one_two_or_more(str(first.year), str(last.year), last.year - first.year, between)


def _whole_months(when: Days, between: str) -> str:
    first, last = when.earliest, when.latest
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return ""
    # Translators: Django's date format characters for a month, as "June 2015".
    month_and_year = pgettext("format of a month", "F Y")
    apart = (last.year - first.year) * 12 + last.month - first.month
    one_year = first.year == last.year and apart > 0
    start = date_format(first, "F" if one_year else month_and_year)
    return _one_two_or_more(start, date_format(last, month_and_year), apart, between)


def _two_days(when: Days, between: str) -> str:
    first, last = when.earliest, when.latest
    if (first.year, first.month) == (last.year, last.month):
        # Translators: Django's date format characters for the day of a month, as "14" in "14 or 15 Sep 2020".
        start = date_format(first, pgettext("format of the day in a month", "j"))
    elif first.year == last.year:
        start = short_day_in_words(first)
    else:
        start = day_in_words(first)
    return _one_two_or_more(start, day_in_words(last), (last - first).days, between)


def _one_two_or_more(first: str, last: str, apart: int, between: str) -> str:
    if apart == 0:
        return last
    return (gettext("%(first)s or %(last)s") if apart == 1 else between) % {"first": first, "last": last}
