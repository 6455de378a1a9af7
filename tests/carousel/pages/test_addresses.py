"""Every address that anybody may open: what is typed into it, and what it never shows."""

from __future__ import annotations

import re

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from carousel import editorial, store
from carousel.models import Competition, Rumour, Season
from carousel.urls import urlpatterns
from tests.carousel.pages.stories import SECRET, Story, reject_one, tell
from tests.factories import make_article, make_claim, make_coach, make_user

pytestmark = pytest.mark.django_db

ACTIONS = (
    *("rumour-confirm", "rumour-reject", "decision-undo", "opinion-undo", "article-retry"),
    *("rumour-preview", "rumour-choose", "rumour-snooze", "rumour-keep", "rumour-take-back"),
    *("rumour-call-off", "desk-batch-preview", "name-link-preview"),
    *("desk-batch", "batch-undo", "snooze-wake", "desk-presence", "desk-mail"),
    *("desk-view-save", "desk-view-rename", "desk-view-delete"),
    *("name-undo", "name-link", "name-create", "name-ignore"),
    *(
        "feed-find",
        "feed-add",
        "feed-import",
        "feed-switch",
        "feed-ask",
        "feed-move",
        "feed-readdress",
        "feed-rules",
    ),
    *("jobs-retry", "jobs-dismiss"),
    "report-answer",
    *("delivery-stop", "delivery-resume", "delivery-forget", "article-look", "version-stand"),
)
FOR_EDITORS = (
    *(
        "article-new",
        "article-share",
        "article-ways",
        "article-retract",
        "article-why",
        "desk",
        "desk-item",
        "desk-history",
    ),
    *("reports", "feeds", "feed-export", "feed", "jobs", "jobs-progress"),
    *("desk-keys", "desk-filter", "desk-views", "desk-around", "desk-me", "names", "merge"),
    *("desk-rejection", "desk-calling-off", "desk-next", "desk-arrivals"),
)
# The page of a report is known to whoever sent it, and what is gone already is deleted as wished.
BY_TOKEN = ("report",)
GONE_IS_WELL = ("desk-view-delete",)
PUBLIC = [p.name for p in urlpatterns if p.name not in (*ACTIONS, *FOR_EDITORS, *BY_TOKEN)]

ODD = [
    *("%00", "%ff%fe", "abc", "-1", "9" * 20, "9" * 5000, "%D9%A1", "%25_%25", "%22%20%26%20%7C%20("),
    *("1:%00", "0:2020-01-01:" + "9" * 20, "0:0000-00-00:1", "0-2020-09-22-" + "9" * 18, "a" * 5000),
    *("2020-02-30", "9999-12-31", "0001-01-01", "infinity"),
]
KEYS = ("as_of", "after")
# What else a page reads from its address.
MORE_KEYS = {
    **dict.fromkeys(("coaches", "clubs", "search"), ("q",)),
    "rumours": ("q", "stage", "direction", "ending"),
    "today": ("since",),
    "season": ("sort", "format"),
    "coach": ("posts", "rumours", "sort"),
    "club": ("stints",),
    "stats": ("from", "competition", "table"),
    "outlet": ("show",),
    "outlet-reports": ("stage", "which"),
    "outlet-hold": ("from",),
    "stats-rows": ("table", "row", "column", "from"),
    "market": ("nationality", "country"),
    "chains": ("order",),
}
DESK_KEYS = ("after", "show", "done", "before", "by")


@pytest.fixture
def story() -> Story:
    return tell()


def row_of(name: str, story: Story) -> dict:
    """What stands in the address besides its words."""
    rumour, name = (
        Rumour.objects.filter(coach=story.carlsen).get(),
        name.removesuffix("-card").removesuffix("-feed"),
    )
    if name == "season":
        return season_of(story)
    return {
        "coach": {"slug": story.aas.slug},
        "club": {"slug": story.havnestad.slug},
        "outlet": {"slug": story.paper.slug},
        "outlet-reports": {"slug": story.paper.slug},
        "rumour": {"pk": rumour.pk},
        "article": {"pk": rumour.evidence.first().claim.article_id},
    }.get(name, {})


def season_of(story: Story) -> dict:
    """A season that the story's club plays in."""
    competition, _made = Competition.objects.get_or_create(slug="kystliga", name="Kystliga")
    season, _made = Season.objects.get_or_create(
        competition=competition, slug="2020-21", starts_on="2020-07-01", ends_on="2021-06-30"
    )
    season.clubs.add(story.havnestad)
    return {"competition": competition.slug, "season": season.slug}


@pytest.fixture
def looked_at(monkeypatch) -> set[str]:
    """The keys whose values a page has looked at since the set was last emptied."""
    found: set[str] = set()
    for way in ("__getitem__", "getlist"):
        look = getattr(QueryDict, way)
        monkeypatch.setattr(
            QueryDict, way, lambda self, key, *more, look=look: found.add(key) or look(self, key, *more)
        )
    return found


def odd_answers(client, looked_at: set[str], address: str, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """What was written into the address and answered neither with a page nor with what is wrong with it."""
    odd = []
    for key in keys:
        looked_at.clear()
        for value in ODD:
            if client.get(f"{address}?{key}={value}").status_code not in (200, 400, 404):
                odd.append((key, value[:40]))
            if key not in looked_at:
                break  # to a page that does not look at it all values are the same
    return odd


@pytest.mark.parametrize("name", PUBLIC)
def test_whatever_is_written_into_an_address_is_answered(client, looked_at, story, name):
    address = reverse(name, kwargs=row_of(name, story))
    assert odd_answers(client, looked_at, address, KEYS + MORE_KEYS.get(name, ())) == []


@pytest.mark.parametrize("name", ["desk", "desk-history", "desk-me", "feeds", "jobs", "jobs-progress"])
def test_whatever_is_written_into_an_address_of_the_desk_is_answered(client, looked_at, name):
    client.force_login(make_user("editor"))
    assert odd_answers(client, looked_at, reverse(name), DESK_KEYS) == []


def test_a_page_is_known_to_look_at_the_page_that_is_asked_for(client, looked_at):
    assert client.get("/outlets/?after=0&as_of=2020-10-10").status_code == 200
    assert looked_at >= {"after", "as_of"}


@pytest.mark.parametrize("pattern", [p for p in urlpatterns if p.pattern.converters], ids=lambda p: p.name)
def test_a_row_that_cannot_be_is_not_on_record(client, pattern):
    client.force_login(make_user("editor"))
    ask = client.post if pattern.name in ACTIONS else client.get
    for odd in (str(2**63), "9" * 30, "9" * 5000, "a" * 5000, "0", "%00", "%ff", ".."):
        address = "/" + re.sub(r"<\w+:\w+>", lambda _part: odd, str(pattern.pattern))  # noqa: B023
        fits = (302, 404, 409) if pattern.name in GONE_IS_WELL else (404, 409)
        assert ask(address).status_code in fits, address[:60]


@pytest.mark.parametrize("name", [name for name in PUBLIC if name != "report-new"])
def test_a_public_page_takes_no_form(client, story, name):
    client.force_login(make_user("administrator"))
    assert client.post(reverse(name, kwargs=row_of(name, story))).status_code == 405


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https:evil.example", "/\\evil.example", "\t//evil.example"]
)
@pytest.mark.parametrize("way", ["/accounts/login/", "/i18n/setlang/"])
def test_nobody_is_sent_to_another_site(client, way, elsewhere):
    user = make_user("editor")
    sent = {"username": user.username, "password": "a long enough password", "language": "da"}
    answer = client.post(way, {**sent, "next": elsewhere})
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]


@pytest.mark.parametrize("who", [None, "reader"])
@pytest.mark.parametrize("query", ["", "?as_of=2020-11-06", "?as_of=2020-11-07", "?as_of=2020-12-01"])
def test_a_rejected_pair_stands_together_on_no_page_for_readers(client, story, who, query):
    """The coach keeps a page of his own, on which the club is not named, and the club one without him."""
    rejected = reject_one(story)
    article = rejected.evidence.get().claim.article
    if who:
        client.force_login(make_user(who))
    addresses = [reverse(name, kwargs=row_of(name, story)) for name in PUBLIC]
    addresses += [rejected.get_absolute_url(), article.get_absolute_url(), reverse("club", args=["fjordby"])]
    for address in addresses:
        for headers in ({}, {"HX-Request": "true"}):
            shown = client.get(address + query, headers=headers).content.decode(errors="replace")
            assert SECRET not in shown or address == reverse("coaches"), address
    own = client.get(rejected.coach.get_absolute_url() + query).content.decode()
    assert SECRET in own
    assert story.fjordby.name not in own


@pytest.mark.parametrize("title", [f"{SECRET} er enig med Fjordby", ""])
def test_a_headline_that_an_editor_found_untrue_is_not_printed_again(client, story, title):
    article = make_article(story.paper, "2020-11-06", title=title, text=f"{SECRET} er enig med Fjordby.")
    article.title = title
    article.save()
    make_claim(article, "candidacy", make_coach(SECRET), story.fjordby, passage=title or article.text)
    also = make_claim(article, "candidacy", story.carlsen, story.fjordby, passage="Fjordby")
    store.rebuild()
    untrue, true = Rumour.objects.get(coach__name=SECRET), also.rumour_evidence.get().rumour
    editorial.reject(untrue.pk, editor=make_user("editor"), at=timezone.now(), reason="known_false")
    for page in (article, story.paper, true):
        shown = client.get(page.get_absolute_url()).content.decode()
        assert SECRET not in shown
        assert "6 Nov 2020" in shown
    client.force_login(make_user("editor"))
    for page in (article, story.paper):
        assert SECRET in client.get(page.get_absolute_url()).content.decode()
