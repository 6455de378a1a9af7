from django.apps import AppConfig


class CarouselConfig(AppConfig):
    name = "carousel"
    default_auto_field = "django.db.models.BigAutoField"
