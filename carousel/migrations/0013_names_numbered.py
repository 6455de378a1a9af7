"""Changes to names are numbered by the database, and names are found whatever their capitals.

A reading asks with each article whether a name has changed. The numbers answer that in a row or two.
They come from a sequence, which never gives one twice, not even after a rollback; and they are kept in
a row a connection, so that two who change names at once do not wait for each other.
"""

from django.db import migrations, models
from django.db.models.functions import Upper

COUNT = """
CREATE SEQUENCE carousel_name_change_number;
CREATE TABLE carousel_name_changes (slot smallint PRIMARY KEY, number bigint NOT NULL);
CREATE FUNCTION carousel_number_name_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO carousel_name_changes AS change
    VALUES (pg_backend_pid() % 64, nextval('carousel_name_change_number'))
    ON CONFLICT (slot) DO UPDATE SET number = EXCLUDED.number;
    RETURN NULL;
END $$;
"""
DROP = """
DROP FUNCTION carousel_number_name_change() CASCADE;
DROP TABLE carousel_name_changes;
DROP SEQUENCE carousel_name_change_number;
"""
CHANGED = "EXECUTE FUNCTION carousel_number_name_change()"
ANY = "INSERT OR UPDATE OR DELETE OR TRUNCATE"
# A reading is not given provisional names, and makes them by the dozen: they are not counted.
ROWS = {
    "insert": "INSERT ON {0} FOR EACH ROW WHEN (NOT NEW.is_provisional)",
    "update": "UPDATE ON {0} FOR EACH ROW WHEN (NOT (OLD.is_provisional AND NEW.is_provisional))",
    "delete": "DELETE ON {0} FOR EACH ROW WHEN (NOT OLD.is_provisional)",
    "truncate": "TRUNCATE ON {0} FOR EACH STATEMENT",
}
WHOLE = ["carousel_coachalias", "carousel_clubalias", "articles_outlet"]
TRIGGERS = [
    f"CREATE TRIGGER number_name_{word} AFTER {when.format(table)} {CHANGED};"
    for table in ("carousel_coach", "carousel_club")
    for word, when in ROWS.items()
] + [f"CREATE TRIGGER number_name_change AFTER {ANY} ON {t} FOR EACH STATEMENT {CHANGED};" for t in WHOLE]


class Migration(migrations.Migration):
    dependencies = [("carousel", "0012_competitions"), ("articles", "0007_published_from_text")]

    operations = [
        migrations.RunSQL(COUNT + "\n".join(TRIGGERS), DROP),
        *(
            migrations.AddIndex(model, models.Index(Upper(field), name=name))
            for model, field, name in [
                ("coach", "name", "coach_by_name_in_capitals"),
                ("coachalias", "text", "coach_alias_in_capitals"),
                ("club", "name", "club_by_name_in_capitals"),
                ("club", "short_name", "club_by_short_name_in_capitals"),
                ("clubalias", "text", "club_alias_in_capitals"),
            ]
        ),
    ]
