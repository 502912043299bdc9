"""Addresses of the journal."""

from __future__ import annotations

from django.urls import path

from khue.foundation.audit_trail import views

app_name = "audit_trail"
urlpatterns = [
    path("", views.events, name="events"),
    path("kiem-tra/", views.verify, name="verify"),
]
