"""Notices that stand where an article should be: sign in, subscribe, accept cookies."""

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
