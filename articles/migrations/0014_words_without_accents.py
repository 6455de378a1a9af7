"""Articles are found by their words with or without the accents: so is the index of their words."""

from django.db import migrations

CONFIGURATIONS = {
    "da": "danish",
    "sv": "swedish",
    "no": "norwegian",
    "nl": "dutch",
    "de": "german",
    "en": "english",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
}


def of(text: str) -> str:
    """What takes the place of the function that gives an article's words, read from this text."""
    cases = "\n".join(
        f"        WHEN '{code}' THEN to_tsvector('{name}', {text})" for code, name in CONFIGURATIONS.items()
    )
    return f"""
DROP INDEX article_by_words;
CREATE OR REPLACE FUNCTION article_words(language text, title text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE left(language, 2)
{cases}
        ELSE to_tsvector('simple', {text})
    END
$$;
CREATE INDEX article_by_words ON articles_article USING gin (article_words(language, title, text));
"""


AS_PRINTED = "title || ' ' || left(body, 4000)"


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_blocked_by_the_employer"), ("carousel", "0017_names")]

    operations = [migrations.RunSQL(of(f"public.name_in_plain({AS_PRINTED})"), of(AS_PRINTED))]
