"""The site speaks the languages that it offers, whole and in their own way."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.utils.translation import override

from carousel import wording
from carousel.record.days import Days
from config import catalogues, messages

CATALOGUES = sorted(po for folder in settings.LOCALE_PATHS for po in folder.rglob("*.po"))
TEMPLATES = sorted((settings.BASE_DIR / messages.TEMPLATE_FOLDER).rglob("*.html"))
# Words that are the same in every language.
ALLOWED = {"Carousel", "UTC", "https"}
SPOKEN = {"alt", "aria-label", "aria-description", "aria-valuetext", "data-label", "placeholder", "title"}
SILENT = {"script", "style", "kbd", "code"}


@pytest.fixture(scope="module")
def of_the_site():
    return messages.of_the_site()


def named(po):
    return po.parent.parent.name


def test_every_language_that_is_offered_has_a_catalogue():
    offered = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    assert {named(po) for po in CATALOGUES} == offered


@pytest.mark.parametrize("po", CATALOGUES, ids=named)
def test_every_message_has_a_translation_and_none_is_uncertain(po):
    assert catalogues.untranslated(po) == []


@pytest.mark.parametrize("po", CATALOGUES, ids=named)
def test_every_message_that_the_site_asks_for_is_in_the_catalogue(po, of_the_site):
    assert messages.missing_from(po, of_the_site) == []


@pytest.mark.parametrize("po", CATALOGUES, ids=named)
def test_no_message_stays_in_a_catalogue_that_the_site_has_given_up(po, of_the_site):
    with open(po, "rb") as source:
        stale = [m.id for m in read_po(source) if m.id and of_the_site.get(m.id, m.context) is None]
    assert stale == []


@pytest.mark.parametrize("po", CATALOGUES, ids=named)
def test_a_translation_fills_in_what_the_message_fills_in(po):
    assert messages.unlike(po) == []


# ------------------------------------------------------------ finding the messages
@pytest.fixture
def small_site(tmp_path):
    for folder in (*messages.PYTHON_FOLDERS, messages.TEMPLATE_FOLDER):
        (tmp_path / folder).mkdir()
    code = 'pgettext_lazy("seat", "open")\nngettext("%(n)s " "day", "%(n)s days", len(days))\n'
    (tmp_path / "carousel" / "words.py").write_text(code)
    page = (
        "  <p>It's {% translate 'Today' %}</p>\n"
        "{% blocktranslate count n=rows|length %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}"
        '{% firstof words _("Nothing") %}'
    )
    (tmp_path / "templates" / "page.html").write_text(page)
    return tmp_path


def test_messages_are_found_in_code_and_in_templates(small_site):
    found = {(m.context, m.id) for m in messages.of_the_site(small_site) if m.id}
    assert found == {
        ("seat", "open"),
        (None, ("%(n)s day", "%(n)s days")),
        (None, "Today"),
        (None, ("%(n)s row", "%(n)s rows")),
        (None, "Nothing"),
    }


def test_a_catalogue_is_brought_in_step_and_keeps_what_was_translated(small_site):
    po = small_site / "da" / "LC_MESSAGES" / "django.po"
    messages.bring_in_step(po, messages.of_the_site(small_site))
    filled = po.read_text().replace('msgid "Today"\nmsgstr ""', 'msgid "Today"\nmsgstr "I dag"')
    po.write_text(filled + '\nmsgid "Given up"\nmsgstr "Opgivet"\n')
    (small_site / "carousel" / "words.py").write_text('gettext("Late")\n')
    messages.bring_in_step(po, messages.of_the_site(small_site))
    text = po.read_text()
    assert 'msgid "Today"\nmsgstr "I dag"' in text
    assert 'msgid "Late"\nmsgstr ""' in text
    assert "Given up" not in text


def test_a_message_that_came_later_is_missed(small_site):
    po = small_site / "da" / "LC_MESSAGES" / "django.po"
    messages.bring_in_step(po, messages.of_the_site(small_site))
    (small_site / "carousel" / "more.py").write_text('gettext("Late")\n')
    assert messages.missing_from(po, messages.of_the_site(small_site)) == ["Late"]


@pytest.mark.parametrize("lost", ["%(n)s række", "rækker"], ids=["another place", "no place"])
def test_a_translation_that_loses_a_place_is_found(tmp_path, lost):
    po = tmp_path / "django.po"
    po.write_text(f'msgid "%(count)s row"\nmsgstr "{lost}"\n\nmsgid "%(day)s"\nmsgstr "%(day)s"\n')
    assert messages.unlike(po) == ["%(count)s row"]


# ------------------------------------------------------------ words outside the catalogues
class Words(HTMLParser):
    """Collects what a template says by itself, to the eye and to screen readers."""

    def __init__(self):
        super().__init__()
        self.within, self.said = [], []

    def handle_starttag(self, tag, attrs):
        self.said += [value for name, value in attrs if name in SPOKEN and value]
        if tag in SILENT:
            self.within.append(tag)

    def handle_endtag(self, tag):
        if self.within and self.within[-1] == tag:
            self.within.pop()

    def handle_data(self, data):
        if not self.within:
            self.said.append(data)


def bare_words(template):
    """The words of a template that are in no translated message."""
    shown, until = [], None
    for token in Lexer(template).tokenize():
        verb = token.split_contents()[0] if token.token_type == TokenType.BLOCK else ""
        if until:
            until = None if verb == until else until
        elif verb in ("blocktranslate", "blocktrans", "comment"):
            until = f"end{verb}"
        elif token.contents == "block main_class":
            until = "endblock"
        elif token.token_type == TokenType.TEXT:
            shown.append(token.contents)
    parser = Words()
    parser.feed("".join(shown))
    return [word for said in parser.said for word in re.findall(r"[^\W\d_]{2,}", said) if word not in ALLOWED]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_outside_the_catalogues(path):
    assert bare_words(path.read_text(encoding="utf-8")) == []


def test_a_word_outside_the_catalogues_is_seen():
    page = '<p title="Later">{% translate "Today" %}, {% if x %}tomorrow{% endif %} <kbd>Esc</kbd></p>'
    assert bare_words(page) == ["Later", "tomorrow"]


# ------------------------------------------------------------ Danish
@pytest.fixture
def danish():
    catalogues.compile_all(settings.LOCALE_PATHS)
    with override("da"):
        yield


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2020, 11, 2), (2020, 11, 2), "2. nov. 2020"),
        ((2022, 9, 20), (2022, 9, 20), "20. sept. 2022"),
        ((2020, 9, 14), (2020, 9, 15), "14. eller 15. sept. 2020"),
        ((2020, 9, 30), (2020, 10, 4), "mellem 30. sept. og 4. okt. 2020"),
        ((2015, 6, 1), (2015, 7, 31), "juni eller juli 2015"),
        ((2015, 1, 1), (2017, 12, 31), "2015–2017"),
        (None, (2018, 10, 10), "senest 10. okt. 2018"),
        ((2018, 10, 10), None, "10. okt. 2018 eller senere"),
        (None, None, "ikke registreret"),
    ],
)
def test_times_in_danish(danish, first, last, words):
    assert wording.days_in_words(Days(first and date(*first), last and date(*last))) == words


def test_a_day_with_its_weekday_and_a_moment_in_danish(danish):
    assert wording.long_day_in_words(date(2022, 9, 30)) == "fredag den 30. september 2022"
    assert wording.moment_in_words(datetime(2020, 5, 4, 9, 5, tzinfo=UTC)) == "4. maj 2020 kl. 09.05"


def test_an_hour_is_written_as_the_language_writes_it(danish):
    at = datetime(2020, 5, 4, 14, 30, tzinfo=UTC)
    assert wording.hour_in_words(at) == "14.30"
    with override("en"):
        assert wording.hour_in_words(at) == "14:30"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ((1, 1), "1 dag"),
        ((0, 0), "0 dage"),
        ((0, 1), "0–1 dag"),
        ((1167, 1227), "1.167–1.227 dage"),
        ((None, 9), "højst 9 dage"),
    ],
)
def test_days_counted_in_danish(danish, count, words):
    assert wording.days_counted(count) == words


@pytest.mark.parametrize(
    ("origins", "articles", "words"),
    [(1, 1, "1 uafhængig kilde, 1 artikel"), (2, 5, "2 uafhængige kilder, 5 artikler")],
)
def test_the_basis_of_a_rumour_in_danish(danish, origins, articles, words):
    assert wording.basis_in_words(origins, articles) == words


def test_stages_endings_and_languages_in_danish(danish):
    assert wording.ladder_in_words("in", "talks") == "Trin 4 af 6: forhandler"
    assert wording.ending_in_words("withdrawn", stage="talks") == "Forhandlingerne brød sammen"
    assert wording.ending_in_words("seat_filled") == "En anden fik sædet"
    assert wording.language_in_words("no") == "norsk"
