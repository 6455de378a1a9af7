"""How many rumours wait, of each kind, is counted by the database as they change: the desk tells it at every verdict.

As with pages (0023) triggers do it, so that no way of writing is missed; what a statement changes is counted
once. The record is written by one transaction at a time, so that nobody waits for a count.
"""

from django.db import migrations, models

KIND = "urgency, status, is_fact_claimed, direction, expires_on"
OF = f"""
    SELECT urgency, status, is_fact_claimed, direction, coalesce(expires_on, '9999-12-31') AS expires_on, %s AS more
    FROM %s WHERE status = 'open' OR (status = 'retracted' AND decision_id IS NULL)
"""
CHANGED = {
    "insert": OF % (1, "after"),
    "delete": OF % (-1, "before"),
    "update": f"{OF % (1, 'after')} UNION ALL {OF % (-1, 'before')}",
}
ROWS = {
    "insert": "NEW TABLE AS after",
    "delete": "OLD TABLE AS before",
    "update": "OLD TABLE AS before NEW TABLE AS after",
}
COUNT = """
INSERT INTO carousel_waiting ({kind}, number)
SELECT {kind}, sum(more) FROM ({changed}) AS changed GROUP BY {kind} HAVING sum(more) <> 0
ON CONFLICT ({kind}) DO UPDATE SET number = carousel_waiting.number + EXCLUDED.number;
"""
TRIGGERS = [
    f"""
    CREATE FUNCTION carousel_count_waiting_{word}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        {COUNT.format(kind=KIND, changed=changed)}
        DELETE FROM carousel_waiting WHERE number = 0;
        RETURN NULL;
    END $$;
    CREATE TRIGGER count_waiting_{word} AFTER {word.upper()} ON carousel_rumour
    REFERENCING {ROWS[word]} FOR EACH STATEMENT EXECUTE FUNCTION carousel_count_waiting_{word}();
    """
    for word, changed in CHANGED.items()
]
EMPTY = """
CREATE FUNCTION carousel_count_waiting_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM carousel_waiting;
    RETURN NULL;
END $$;
CREATE TRIGGER count_waiting_truncate AFTER TRUNCATE ON carousel_rumour
FOR EACH STATEMENT EXECUTE FUNCTION carousel_count_waiting_truncate();
"""
FIRST = COUNT.format(kind=KIND, changed=OF % (1, "carousel_rumour"))
DROP = "".join(f"DROP FUNCTION carousel_count_waiting_{word}() CASCADE;" for word in (*CHANGED, "truncate"))


class Migration(migrations.Migration):
    dependencies = [("carousel", "0027_club_names")]

    operations = [
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("urgency", models.PositiveSmallIntegerField()),
                ("status", models.CharField(max_length=20)),
                ("is_fact_claimed", models.BooleanField()),
                ("direction", models.CharField(max_length=5)),
                ("expires_on", models.DateField()),
                ("number", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("urgency", "status", "is_fact_claimed", "direction", "expires_on"),
                        name="waiting_is_counted_once",
                    )
                ]
            },
        ),
        migrations.RunSQL("\n".join([*TRIGGERS, EMPTY, FIRST]), DROP),
    ]
