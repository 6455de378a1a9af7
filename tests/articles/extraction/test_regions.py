"""What the page puts around an article is set aside in ten languages, and prose that looks alike is not."""

from __future__ import annotations

import pytest

from articles.extraction.lexicon import lexicons
from articles.extraction.regions import label_lines

READ = {"lead", "body", "quote"}
PROSE = {
    "da": "Havnestad BK har i dag fyret cheftræner Per Aas efter fem nederlag i træk.",
    "de": "Der SV Hallerbrück hat am Montag seinen Trainer Per Aas entlassen.",
    "en": "Havenstead have sacked head coach Per Aas after five defeats in a row.",
    "es": "El Deportivo Marina ha destituido este lunes a su entrenador Per Aas.",
    "fr": "Le FC Portneuf a limogé ce lundi son entraîneur Per Aas.",
    "it": "Il Porto Nuovo ha esonerato lunedì il suo allenatore Per Aas.",
    "nl": "FC Rijnmonde heeft maandag trainer Per Aas ontslagen.",
    "no": "Havnestad BK har mandag sparket hovedtrener Per Aas.",
    "pt": "O Marinha SC demitiu nesta segunda-feira o treinador Per Aas.",
    "sv": "Hamnstad BK har på måndagen sparkat huvudtränaren Per Aas.",
}
PAGE = {  # lines of one language
    "da": """
        Vi bruger cookies for at måle trafikken
        Tilmeld dig nyhedsbrevet fra Kystposten
        Per Aas ved søndagens kamp. Foto: Ida Holm
        Del på Facebook
        Opdateret: 21. september
        Læsetid: 3 min
        Allerede abonnent? Log ind her
        Læs mere:
    """,
    "de": """
        Wir verwenden Cookies, um Zugriffe zu zählen
        Melden Sie sich für unseren Newsletter an
        Per Aas am Sonntag. Foto: Ida Holm
        Auf Facebook teilen
        Aktualisiert: 21.09.2020
        Lesezeit: 3 Min.
        Bereits Abonnent?
        Mehr zum Thema
    """,
    "en": """
        We use cookies to count our readers
        Join our newsletter for more
        Per Aas on Sunday. Photo: Ida Holm
        Share on Facebook
        Last updated 21 September
        Reading time: 3 minutes
        Already a subscriber? Log in
        Read more: Harbour gets a stand
    """,
    "es": """
        Utilizamos cookies para medir la audiencia
        Apúntate a nuestro boletín
        Per Aas, el domingo. Foto: Ida Holm
        Compartir en Facebook
        Actualizado el 21 de septiembre
        Tiempo de lectura: 3 min
        ¿Ya eres suscriptor?
        Leer más
    """,
    "fr": """
        Nous utilisons des cookies pour mesurer l'audience
        Inscrivez-vous à notre lettre du matin
        Per Aas, dimanche. Photo : Ida Holm
        Partager sur Facebook
        Mis à jour le 21 septembre
        Temps de lecture : 3 min
        Déjà abonné ?
        Lire la suite
    """,
    "it": """
        Questo sito utilizza i cookie
        Ricevi la nostra rassegna del mattino
        Per Aas domenica. Foto: Ida Holm
        Condividi su Facebook
        Aggiornato il 21 settembre
        Tempo di lettura: 3 min
        Sei già abbonato?
        Leggi tutto
    """,
    "nl": """
        Wij gebruiken cookies om bezoek te meten
        Meld je aan voor onze nieuwsbrief
        Per Aas, zondag. Foto: Ida Holm
        Deel op Facebook
        Laatste update: 21 september
        Leestijd: 3 min
        Al abonnee? Log in
        Lees verder
    """,
    "no": """
        Vi bruker informasjonskapsler for å telle lesere
        Meld deg på nyhetsbrevet
        Per Aas søndag. Foto: Ida Holm
        Del på Facebook
        Oppdatert: 21. september
        Lesetid: 3 min
        Allerede abonnent?
        Les mer
    """,
    "pt": """
        Usamos cookies para medir a audiência
        Cadastre-se e receba as novidades
        Per Aas no domingo. Foto: Ida Holm
        Compartilhe no Facebook
        Publicado em 21 de setembro
        Tempo de leitura: 3 min
        Já é assinante?
        Leia mais
    """,
    "sv": """
        Vi använder kakor för att räkna läsare
        Prenumerera på vårt brev
        Per Aas i söndags. Foto: Ida Holm
        Dela på Facebook
        Uppdaterad: 21 september
        Lästid: 3 min
        Redan prenumerant?
        Läs mer
    """,
}


def regions_of(line: str, language: str) -> set[str]:
    """What the line is when it stands between two sentences, and so in no tail."""
    text = f"{PROSE[language]}\n{line}\n{PROSE[language]}\n{PROSE[language]}"
    spans = label_lines(text, [lexicons()[language]])
    return {span.region for span in spans if text[span.start : span.end] == line}


@pytest.mark.parametrize("language", PROSE)
def test_what_belongs_to_the_page_is_set_aside_and_its_place_is_kept(language):
    lines = [line.strip() for line in PAGE[language].strip().splitlines()]
    left = {line: found for line in lines if (found := regions_of(line, language)) & READ}
    assert left == {}


@pytest.mark.parametrize("language", PROSE)
def test_the_sentences_around_are_read(language):
    assert regions_of(PROSE[language] + " Det var alt.", language) <= READ


STAMPS = "20:45|20.45 Uhr|kl. 20.45|20h45|22u39|9:05 pm|45'|45'+2|90’ + 3|90+4'|45. Min.|Min. 45|67 min"


@pytest.mark.parametrize("stamp", STAMPS.split("|"))
def test_a_stamp_of_a_live_ticker_that_stands_alone_is_set_aside(stamp):
    assert regions_of(stamp, "en") == {"signoff"}


CREDITS = "Getty Images|IMAGO / Ida Holm|(Ida Holm/AFP)|Ida Holm / Ritzau Scanpix|© Belga Image"


@pytest.mark.parametrize("line", CREDITS.split("|"))
def test_a_line_that_only_names_a_picture_agency_is_a_caption(line):
    assert regions_of(line, "en") == {"caption"}


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("45 minutes were enough for Havenstead to forget their coach, who left last week.", "en"),
        ("20.45 Uhr war es, als der Trainer Per Aas das Stadion verließ.", "de"),
        ("The picture is clear: Per Aas is no longer the coach of Havenstead.", "en"),
        ("Bilden av klubben är klar: Per Aas är inte längre tränare i Hamnstad.", "sv"),
        ("Per Aas updated the board on Monday and then resigned as coach.", "en"),
        ("AFP reports that Per Aas has been sacked by Havenstead.", "en"),
        ("Share of the blame goes to Per Aas, who was sacked on Monday by Havenstead.", "en"),
        ("La foto del día fue la de Per Aas, que dejó el cargo de entrenador.", "es"),
    ],
)
def test_prose_that_looks_alike_is_read(line, language):
    assert regions_of(line, language) <= READ
