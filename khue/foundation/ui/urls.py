"""Pages of the foundation itself."""

from __future__ import annotations

from django.urls import path

from khue.foundation.ui import views

app_name = "ui"
urlpatterns = [
    path("thanh-phan/", views.components, name="gallery"),
    path("giao-dien/", views.theme, name="theme"),
]
