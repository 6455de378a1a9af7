"""An article's address is one of a page."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_outlets_articles_claims")]

    operations = [
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="article_address_is_of_a_page",
            ),
        )
    ]
