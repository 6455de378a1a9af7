"""Changes to what public pages show are numbered by the database, so that a page knows whether it is still the same.

As with names (0013) triggers do it, so that no way of writing is missed. The first change of a transaction
draws a number that was never given before and puts it into a row that no other transaction holds: nobody
waits for anybody, and it becomes visible together with the change. Once the numbers have been read within
the transaction, its next change draws anew (`carousel.page_changes`).
"""

from django.db import migrations

COUNT = """
CREATE SEQUENCE carousel_page_change_number;
CREATE TABLE carousel_page_changes (slot bigint PRIMARY KEY, number bigint NOT NULL) WITH (fillfactor = 10);
CREATE FUNCTION carousel_number_page_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE drawn bigint;
BEGIN
    IF current_setting('carousel.page_change', true) = 'numbered' THEN RETURN NULL; END IF;
    drawn := nextval('carousel_page_change_number');
    UPDATE carousel_page_changes SET number = drawn
    WHERE slot = (SELECT slot FROM carousel_page_changes ORDER BY slot LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN INSERT INTO carousel_page_changes VALUES (drawn, drawn); END IF;
    PERFORM set_config('carousel.page_change', 'numbered', true);
    RETURN NULL;
END $$;
"""
DROP = """
DROP FUNCTION carousel_number_page_change() CASCADE;
DROP TABLE carousel_page_changes;
DROP SEQUENCE carousel_page_change_number;
"""
CHANGED = "EXECUTE FUNCTION carousel_number_page_change()"
SHOWN = (
    "articles_article articles_articleversion articles_claim articles_imprint articles_outlet articles_story"
    " carousel_change carousel_changecoach carousel_claimsubject carousel_club carousel_clubalias carousel_coach"
    " carousel_coachalias carousel_competition carousel_decision carousel_decision_articles carousel_likelihoodfit"
    " carousel_merge carousel_participation carousel_rumour carousel_rumourevidence carousel_rumourvoice"
    " carousel_season carousel_stint carousel_stintentry carousel_stintevidence carousel_vacancy"
).split()
DIFFERS = "OLD.* IS DISTINCT FROM NEW.*"
# A feed is written with each poll; readers are only told whether an outlet has one that is on.
IS_ON = "(OLD.is_on, OLD.outlet_id) IS DISTINCT FROM (NEW.is_on, NEW.outlet_id)"
TRIGGERS = [
    f"CREATE TRIGGER number_page_{word} AFTER {when} {CHANGED};"
    for table, differs in [*((table, DIFFERS) for table in SHOWN), ("articles_feed", IS_ON)]
    for word, when in {
        "row": f"INSERT OR DELETE ON {table} FOR EACH ROW",
        "update": f"UPDATE ON {table} FOR EACH ROW WHEN ({differs})",
        "truncate": f"TRUNCATE ON {table} FOR EACH STATEMENT",
    }.items()
]


class Migration(migrations.Migration):
    dependencies = [
        ("carousel", "0022_plain_names_of_known"),
        ("articles", "0012_withdrawn_by_the_source"),
    ]

    operations = [migrations.RunSQL(COUNT + "\n".join(TRIGGERS), DROP)]
