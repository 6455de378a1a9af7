"""One style sheet a page: what the lists of `static/css` name is served in their order, as one file."""

import gzip
import re
import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

from config import sheets

LISTS = ["readers", "readers-feeds", "editors-desk", "editors-entry", "editors-feeds", "editors-names"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The storage of the site, with all that `collectstatic` left in it."""
    folder = tmp_path_factory.mktemp("collected")
    storages = {"staticfiles": {"BACKEND": "config.sheets.OneSheetStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield staticfiles_storage
    shutil.rmtree(folder)


def in_the_sources(path):
    return Path(finders.find(path)).read_text()


def served(storage, name):
    with storage.open(storage.stored_name(f"css/{name}.css")) as file:
        return file.read().decode()


@pytest.mark.parametrize("name", LISTS)
def test_what_is_served_holds_every_part_in_its_order_and_asks_for_no_other(collected, name):
    whole, text = served(collected, name), in_the_sources(f"css/{name}.css")
    heads = [head_of(part) for part in every_part(text)]
    places = [whole.index(head) for head in heads]
    assert places == sorted(places)
    assert len(places) >= 5
    assert "@import" not in whole


def every_part(text):
    for part in sheets.parts(text):
        below = in_the_sources(f"css/{part}")
        yield from every_part(below) if sheets.parts(below) else [below]


def head_of(sheet):
    """A part's first rule, without what it points at, since that is renamed."""
    return sheet.split("url(")[0][:60]


@pytest.mark.parametrize("name", LISTS)
def test_a_sheet_is_under_thirty_kilobytes_as_it_travels(collected, name):
    packed = collected.path(collected.stored_name(f"css/{name}.css")) + ".gz"
    with open(packed, "rb") as file:
        sent = file.read()
    assert len(sent) < 30_000
    assert gzip.decompress(sent).decode() == served(collected, name)


def test_what_a_sheet_points_at_is_hashed_and_there(collected):
    found = re.findall(r'url\("\.\./(fonts/[^"]+)"\)', served(collected, "readers"))
    assert len(found) == 4
    assert all(re.search(r"\.[0-9a-f]{12}\.woff2$", name) and collected.exists(name) for name in found)


def test_every_sheet_belongs_to_a_page_and_every_page_has_one():
    named = set()
    for name in LISTS:
        named |= set(sheets.parts(in_the_sources(f"css/{name}.css")))
    kept = {path for _finder, path in every_css()}
    assert kept - {f"{name}.css" for name in LISTS} - {"admin.css"} == named - {"readers.css"}


def every_css():
    for finder in finders.get_finders():
        for path, _storage in finder.list([]):
            if path.startswith("css/"):
                yield finder, path.removeprefix("css/")


def test_a_list_that_has_a_rule_beside_its_parts_is_refused():
    with pytest.raises(sheets.NotAList, match=r"stands: p \{ margin: 0 \}"):
        sheets.parts('/* two */\n@import "base.css";\np { margin: 0 }')
