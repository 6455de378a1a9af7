"""The site as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from config import collecting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
collecting.seldom()
