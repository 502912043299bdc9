"""Addresses of the inbox."""

from __future__ import annotations

from django.urls import path

from khue.people.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("da-doc-het/", views.read_all, name="read-all"),
    path("<int:key>/", views.open_notice, name="open"),
]
