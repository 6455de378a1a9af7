"""The order of names in the reader's language, as an index in that language has them.

English sets accents and capitals aside: "Ålborg" stands with A. Danish has æ, ø and å behind z, and "Aa"
at the head of a name is å: "Aarhus" stands after "Østerbro". "AA" is two letters of an abbreviation, and so
are those within a word, which may be of any language.
The database and Python tell the same order, so that a page of a list begins where the last one ended.
"""

from __future__ import annotations

from django.contrib.postgres.lookups import Unaccent
from django.db.models import F, Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Collate, Lower, Replace
from django.utils.translation import get_language

from articles.extraction.fold import fold

# By language: what is written as another letter, and letters with the signs that stand where theirs do.
PAIRS = {"da": (("Aa", "å"),)}
# Letters that fold to more than one or to none of the alphabet's, as the database's unaccent has them.
PLAIN = str.maketrans({"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "þ": "th", "Þ": "th"})
LETTERS = {"da": ("æäøöőå" + "ÆÄØÖŐÅ" + "üÜ", "{{|||}" + "{{|||}" + "yy")}


def in_index(name: str) -> str:
    """What the name is sorted by."""
    language = get_language() or ""
    for pair, letter in PAIRS.get(language, ()):
        name = name.replace(pair, letter)
    if language in LETTERS:
        name = name.translate(str.maketrans(*LETTERS[language]))
    return fold(name.translate(PLAIN))


def place_of(name: Combinable) -> Combinable:
    """The same of a column or a value, as the database says it."""
    language = get_language() or ""
    for pair, letter in PAIRS.get(language, ()):
        name = Replace(name, Value(pair), Value(letter))
    if language in LETTERS:
        letters, places = map(Value, LETTERS[language])
        name = Func(name, letters, places, function="TRANSLATE", output_field=TextField())
    return Collate(Lower(Unaccent(name)), "C")


def called(field: str = "name", names: str = "names") -> Combinable:
    """What pages call a club, as ``Club.called`` does."""
    return Coalesce(KeyTextTransform(get_language() or "", names), F(field), output_field=TextField())
