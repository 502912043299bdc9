"""Addresses of the inbox."""

from __future__ import annotations

from django.urls import path

from khue.people.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("da-doc-het/", views.read_all, name="read-all"),
    path("nhan-thu/", views.preferences, name="preferences"),
    path("thu-loi/", views.letters, name="letters"),
    path("thu-loi/<int:key>/gui-lai/", views.send_again, name="letter-again"),
    path("<int:key>/", views.open_notice, name="open"),
]
