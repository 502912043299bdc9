"""Addresses of this app."""

from __future__ import annotations

from django.urls import path

from khue.interfaces.workspace import views

app_name = "workspace"
urlpatterns = [path("", views.today, name="today")]
