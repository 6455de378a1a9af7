"""The answer to what no view has caught."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.views import defaults

SECONDS_UNTIL_RETRY = 5


def server_error(request):
    """503 and when to try again while the database is away, 500 for everything else.

    Django calls this while the exception is being handled, whichever layer raised it; a middleware
    would not see what the middlewares below it raise.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return database_is_away()
    return defaults.server_error(request)


def database_is_away():
    page = loader.get_template("503.html").render()
    response = HttpResponse(page, status=503)
    response["Retry-After"] = str(SECONDS_UNTIL_RETRY)
    response["Cache-Control"] = "no-store"
    return response
