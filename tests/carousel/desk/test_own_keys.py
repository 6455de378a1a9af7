"""An editor's own keys: moved, left out, switched off, and what cannot be so."""

import json

import pytest
from django.urls import reverse

from carousel import desk_keys
from carousel.models import DeskKeys
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_the_house_has_a_key_for_everything_and_second_letters_for_two(ida):
    pressed = desk_keys.of(ida).pressed()
    assert pressed["c"] == pressed["a"] == "c"
    assert pressed["u"] == pressed["z"] == "u"


def test_a_moved_key_frees_its_letter_and_takes_a_second_one(ida):
    desk_keys.keep(ida, are_on=True, letters={"c": "b", "v": "a", "x": ""})
    pressed = desk_keys.of(ida).pressed()
    assert (pressed["b"], pressed["a"]) == ("c", "v")
    assert not {"c", "x"} & pressed.keys()
    assert DeskKeys.objects.get().letters == {"c": "b", "v": "a", "x": ""}


def test_the_page_keeps_what_is_sent_and_the_desk_gets_it(client, ida):
    sent = {f"key-{key}": key for key in desk_keys.EVERY} | {"key-c": "B", "are_on": "on"}
    assert client.post(reverse("desk-keys"), sent)["Location"] == reverse("desk-keys")
    page = client.get(reverse("desk")).context["keys"]
    assert page.are_on
    assert json.loads(page.pressed)["b"] == "c"
    client.post(reverse("desk-keys"), {"reset": "1"})
    assert desk_keys.of(ida).letters["c"] == "c"


def test_without_the_tick_single_keys_are_off(client, ida):
    client.post(reverse("desk-keys"), {})
    assert b"data-off" in client.get(reverse("desk")).content


@pytest.mark.parametrize(
    ("letters", "sentence"),
    [
        ({"key-c": "r"}, "cannot do two things"),
        ({"key-j": "n"}, "cannot do two things: next, and a record of its own"),
        ({"key-i": "l"}, "cannot do two things"),
        ({"key-c": "ab"}, "is no single letter"),
        ({"key-c": "1"}, "is no single letter"),
        ({"key-c": "\x07"}, "is no single letter"),
    ],
)
def test_keys_that_cannot_be_so_are_refused_and_kept_on_the_page(client, ida, letters, sentence):
    answer = client.post(reverse("desk-keys"), letters | {"are_on": "on", "key-v": "w"})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in text
    assert 'name="key-v" value="w"' in text
    assert not DeskKeys.objects.exists()


def test_a_letter_may_do_one_thing_at_the_desk_and_another_at_the_names(ida):
    desk_keys.keep(ida, are_on=True, letters={"c": "n", "l": "s"})
    keys = desk_keys.of(ida)
    assert (keys.pressed()["n"], keys.pressed()["s"]) == ("c", "s")
    assert (keys.pressed("names")["n"], keys.pressed("names")["s"]) == ("n", "l")
    assert "a" not in keys.pressed("names")


def test_a_letter_moved_before_the_names_had_theirs_stays_what_it_was_moved_to(ida):
    DeskKeys.objects.create(editor=ida, are_on=True, letters={"j": "n"})
    assert desk_keys.of(ida).pressed("names")["n"] == "j"


def test_the_names_get_the_keys_that_are_kept(client, ida):
    desk_keys.keep(ida, are_on=False, letters={"n": "w"})
    page = client.get(reverse("names"))
    assert json.loads(page.context["keys"].pressed)["w"] == "n"
    assert b"data-off" in page.content


def test_keys_are_for_editors(client):
    client.force_login(make_user("reader"))
    assert client.get(reverse("desk-keys")).status_code == 403


def test_the_desks_own_script_stays_under_eight_kilobytes(settings):
    assert (settings.BASE_DIR / "static" / "js" / "desk.js").stat().st_size <= 8 * 1024
