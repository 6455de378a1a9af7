from django.apps import AppConfig


class HouseConfig(AppConfig):
    """The wiring as an app: its commands, and Celery for every process that uses Django."""

    name = "config"

    def ready(self):
        from config import celery  # noqa: F401
