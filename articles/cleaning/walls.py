"""Notices that stand where an article should be: sign in, subscribe, accept cookies, nothing is here."""

from __future__ import annotations

import re

# Openings of words, of ten languages and in small letters; each says in its sentence what the notice wants.
WORDS = """
cookie samtykk samtyck consent einwillig toestemming consentement consenso consentimi
abonn abonat abbon subscri suscri assina prenumer aboneer abo-
nyhedsbrev nyhetsbrev newsletter nieuwsbrief e-avis e-tidning e-paper epaper
password adgangskode kodeord passord lösenord passwort wachtwoord contraseña senha
login
"""
PHRASES = """
log ind|logg inn|logg på|logga in|log in to|log in or|sign in|sign up|melden sie sich an|jetzt anmelden
einloggen|inloggen|log in om|connectez-vous|se connecter|identifiez-vous|iniciar sesión|inicia sesión
iniciar sessão|accedi|accedere|adgang til alle artikler|tilgang til alle|tillgång till alla
access to all articles|zugriff auf alle|privatlivspolitik|personvern|privacy policy|datenschutz
privacybeleid|confidentialité|privacidad|privacidade|vores partnere|våre partnere|våra partner
our partners|unsere partner|onze partners|nos partenaires|nuestros socios|nossos parceiros|nostri partner
tredjepart|third parties|javascript
"""
OPENINGS = [*WORDS.split(), *re.split("[|\n]", PHRASES.strip())]
WALL = re.compile(rf"\b(?:{'|'.join(map(re.escape, OPENINGS))})")
# Each with its own word for a page: that a club has not found a coach is news.
NOTHING = re.compile(
    r"\b404\b|"
    r"siden (?:blev|ble|kunne|kan) ikke (?:blive |bli )?(?:fundet|funnet|findes|vises)|"
    r"siden (?:findes|finnes|eksisterer) ikke|fant ikke siden|"
    r"sidan (?:hittades|finns|kunde|kan) inte|"
    r"page (?:\w+ ){0,6}(?:not (?:be )?(?:found|exist)|doesn't exist|introuvable|n'existe)|"
    r"seite (?:\w+ ){0,5}nicht (?:gefunden|vorhanden)|seite existiert nicht|"
    r"pagina (?:\w+ ){0,5}niet (?:gevonden|beschikbaar)|pagina bestaat niet|"
    r"página (?:\w+ ){0,5}(?:no|não) (?:existe|(?:se |foi )?(?:ha )?(?:sido )?encontr)|"
    r"pagina (?:\w+ ){0,5}non (?:esiste|(?:è )?(?:stata )?trovat)"
)
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
LEAST_LEFT = 200  # characters; a shorter rest is a headline or a line of the frame, and no article


def is_wall(text: str) -> bool:
    """Whether most of a text asks its reader for something, and what is left of it is no article.

    >>> is_wall("Aas fyret\\nLog ind for at læse videre. Bliv abonnent for 1 krone om måneden.")
    True
    >>> is_wall("Klubben har fyret Per Aas. Holdet har ikke vundet siden marts.")
    False
    """
    wall = left = 0
    for sentence in SENTENCE.findall(text):
        if WALL.search(sentence.lower()):
            wall += len(sentence)
        else:
            left += len(sentence)
    return wall > left and left < LEAST_LEFT


def is_missing(title: str, text: str) -> bool:
    """Whether a page that came as if all were well says in few words that nothing is there.

    >>> is_missing("Siden blev ikke fundet", "Gå til forsiden eller brug søgningen.")
    True
    >>> is_missing("Ingen afløser endnu", "Klubben har siden ikke fundet en træner.")
    False
    """
    return len(text) < LEAST_LEFT and bool(NOTHING.search(f"{title}\n{text}".lower()))
