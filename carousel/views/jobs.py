"""Jobs at the desk: fetches and readings in one list, with what failed, why, and trying again."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from articles.feeds.models import Feed
from carousel import jobs
from carousel.jobs import Counts, Done, Job, Wanted
from carousel.views import deliveries
from carousel.views.access import editors_only
from carousel.wording import seconds_in_words

SIZE = 50
MOST_FEEDS = 300  # to choose from; a page of a feed leads to its jobs besides
OFTEN, SELDOM = "every 3s", "every 20s"
LATELY = timedelta(minutes=10)  # whose rate tells how long the rest takes

STATE_WORDS = {
    "": gettext_lazy("All jobs"),
    jobs.FAILED: gettext_lazy("Failed"),
    jobs.WAITING: gettext_lazy("Waiting"),
    jobs.DONE: gettext_lazy("Done"),
    jobs.KNOWN: gettext_lazy("Known already"),
    jobs.DISMISSED: gettext_lazy("Dismissed"),
}
KIND_WORDS = {jobs.FETCH: gettext_lazy("Fetching"), jobs.READING: gettext_lazy("Reading")}
CLASS_WORDS = {
    "no_answer": gettext_lazy("the site did not answer"),
    "broken": gettext_lazy("the answer was broken"),
    "certificate": gettext_lazy("the site's certificate is not valid"),
    "not_text": gettext_lazy("the address leads to no page of text"),
    "too_large": gettext_lazy("the page is too large"),
    "busy": gettext_lazy("the site was asked too much (429)"),
    "refused": gettext_lazy("the address is none that we ask"),
    "robots": gettext_lazy("robots.txt keeps us out"),
    "no_text": gettext_lazy("no article on the page"),
    "wall": gettext_lazy("a login or cookie notice instead of the article"),
    "url": gettext_lazy("the address is none of an article"),
    "text": gettext_lazy("the text is none of an article"),
    "published": gettext_lazy("the day of publication cannot be"),
    "unknown": gettext_lazy("no reason was kept"),
    "poison": gettext_lazy("set aside: it never came to an end"),
}


@require_safe
@editors_only
def job_list(request: HttpRequest) -> HttpResponse:
    """A page of jobs; always the same number of queries, however many jobs and failures there are."""
    wanted = _wanted(request.GET)
    try:
        rows, after = jobs.page(wanted, request.GET.get("after", ""), SIZE)
    except jobs.NoSuchPlace:
        raise BadRequest(_("This address names no place in the list. Start again from the top.")) from None
    counted = jobs.counts(wanted)
    context = {
        **_progress(wanted, counted, rows),
        "jobs": rows,
        "after": after,
        "wanted": wanted,
        "kinds": KIND_WORDS.items(),
        "classes": [
            (
                kind,
                KIND_WORDS[kind],
                name,
                class_in_words(name),
                number,
                _query(Wanted(kind, jobs.FAILED, wanted.feed, name)),
            )
            for kind, name, number in counted.classes
        ],
        "feeds": _feeds(wanted.feed),
        "retryable": _matching(wanted, counted),
    }
    return render(request, "carousel/jobs/list.html", context)


@require_safe
@editors_only
def job_progress(request: HttpRequest) -> HttpResponse:
    """The counts as they are now, and what became of the jobs that a page showed as waiting."""
    wanted = _wanted(request.GET)
    watched = request.GET.get("rows", "").split(",")[:SIZE]
    rows = jobs.some(watched)
    context = _progress(wanted, jobs.counts(wanted), rows) | {"moved": rows, "wanted": wanted}
    return render(request, "carousel/jobs/_progress.html", context)


@require_POST
@editors_only
def job_retry(request: HttpRequest) -> HttpResponse:
    """One job, or all that the fields ask for, wait to be done once more."""
    wanted, named = _wanted(request.POST), _named(request.POST)
    done = jobs.retry_one(*named, at=timezone.now()) if named else jobs.retry(wanted)
    said = ngettext("%(n)s job waits to be done again.", "%(n)s jobs wait to be done again.", done.number)
    return _done(request, said, done)


@require_POST
@editors_only
def job_dismiss(request: HttpRequest) -> HttpResponse:
    """One failed job, or all that the fields ask for, are put away."""
    wanted, named, at = _wanted(request.POST), _named(request.POST), timezone.now()
    done = jobs.dismiss_one(*named, at=at) if named else jobs.dismiss(wanted, at=at)
    said = ngettext("%(n)s job dismissed.", "%(n)s jobs dismissed.", done.number)
    return _done(request, said, done)


def class_in_words(name: str) -> str:
    """A class of failures as people say it; an error of ours keeps its name."""
    if name.startswith("status_"):
        return _("the site answered %(status)s") % {"status": name.removeprefix("status_")}
    return str(CLASS_WORDS.get(name) or _("error in the reading: %(name)s") % {"name": name})


def _done(request: HttpRequest, said: str, done: Done) -> HttpResponse:
    """Back to the list as it was shown; what others were quicker to do is told."""
    if done.number:
        more = _("There are more; they follow by themselves.") if done.are_left else ""
        messages.success(request, f"{said % {'n': number_format(done.number)}} {more}".strip())
    else:
        messages.info(request, _("There was nothing left to do: somebody or the worker was quicker."))
    shown = _wanted(QueryDict(request.POST.get("back", "")[:500]))
    return redirect(f"{reverse('jobs')}?{_query(shown)}")


def _wanted(said: QueryDict) -> Wanted:
    """What makes no sense asks for all."""
    feed = said.get("feed", "")
    kind, state = said.get("kind", ""), said.get("state", "")
    return Wanted(
        kind=kind if kind in jobs.KINDS else "",
        state=state if state in jobs.STATES else "",
        feed=int(feed) if feed.isascii() and feed.isdecimal() and len(feed) < 19 else None,
        failure=said.get("failure", "").replace("\0", "")[:40],
    )


def _named(said: QueryDict) -> tuple[str, int] | None:
    """The one job that a button stands for; a name that is none is an error of the form."""
    name = said.get("job")
    if name is None:
        return None
    kind, _colon, number = name.partition(":")
    if kind not in jobs.KINDS or not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise BadRequest(_("The form names no job. Load the page again."))
    return kind, int(number)


def _query(wanted: Wanted, **instead) -> str:
    """The filters as they stand in an address."""
    fields = {"kind": wanted.kind, "state": wanted.state, "feed": wanted.feed, "failure": wanted.failure}
    return urlencode({name: value for name, value in (fields | instead).items() if value})


def _progress(wanted: Wanted, counted: Counts, rows: list[Job]) -> dict:
    """The counts with their addresses; they are asked for often while something waits."""
    waiting = [f"{job.kind}:{job.pk}" for job in rows if job.state == jobs.WAITING]
    query, lines = _query(wanted), deliveries.lines(at=timezone.now())
    moves = counted.states[jobs.WAITING] or any(line.is_running for line in lines)
    return {
        "states": [
            (label, counted.of(state), _query(wanted, state=state, failure=""), state == wanted.state)
            for state, label in STATE_WORDS.items()
        ],
        "every": OFTEN if moves else SELDOM,
        "deliveries": lines,
        "backlogs": _backlogs(wanted, counted),
        "progress_query": "&".join(filter(None, [query, waiting and f"rows={','.join(waiting)}"])),
        "back": query,
    }


def _backlogs(wanted: Wanted, counted: Counts) -> list[tuple[str, int, str]]:
    """What waits of each kind, and how long that takes at the rate of late; in words, or nothing."""
    ended = jobs.ended_since(wanted, timezone.now() - LATELY)
    found = []
    for kind, number in counted.waiting.items():
        seconds = number / ended[kind] * LATELY.total_seconds() if ended[kind] else None
        left = "" if seconds is None else seconds_in_words(seconds)
        found += [(KIND_WORDS[kind], number, left)] if number else []
    return found


def _matching(wanted: Wanted, counted: Counts) -> int:
    """How many jobs the buttons for all that is shown would be about."""
    if wanted.state == jobs.DISMISSED:
        return 0 if wanted.failure else counted.states[jobs.DISMISSED]
    if wanted.state not in ("", jobs.FAILED):
        return 0
    return sum(n for _kind, name, n in counted.classes if not wanted.failure or name == wanted.failure)


def _feeds(chosen: int | None) -> list[tuple[int, str, bool]]:
    feeds = Feed.objects.select_related("outlet").order_by("outlet__name", "pk")
    listed = [(feed.pk, f"{feed.outlet}: {feed}", feed.pk == chosen) for feed in feeds[:MOST_FEEDS]]
    if chosen is not None and not any(is_chosen for *_rest, is_chosen in listed):
        listed.append((chosen, _("the feed chosen"), True))
    return listed
