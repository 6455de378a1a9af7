"""Addresses of the programs' interface."""

from django.urls import path

from carousel.api import articles

urlpatterns = [
    path("v1/articles/", articles.article_new, name="api-articles"),
    path("v1/articles/<int:pk>/", articles.article_detail, name="api-article"),
]
