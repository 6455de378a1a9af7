"""Notices that stand where an article should be; all texts are invented."""

import doctest

import pytest

from articles.cleaning import walls
from articles.cleaning.walls import is_missing, is_wall

NEWS = "Havnestad BK har mandag aften opsagt samarbejdet med Aksel Brandvold efter fire nederlag på stribe."

WALLS = [
    "Log ind for at læse videre. Bliv abonnent fra 1 krone. Du får nyhedsbreve og e-avis hver dag.",
    "Logg inn for å lese saken. Bestill abonnement i dag. Abonnenter leser alt.",
    "Logga in för att läsa. Bli prenumerant i dag. Prenumerera för 1 krona.",
    "Sign in to continue. Subscribe for one pound a week. Subscribers read everything.",
    "Melden Sie sich an. Mit einem Abonnement lesen Sie weiter. Wir verwenden Cookies.",
    "Inloggen om verder te lezen. Neem een abonnement. Abonnees lezen alles.",
    "Connectez-vous pour lire la suite. Cet article est pour nos abonnés. Abonnez-vous pour 1 euro.",
    "Inicia sesión para seguir. Suscríbete por un euro al mes. Solo para suscriptores.",
    "Inicie sessão ou assine. Este texto é para assinantes. Assinantes leem tudo.",
    "Accedi per continuare. Abbonati per un euro. Contenuto per gli abbonati.",
    "Vi og vores partnere bruger cookies. Giv samtykke til cookies for at fortsætte.",
    "Please enable JavaScript to continue. JavaScript is needed for this site.",
]


@pytest.mark.parametrize("text", WALLS)
def test_a_notice_in_any_language_is_a_wall_and_below_an_article_it_is_none(text):
    assert is_wall(text)
    assert not is_wall(f"{NEWS}\n{NEWS}\n{NEWS}\n{text}")


def test_a_word_of_it_in_an_article_makes_no_wall():
    assert not is_wall("Klubbens abonnenter raser. Per Aas er fyret, og ingen kender grunden.")


@pytest.mark.parametrize(
    "text",
    ["Siden blev ikke fundet", "Siden finnes ikke", "Sidan hittades inte",
     "The page you want could not be found", "Die Seite wurde nicht gefunden",
     "Pagina niet gevonden", "Page introuvable", "La página no existe",
     "Página não encontrada", "La pagina non esiste", "404"],
)  # fmt: skip
def test_a_page_that_says_that_it_is_not_there_is_missing(text):
    assert is_missing("", text)
    assert is_missing(text, "Gå til forsiden.")
    assert not is_missing("", f"{text} {NEWS * 3}")


@pytest.mark.parametrize("text", ["Klubben har siden ikke fundet en ny.", "Der Trainer ist nicht gefunden."])
def test_a_coach_who_is_not_found_is_news(text):
    assert not is_missing("", text)


def test_the_examples_hold():
    assert doctest.testmod(walls).failed == 0
