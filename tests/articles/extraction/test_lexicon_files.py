"""A wrong lexicon file is refused with a sentence; a right one is a new language."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction import ArticleText, KnownName, Names
from articles.extraction.lexicon import LexiconError, lexicons, read_lexicon
from articles.extraction.pipeline import read

INVENTED = """
language = "qx"
name = "Quexish"
[cast]
coaches = ["Ona Vell"]
clubs = ["Tarn Ulu"]
[words]
club_prepositions = ["ko"]
[roles]
head_coach = ["trenu"]
[nationalities]
[times]
months = ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b1", "b2", "b3"]
weekdays = ["d1", "d2", "d3", "d4", "d5", "d6", "d7"]
today = ["nau"]
[times.units]
[times.numbers]
[[cue]]
id = "out"
means = "dismissed"
phrases = ["zu wipa"]
examples = ["Ona Vell zu wipa ko Tarn Ulu."]
"""


def write(folder, text, name="qx.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def complaint(tmp_path, text) -> str:
    with pytest.raises(LexiconError) as caught:
        read_lexicon(write(tmp_path, text))
    return str(caught.value)


def test_a_new_language_is_a_new_file_and_nothing_else(tmp_path):
    write(tmp_path, INVENTED)
    names = Names.compile([KnownName("Ona Vell", "ona", "coach"), KnownName("Tarn Ulu", "tarn", "club")])
    article = ArticleText("", "Nau Ona Vell zu wipa ko Tarn Ulu.", date(2020, 9, 23), language="qx")
    (claim,) = read(article, names, folder=tmp_path).claims
    assert (claim.kind, claim.coach.key, claim.club.key, str(claim.when)) == (
        "departure",
        "ona",
        "tarn",
        "2020-09-23",
    )


@pytest.mark.parametrize(("grammar", "names"), [("", 2), ("[grammar]\ngenitive_s = true\n", 1)])
def test_whether_a_name_takes_a_genitive_s_is_said_by_the_file(tmp_path, grammar, names):
    write(tmp_path, INVENTED.replace("[cast]", grammar + "[cast]"))
    text = "Mila Karns zu wipa ko Tarn Ulu. Mila Karn zu wipa ko Tarn Ulu."
    known = Names.compile([KnownName("Tarn Ulu", "tarn", "club")], first_names=["Mila"])
    claims = read(ArticleText("", text, date(2020, 9, 23), language="qx"), known, folder=tmp_path).claims
    assert len({claim.coach.name for claim in claims}) == names


def test_every_shipped_file_is_in_order():
    assert {"da", "en"} <= set(lexicons())


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('means = "fired"', 'means = "dismissed"', 'the meaning "fired" is not known'),
        ('colour = "red"\nmeans = "dismissed"', 'means = "dismissed"', 'the key "colour" is not known'),
        ("", 'examples = ["Ona Vell zu wipa ko Tarn Ulu."]', 'the cue "out" has no example'),
        ('phrases = ["zu wipa", "zu wipa"]', 'phrases = ["zu wipa"]', '"zu wipa" stands there twice'),
        ('phrases = ["zu (wipa|wapa)*x"]', 'phrases = ["zu wipa"]', "a * may only end a word"),
        ('language = "qy"', 'language = "qx"', 'must be "qx"'),
        ('weekdays = ["d1"]', 'weekdays = ["d1", "d2", "d3", "d4", "d5", "d6", "d7"]', "must be a list of 7"),
        ('coach = "left"\nmeans = "dismissed"', 'means = "dismissed"', 'coach = "left" is not one of'),
        (
            'wrods = ["x"]\nclub_prepositions = ["ko"]',
            'club_prepositions = ["ko"]',
            'the key "wrods" is not known',
        ),
        ("[grammar]\ngenitive_z = true\n[cast]", "[cast]", 'the key "genitive_z" is not known'),
        ('[hints]\nfired = ["x"]\n[cast]', "[cast]", 'the key "fired" is not known'),
        ('[hints]\ntalks = ["a … b … c"]\n[cast]', "[cast]", "one … may stand between words"),
        ('[grammar]\ngenitive_s = "yes"\n[cast]', "[cast]", "must be a table of true and false"),
        ("language = ", 'language = "qx"', "is not TOML"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path, wrong, right, said):
    assert right in INVENTED
    sentence = complaint(tmp_path, INVENTED.replace(right, wrong))
    assert sentence.startswith("qx.toml")
    assert said in sentence


def test_the_line_of_a_wrong_cue_is_named(tmp_path):
    sentence = complaint(tmp_path, INVENTED.replace('means = "dismissed"', 'means = "gone"'))
    line = INVENTED[: INVENTED.index('id = "out"')].count("\n") + 1
    assert f"line {line}" in sentence


def test_a_cue_that_stands_twice_is_refused(tmp_path):
    again = INVENTED + INVENTED[INVENTED.index("[[cue]]") :]
    assert 'the cue id "out" is used twice' in complaint(tmp_path, again)


def test_a_short_form_stands_for_every_phrase_of_it(tmp_path):
    short = INVENTED.replace("[cast]", '[groups]\nbe = ["is", "was"]\n[cast]')
    short = short.replace('"zu wipa"', '"{be} (shown|given) the door"')
    cue = read_lexicon(write(tmp_path, short)).cues[0]
    assert cue.phrases == (
        *("is shown the door", "is given the door"),
        *("was shown the door", "was given the door"),
    )


def test_a_group_that_is_not_there_is_named(tmp_path):
    assert "no group of words {be}" in complaint(tmp_path, INVENTED.replace('"zu wipa"', '"{be} out"'))
