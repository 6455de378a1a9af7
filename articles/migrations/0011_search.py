"""Articles are found by the words of their title and beginning, each in its own language."""

from django.db import migrations

# What a page of results needs is the title and the first 4,000 characters: an index over whole texts
# would be three times the size of the texts and slow every article that comes in.
FORWARD = """
CREATE FUNCTION article_words(language text, title text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE left(language, 2)
        WHEN 'da' THEN to_tsvector('danish', title || ' ' || left(body, 4000))
        WHEN 'sv' THEN to_tsvector('swedish', title || ' ' || left(body, 4000))
        WHEN 'no' THEN to_tsvector('norwegian', title || ' ' || left(body, 4000))
        WHEN 'nl' THEN to_tsvector('dutch', title || ' ' || left(body, 4000))
        WHEN 'de' THEN to_tsvector('german', title || ' ' || left(body, 4000))
        WHEN 'en' THEN to_tsvector('english', title || ' ' || left(body, 4000))
        WHEN 'fr' THEN to_tsvector('french', title || ' ' || left(body, 4000))
        WHEN 'es' THEN to_tsvector('spanish', title || ' ' || left(body, 4000))
        WHEN 'it' THEN to_tsvector('italian', title || ' ' || left(body, 4000))
        WHEN 'pt' THEN to_tsvector('portuguese', title || ' ' || left(body, 4000))
        ELSE to_tsvector('simple', title || ' ' || left(body, 4000))
    END
$$;
CREATE INDEX article_by_words ON articles_article USING gin (article_words(language, title, text));
"""
BACKWARD = "DROP INDEX article_by_words; DROP FUNCTION article_words(text, text, text);"


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_fill_kinds_of_failure")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
