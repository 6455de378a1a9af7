"""Which language a text is written in, told apart among those that football news comes in."""

from __future__ import annotations

from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 1200
SHORT = 60
SURE = 400  # from here on Danish, Norwegian and Swedish are told apart without a mistake
PLAIN = 40.0  # the lead, in log-likelihood, from which the rest of a sample changes nothing any more
SPELLINGS = {"nb": "no", "nn": "no"}
# Read or not, these must be told from those that are: a Swedish text is no Danish one with odd words.
NEIGHBOURS = (
    "da",
    "de",
    "en",
    "es",
    "fi",
    "fr",
    "hr",
    "is",
    "it",
    "nb",
    "nl",
    "nn",
    "no",
    "pl",
    "pt",
    "sv",
    "tr",
)


@lru_cache(maxsize=8)
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    wanted = {*languages, *NEIGHBOURS} & set(identifier.labels)
    identifier.set_languages(sorted(wanted))
    identifier.nb_ptc = identifier.nb_ptc.astype("float32")  # half floats are slow to multiply
    return identifier


def detect(sample: str, languages: tuple[str, ...], declared: str | None) -> str:
    """The language of the sample; it may be one that has no lexicon.

    ``declared`` is the outlet's language: it decides short samples, and longer
    ones too where only a sister language is found instead.
    """
    declared = SPELLINGS.get(declared or "", declared)
    sample = sample.strip()[:SAMPLE]
    if declared and (len(sample) < SHORT or declared not in {*NEIGHBOURS}):
        return declared
    found = _likeliest(_identifier(languages), sample)
    found = SPELLINGS.get(found, found)
    if declared and len(sample) < SURE and {found, declared} <= {"da", "no", "sv"}:
        return declared
    return found


@lru_cache(maxsize=64)
def _likeliest(identifier: LanguageIdentifier, sample: str) -> str:
    """The language by the opening of a sample; only where that leaves a doubt, by all of it.

    Kept for a while: an article is asked about twice, mostly with the same sample.
    """
    (first, best), (_, second) = identifier.rank(sample[:SURE])[:2]
    if len(sample) > SURE and best - second < PLAIN:
        return str(identifier.classify(sample)[0])
    return str(first)
