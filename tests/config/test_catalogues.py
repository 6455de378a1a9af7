"""Translations are compiled without gettext, and none is missing."""

import gettext
from io import StringIO

import pytest
from django.core.management import call_command

from config.catalogues import BadCatalogue, compile_one, untranslated
from config.management.commands.check_catalogues import what_is_wrong

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "coach"
msgstr "træner"

msgid "%(n)s club"
msgid_plural "%(n)s clubs"
msgstr[0] "%(n)s klub"
msgstr[1] "%(n)s klubber"
"""


@pytest.fixture
def po(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(PO, encoding="utf-8")
    return path


def test_a_catalogue_is_compiled_so_that_gettext_reads_it(po):
    with open(compile_one(po), "rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("coach") == "træner"
    assert catalogue.ngettext("%(n)s club", "%(n)s clubs", 2) == "%(n)s klubber"


def test_a_catalogue_that_has_not_changed_is_left_alone(po):
    assert compile_one(po)
    assert compile_one(po) is None


def test_a_broken_catalogue_is_named(po):
    po.write_text('msgid "a"\nmsgstr "b\nmsgid nonsense')
    with pytest.raises(BadCatalogue, match=r"django\.po"):
        compile_one(po)


def test_a_message_without_translation_and_an_uncertain_one_are_found(po):
    po.write_text(PO + '\nmsgid "stint"\nmsgstr ""\n\n#, fuzzy\nmsgid "desk"\nmsgstr "bord"\n')
    assert untranslated(po) == ["stint", "desk"]


def test_a_language_without_a_catalogue_is_named():
    assert what_is_wrong("tlh", []) == ["tlh: there is no locale/tlh/LC_MESSAGES/django.po"]


def test_every_message_of_the_site_is_in_every_language():
    call_command("check_catalogues", stdout=StringIO())
