"""Addresses of this app."""

from __future__ import annotations

from django.urls import path

from khue.interfaces.workspace import views

app_name = "workspace"
urlpatterns = [
    path("", views.today, name="today"),
    path("viec-da-xong/", views.done, name="done"),
    path("lich/", views.feed_key, name="feed-key"),
    path("lich/thu-hoi/", views.revoke_feed, name="feed-revoke"),
    path("lich/<str:token>.ics", views.feed, name="feed"),
]
