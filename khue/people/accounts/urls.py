"""Addresses of one's own account; signing in and passwords are allauth's."""

from __future__ import annotations

from django.urls import path

from khue.people.accounts import views

app_name = "accounts"
urlpatterns = [
    path("ho-so/", views.profile, name="profile"),
    # Stands before the library's page of that name, on which people would change the address they sign in with.
    path("email/", views.address, name="address"),
]
