from django.apps import AppConfig

from carousel import known_ranges


class CarouselConfig(AppConfig):
    name = "carousel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        known_ranges.register()
