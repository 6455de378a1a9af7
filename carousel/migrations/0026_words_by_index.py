"""A search compares names and passages without accents and capitals: so do its indexes."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

# Here and not among the outlets, articles and claims: the function that compares is the record's.
PASSAGES = "CREATE INDEX claim_by_passage ON articles_claim USING gin (name_in_plain(passage) gin_trgm_ops);"


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_withdrawn_by_the_source"), ("carousel", "0025_opinions_close")]

    operations = [
        *(
            operation
            for noun in ("club", "coach")
            for operation in (
                migrations.RemoveIndex(noun, f"{noun}_name_trigrams"),
                migrations.AddIndex(
                    noun,
                    GinIndex(
                        OpClass(models.Func("name", function="name_in_plain"), "gin_trgm_ops"),
                        name=f"{noun}_name_trigrams",
                    ),
                ),
            )
        ),
        migrations.RunSQL(PASSAGES, "DROP INDEX claim_by_passage;"),
    ]
