"""Thousands of files in one go: how far, how long still, stopped and resumed, also from the page."""

import json
from datetime import timedelta
from html import unescape

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Article
from carousel import deliveries, tasks
from carousel.models import Delivery
from carousel.wording import seconds_in_words
from tests.carousel.pages.stories import queries
from tests.carousel.ways_in.conftest import TEXT

pytestmark = pytest.mark.django_db
NUMBER = 25


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Files enough to be a delivery, of which a sign of life is given after each."""
    monkeypatch.setattr(deliveries, "HEARD_EVERY", 0.0)
    for number in range(NUMBER):
        (tmp_path / f"{number:02}.txt").write_text(f"{TEXT} Kamp {number}.")
    return tmp_path


def stop_after(monkeypatch, number, do=None):
    """Somebody stops the delivery on the page when so many articles are taken."""
    take, seen = deliveries.taking.take, []

    def take_and_stop(item, **given):
        seen.append(item)
        if len(seen) == number:
            (do or (lambda: deliveries.stop(Delivery.objects.get().pk, at=timezone.now())))()
        return take(item, **given)

    monkeypatch.setattr(deliveries.taking, "take", take_and_stop)
    return seen


def test_a_command_stopped_from_the_page_ends_and_the_same_command_goes_on(folder, monkeypatch, capsys):
    seen = stop_after(monkeypatch, 5)
    with pytest.raises(CommandError, match=r"Stopped from the page of jobs; last was .*04\.txt") as stopped:
        call_command("ingest", str(folder))
    assert stopped.value.returncode == 130
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.done, delivery.total, delivery.holder) == ("stopped", 5, NUMBER, "")
    call_command("ingest", str(folder))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.new, len(seen)) == ("done", NUMBER, NUMBER)
    assert "Goes on after 5 of 25" in capsys.readouterr().out


def test_the_worker_goes_on_from_the_page_in_portions_and_loses_and_doubles_none(
    client, ida, folder, monkeypatch, django_capture_on_commit_callbacks
):
    stop_after(monkeypatch, 5)
    with pytest.raises(CommandError):
        call_command("ingest", str(folder))
    sent = []
    monkeypatch.setattr(tasks.bring_delivery, "delay", sent.append)
    monkeypatch.setattr(tasks, "PORTION", 0.0)
    delivery = Delivery.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/desk/deliveries/{delivery.pk}/resume/").status_code == 302
    while sent:
        tasks.bring_delivery(sent.pop())
    delivery.refresh_from_db()
    assert (delivery.state, delivery.new, delivery.known) == ("done", NUMBER, 0)
    assert Article.objects.filter(state="read").count() == NUMBER


def test_rows_of_one_file_go_on_after_the_line(tmp_path, monkeypatch):
    monkeypatch.setattr(deliveries, "HEARD_EVERY", 0.0)
    rows = [json.dumps({"title": f"Nyt {n}", "text": f"{TEXT} Kamp {n}."}) for n in range(NUMBER)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    seen = stop_after(monkeypatch, 7)
    with pytest.raises(CommandError, match="line 7"):
        call_command("ingest", str(tmp_path / "a.jsonl"))
    call_command("ingest", str(tmp_path / "a.jsonl"))
    assert [item.line for item in seen] == list(range(1, NUMBER + 1))


def test_two_commands_are_never_at_one_delivery_and_a_dead_one_loses_it(folder):
    fresh = deliveries.as_given([str(folder)], deliveries.Submission(), total=NUMBER)
    held = deliveries.begin(fresh, at=timezone.now())
    with pytest.raises(CommandError, match="taken in already"):
        call_command("ingest", str(folder))
    Delivery.objects.update(heard_at=timezone.now() - timedelta(minutes=5))
    call_command("ingest", str(folder))
    assert not deliveries.keep(held)
    assert Delivery.objects.get().new == NUMBER


def test_files_that_the_worker_cannot_see_stop_the_delivery_with_a_sentence(folder):
    fresh = deliveries.as_given([str(folder / "gone")], deliveries.Submission(), total=NUMBER)
    row = deliveries.begin(fresh, at=timezone.now())
    deliveries.keep(row, deliveries.RUNNING)
    assert tasks.bring_delivery(row.pk) is False
    row.refresh_from_db()
    assert row.state == "stopped"
    assert "is not on this machine" in row.trouble


def test_the_page_shows_how_far_it_is_and_how_long_the_rest_takes(client, ida):
    at = timezone.now()
    marks = [[at.timestamp() - 100, 4000], [at.timestamp(), 4100]]
    fields = {
        "sources": ["/news"],
        "key": "a",
        "total": 10_000,
        "began_at": at,
        "heard_at": at,
        "holder": "x",
    }
    delivery = Delivery.objects.create(new=4100, marks=marks, **fields)
    for address in ("/desk/jobs/", "/desk/jobs/progress/"):
        html = unescape(client.get(address).content.decode())
        assert "4,100 of 10,000 articles" in html
        assert "about 2 hours left, 1 a second of late" in html
        assert f"/desk/deliveries/{delivery.pk}/stop/" in html
    Delivery.objects.update(heard_at=at - timedelta(minutes=5))
    html = unescape(client.get("/desk/jobs/").content.decode())
    assert "Not heard of" in html
    assert f"/desk/deliveries/{delivery.pk}/resume/" in html


def test_what_cannot_be_done_is_told_and_changes_nothing(client, ida):
    at = timezone.now()
    row = Delivery.objects.create(sources=["/news"], state="done", total=30, began_at=at, heard_at=at)
    for verb in ("stop", "resume"):
        assert client.get(f"/desk/deliveries/{row.pk}/{verb}/").status_code == 405
        assert client.post(f"/desk/deliveries/{row.pk}/{verb}/").status_code == 302
        row.refresh_from_db()
        assert row.state == "done"
    assert client.post("/desk/deliveries/999/stop/").status_code == 404
    client.post(f"/desk/deliveries/{row.pk}/forget/")
    assert not Delivery.objects.exists()


def test_more_deliveries_are_no_more_queries(client, ida):
    at = timezone.now()
    few = None
    for number in range(5):
        Delivery.objects.create(key=str(number), sources=["/a"], total=3, began_at=at, heard_at=at)
        few = few or queries(client, "/desk/jobs/")
    assert queries(client, "/desk/jobs/") == few


@pytest.mark.parametrize(
    ("seconds", "said"), [(40, "40 seconds"), (89, "89 seconds"), (780, "13 minutes"), (15_000, "4 hours")]
)
def test_a_stretch_of_time_is_said_in_the_largest_measure_that_fits(seconds, said):
    assert seconds_in_words(seconds) == said
