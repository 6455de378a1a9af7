"""An article is looked at again where it stands, and an editor says which of its texts stands here."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.fetching import manners
from articles.fetching.client import FetchFailed, FetchRefused
from articles.models import Article
from articles.stories import versions
from carousel import door, intake, tasks
from carousel.door import Admission, Refused, Submission


def look_again(article: Article, *, at: datetime, get: intake.Get = door.fetch) -> Admission:
    """The article's page is asked as a feed's entry asks it, in its host's turn, and kept if it was edited.

    Raises `Refused` with the sentence that says why it could not be looked at.
    """
    if not article.url:
        raise Refused(_("It came without an address, so there is no place to look."))
    try:
        is_allowed = manners.may_ask(article.url, at=at, get=get)
    except (FetchFailed, FetchRefused) as error:
        raise Refused(str(error)) from error
    if not is_allowed:
        raise Refused(_("The site's robots.txt keeps us from this page."))
    if (turn := manners.turn(article.url, at=at)) > at + intake.SOON:
        seconds = round((turn - at).total_seconds())
        said = ngettext(
            "The site was asked a moment ago. Try again in %(n)d second.",
            "The site was asked a moment ago. Try again in %(n)d seconds.",
            seconds,
        )
        raise Refused(said % {"n": seconds})
    submission = Submission(url=article.url, outlet=article.outlet)
    return door.bring_in(submission, at=at, get=get, look_again=True)


@transaction.atomic
def let_stand(article_id: int, version_id: int, *, editor: User, at: datetime) -> Article:
    """The text that the article had before stands again, and is read; the other one is kept beside it.

    What the site shows now is then known and changes nothing until it is another text. Raises `Refused`.
    """
    article = versions.let_stand(article_id, version_id, by=editor, at=at)
    if article is None:
        raise Refused(_("That text stands already, or another article of the outlet has it."))
    transaction.on_commit(partial(tasks.read_article.delay, article_id), robust=True)
    return article
