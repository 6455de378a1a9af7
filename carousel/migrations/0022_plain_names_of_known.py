"""Only known records are suggested, so that names that wait need not be passed over to find them."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models


def plain(noun: str) -> GinIndex:
    return GinIndex(
        OpClass(models.Func("name", function="name_in_plain"), "gin_trgm_ops"),
        name=f"{noun}_plain_trigrams",
        condition=models.Q(is_provisional=False),
    )


class Migration(migrations.Migration):
    dependencies = [("carousel", "0021_competitions_in_admin")]

    operations = [
        operation
        for noun in ("club", "coach")
        for operation in (
            migrations.RemoveIndex(noun, f"{noun}_plain_trigrams"),
            migrations.AddIndex(noun, plain(noun)),
        )
    ]
