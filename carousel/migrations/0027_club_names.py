"""A club is called as the reader's language calls it: a written form may be the name that is shown there.

Every page shows clubs, so that each row of a club carries those names. The database keeps them the same as the
written forms, whoever writes either (as 0013 and 0023): a club that is written takes them anew, and a form that
is shown has its club written.
"""

from django.db import migrations, models

KEEP = """
CREATE FUNCTION carousel_take_club_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- of several forms of one language the oldest counts: of a key that stands twice the last is kept
    NEW.names := coalesce((
        SELECT jsonb_object_agg(language, text ORDER BY id DESC)
        FROM carousel_clubalias WHERE club_id = NEW.id AND is_shown
    ), '{}');
    RETURN NEW;
END $$;
CREATE TRIGGER take_club_names BEFORE INSERT OR UPDATE ON carousel_club
FOR EACH ROW EXECUTE FUNCTION carousel_take_club_names();

CREATE FUNCTION carousel_name_club() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.is_shown THEN
        UPDATE carousel_club SET names = names WHERE id = OLD.club_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.is_shown THEN
        UPDATE carousel_club SET names = names WHERE id = NEW.club_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER name_club AFTER INSERT OR UPDATE OR DELETE ON carousel_clubalias
FOR EACH ROW EXECUTE FUNCTION carousel_name_club();
"""
DROP = """
DROP FUNCTION carousel_name_club() CASCADE;
DROP FUNCTION carousel_take_club_names() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("carousel", "0026_words_by_index")]

    operations = [
        migrations.AddField(
            model_name="club",
            name="names",
            field=models.JSONField(blank=True, db_default={}, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="clubalias",
            name="is_shown",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Pages in the language of this form call the club so; of several the oldest counts.",
                verbose_name="shown as the name",
            ),
        ),
        migrations.AddConstraint(
            model_name="clubalias",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_shown", False))
                | models.Q(models.Q(("language", ""), _negated=True), ("is_epithet", False)),
                name="club_is_called_in_a_language",
                violation_error_message="A form that is shown as the name says in which language, and is no epithet.",
            ),
        ),
        migrations.RunSQL(KEEP, DROP),
    ]
