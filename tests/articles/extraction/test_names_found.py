"""Coaches and clubs that no list holds, or that a list holds as doubtful."""

from __future__ import annotations

from articles.extraction import ArticleText, read
from articles.extraction.evaluation import names_from_rows
from articles.extraction.pipeline import prepare

from .cast import NAMES, PUBLISHED, claims_of, told

DOUBTFUL = names_from_rows(
    [
        {"key": "start", "name": "IK Start", "short": "Start", "aliases": "Start!"},
        {"key": "bryne", "name": "Bryne FK", "short": "Bryne"},
        {"key": "remo", "name": "Clube do Remo", "short": "Remo", "aliases": "Remo!"},
        {"key": "nations", "name": "Nations FC", "short": "Nations", "aliases": "Nations!"},
    ]
)


def told_of(text: str, language: str, title: str = ""):
    return told(read(ArticleText(title, text, PUBLISHED, language=language), DOUBTFUL).claims)


def test_a_doubtful_club_counts_when_a_post_is_tied_to_it():
    text = "Bryne vant 3-0 lørdag, og Bryne feiret lenge. Hovedtrener Jens Holm har fått sparken."
    claims = told_of(text, "no", title="Start-treneren må gå")
    assert claims == {("departure", "Jens Holm", "Start")}


def test_a_doubtful_club_in_brackets_after_a_coach_is_his():
    text = "To trenere fikk sparken i fjor: Jens Holm (Start) og Lars Lund (Bryne)."
    assert ("departure", "Jens Holm", "Start") in told_of(text, "no")


def test_a_doubtful_club_that_recurs_behind_its_article_counts():
    text = "O Remo procura treinador. O técnico Carlos Lima foi demitido no domingo. O Remo perdeu de novo."
    assert ("departure", "Carlos Lima", "Remo") in told_of(text, "pt")


def test_an_epithet_tells_which_side_a_doubtful_name_means():
    names = names_from_rows(
        [
            {"key": "sa", "name": "San Aldo de Riomar", "aliases": "San Aldo!", "epithets": "es:el Tritón"},
            {"key": "sb", "name": "San Aldo de Cumbres", "aliases": "San Aldo!"},
        ]
    )
    text = "San Aldo despidió al entrenador Julián Arcos el lunes. El Tritón busca técnico."
    claims = read(ArticleText("", text, PUBLISHED, language="es"), names).claims
    assert {(claim.coach.name, claim.club.key) for claim in claims} == {("Julián Arcos", "sa")}


def test_a_competition_is_no_club_though_it_opens_with_the_name_of_one():
    assert told_of("Træner Jens Holm er blevet fyret efter kampene i Nations League.", "da") == set()


def test_a_name_is_not_that_of_another_who_shares_its_last_word():
    text = "Træner Mogens Holm har forladt Brøndby IF. I Genk er træner Brix Holm blevet fyret."
    assert ("departure", "Brix Holm", "Genk") in told(claims_of(text))
    assert ("departure", "Mogens Holm", "Genk") not in told(claims_of(text))


def test_a_surname_with_a_small_word_of_the_language_is_a_name():
    claims = claims_of("Trainer Richard de Moed is ontslagen bij KRC Genk.", language="nl")
    assert told(claims) == {("departure", "Richard de Moed", "KRC Genk")}


def test_a_surname_in_the_title_is_the_coach_whom_the_text_names_in_full():
    claims = claims_of(
        "Head coach Zibo Dube-Nkosi stays at Luton.", title="Luton back Dube-Nkosi", language="en"
    )
    assert {claim.coach.name for claim in claims} == {"Zibo Dube-Nkosi"}


def test_a_nickname_in_quotes_is_the_coach_with_his_given_name():
    document = ArticleText(
        "Luton sack Baz Hollin",
        "Luton have sacked head coach Baz Hollin. Barry 'Baz' Hollin had been there for a year.",
        PUBLISHED,
        language="en",
    )
    assert {claim.coach.name for claim in read(document, NAMES).claims} == {"Barry 'Baz' Hollin"}


def test_a_genitive_is_cut_from_a_known_club_that_is_read_by_its_shape():
    names = names_from_rows([{"key": "kamrat", "name": "IFK Havnby", "aliases": "IFK Havnby!"}])
    text = "Sex raka förluster har satt IFK Havnbys tränare Jens Holm under hård press."
    claims = read(ArticleText("", text, PUBLISHED, language="sv"), names).claims
    assert {claim.club.name for claim in claims} == {"IFK Havnby"}


def test_the_club_that_heads_a_line_in_capitals_is_what_the_line_is_about():
    text = (
        "ALBERONE: Il nuovo allenatore è Carlo Verri.\n"
        "BORGHETTA: Esonerato ieri l'allenatore Ugo Sala.\n"
        "CASTELLINO: L'allenatore Dino Moro si è dimesso."
    )
    claims = claims_of(text, title="Il punto sulle panchine", language="it")
    assert ("departure", "Dino Moro", "Castellino") in told(claims)


def test_a_club_without_its_letters_is_the_same_club():
    text = "FC Raalterhoek zoekt een nieuwe trainer. Trainer Wim Berg is ontslagen bij Raalterhoek."
    assert told(claims_of(text, language="nl")) == {("departure", "Wim Berg", "FC Raalterhoek")}


def test_a_noun_before_the_letters_of_a_club_is_no_part_of_its_name():
    text = "Vierdeklasser GVV Lutterveen heeft trainer Wim Berg ontslagen."
    assert told(claims_of(text, language="nl")) == {("departure", "Wim Berg", "GVV Lutterveen")}


def test_a_listed_genitive_is_not_the_name_of_the_club():
    names = names_from_rows([{"key": "kamrat", "name": "IFK Havnby", "aliases": "IFK Havnbys"}])
    text = "IFK Havnbys tränare Jens Holm har fått sparken."
    claims = read(ArticleText("", text, PUBLISHED, language="sv"), names).claims
    assert {claim.club.name for claim in claims} == {"IFK Havnby"}


def test_a_side_of_youngsters_is_no_club_of_its_own():
    claims = claims_of(
        "Brøndby henter Jens Holm.\nJens Holm bliver ny træner for U15-drengene.", title="Nyt i Brøndby"
    )
    assert {claim.club.name for claim in claims} == {"Brøndby"}


def test_a_noun_of_a_language_of_capitals_is_no_club():
    text = "Jens Holm wurde als Trainer nach dem Absturz entlassen."
    claims = claims_of(f"Chelsea muss sparen. {text}", title="Chelsea in Not", language="de")
    assert told(claims) == {("departure", "Jens Holm", "Chelsea")}


def test_a_year_behind_an_apostrophe_belongs_to_the_name_of_a_club():
    text = "Trainer Wim Berg is ontslagen bij WAV'57 na vijf nederlagen."
    assert told(claims_of(text, language="nl")) == {("departure", "Wim Berg", "WAV'57")}


def test_the_country_of_a_coach_is_a_side_and_the_country_he_works_in_is_none():
    nations = names_from_rows(
        [{"key": "dk", "name": "Denmark", "aliases": "Dinamarca|Danmark", "kind": "national"}]
    )

    def read_with(text, language, title=""):
        return told(read(ArticleText(title, text, PUBLISHED, language=language), nations).claims)

    text = "El FC Norte pierde otra vez. El FC Norte sufre. El técnico Jens Holm fue presentado el lunes."
    claims = read_with(text, "es", "Jens Holm, nuevo entrenador de Dinamarca")
    assert ("appointment", "Jens Holm", "Dinamarca") in claims
    assert read_with("Jens Holm er den bedste træner i Danmark.", "da") == set()


def test_an_unknown_name_that_twice_bears_an_article_like_a_club_is_one():
    text = "A direção do Oceânico reuniu-se. O técnico Carlos Lima foi demitido. No Oceânico ninguém fala."
    assert ("departure", "Carlos Lima", "Oceânico") in told(claims_of(text, language="pt"))
    once = "Carlos Lima, treinador, foi visto no Oceânico."
    assert told(claims_of(once, language="pt")) == set()


def names_found(text: str, language: str) -> tuple[set[str], set[str]]:
    """The persons and the clubs that the stages before the weighing find."""
    _, _, document = prepare(ArticleText("", text, PUBLISHED, language=language), NAMES)
    return {person.name for person in document.persons}, {club.name for club in document.clubs}


def test_one_name_behind_a_title_or_a_sacking_is_a_person():
    persons, _ = names_found("Il tecnico Sberzi resta. La Fortense ha esonerato Gravelli lunedì.", "it")
    assert persons == {"Sberzi", "Gravelli"}


def test_in_italian_a_capital_behind_an_article_beside_a_cue_is_a_club_and_a_region_is_none():
    _, clubs = names_found(
        "In Puglia la Fortense riparte da Elio Brancati, ex tecnico della Virtus Selva.", "it"
    )
    assert clubs == {"Fortense", "Virtus Selva"}


def test_a_people_is_no_side():
    names = names_from_rows([{"key": "it", "name": "Italien", "kind": "national"}])
    text = "L'Italien Dario Vestri est le nouvel entraîneur de Montclair, annonce le club."
    _, _, document = prepare(ArticleText("", text, PUBLISHED, language="fr"), names)
    assert "Italien" not in {club.name for club in document.clubs}


def test_a_whole_report_in_one_line_is_no_teaser():
    menu = "Menu Serie A\nEventi Live\nCanali\nCalendari\nContatti\nRedazione\nNetwork\nFormazioni\nMobile\n"
    report = (
        "La Fortense ha esonerato il tecnico Elio Brancati. La decisione è arrivata lunedì. "
        "La squadra è ultima. "
        "Il club cerca un altro allenatore. La scelta è attesa domani."
    )
    persons, _ = names_found(menu + report, "it")
    assert persons == {"Elio Brancati"}


def test_who_opens_a_sentence_and_sacks_a_coach_is_a_club():
    claims = told_of("Rochebrune a limogé Luc Morel lundi soir.", "fr")
    assert claims == {("departure", "Luc Morel", "Rochebrune")}
    assert told_of("Hier a limogé Luc Morel.", "fr") == set()


def test_the_last_word_of_the_name_of_a_paper_is_no_club():
    names = names_from_rows(
        [{"key": "sport", "name": "Sport Club do Recife", "aliases": "Sport!"}],
        outlets=[{"key": "sport-es", "name": "Sport"}],
    )
    text = "Selon Le 10 Sport, le nom de l'entraîneur Luc Morel circule."
    assert told(read(ArticleText("", text, PUBLISHED, language="fr"), names).claims) == set()
