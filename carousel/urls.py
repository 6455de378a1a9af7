"""Addresses: nouns in the path, the verb last for what changes something."""

from django.urls import path

from carousel.views import articles, clubs, coaches, desk, feeds, jobs, outlets, rumours, today

urlpatterns = [
    path("", today.today, name="today"),
    path("rumours/", rumours.rumour_list, name="rumours"),
    path("rumours/<int:pk>/", rumours.rumour_detail, name="rumour"),
    path("rumours/<int:pk>/confirm/", desk.confirm, name="rumour-confirm"),
    path("rumours/<int:pk>/reject/", desk.reject, name="rumour-reject"),
    path("decisions/<int:pk>/undo/", desk.undo, name="decision-undo"),
    path("coaches/", coaches.coach_list, name="coaches"),
    path("coaches/<slug:slug>/", coaches.coach_detail, name="coach"),
    path("clubs/", clubs.club_list, name="clubs"),
    path("clubs/<slug:slug>/", clubs.club_detail, name="club"),
    path("outlets/", outlets.outlet_list, name="outlets"),
    path("outlets/<slug:slug>/", outlets.outlet_detail, name="outlet"),
    path("articles/new/", articles.article_new, name="article-new"),
    path("articles/<int:pk>/", articles.article_detail, name="article"),
    path("articles/<int:pk>/why/", articles.article_why, name="article-why"),
    path("articles/<int:pk>/retry/", articles.article_retry, name="article-retry"),
    path("articles/<int:pk>/retract/", articles.article_retract, name="article-retract"),
    path("desk/", desk.queue, name="desk"),
    path("desk/<int:pk>/", desk.item, name="desk-item"),
    path("desk/decisions/", desk.history, name="desk-history"),
    path("desk/feeds/", feeds.feed_list, name="feeds"),
    path("desk/feeds/find/", feeds.feed_find, name="feed-find"),
    path("desk/feeds/add/", feeds.feed_add, name="feed-add"),
    path("desk/feeds/import/", feeds.feed_import, name="feed-import"),
    path("desk/feeds/export/", feeds.feed_export, name="feed-export"),
    path("desk/feeds/<int:pk>/", feeds.feed_detail, name="feed"),
    path("desk/feeds/<int:pk>/switch/", feeds.feed_switch, name="feed-switch"),
    path("desk/feeds/<int:pk>/ask/", feeds.feed_ask, name="feed-ask"),
    path("desk/feeds/<int:pk>/move/", feeds.feed_move, name="feed-move"),
    path("desk/feeds/<int:pk>/rules/", feeds.feed_rules, name="feed-rules"),
    path("desk/jobs/", jobs.job_list, name="jobs"),
    path("desk/jobs/progress/", jobs.job_progress, name="jobs-progress"),
    path("desk/jobs/retry/", jobs.job_retry, name="jobs-retry"),
    path("desk/jobs/dismiss/", jobs.job_dismiss, name="jobs-dismiss"),
]
