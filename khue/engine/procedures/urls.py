"""Addresses of this app."""

from django.urls import path

from khue.engine.procedures import views

app_name = "procedures"
urlpatterns = [
    path("", views.procedures, name="procedures"),
    path("<int:version_id>/", views.procedure, name="procedure"),
]
