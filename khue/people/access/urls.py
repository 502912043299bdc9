"""Addresses of roles and grants."""

from __future__ import annotations

from django.urls import path

from khue.people.access import views

app_name = "access"
urlpatterns = [
    path("", views.grants, name="grants"),
    path("them/", views.add, name="grant-add"),
    path("vai-tro/", views.roles, name="roles"),
    path("<slug:public_id>/thu-hoi/", views.revoke, name="grant-revoke"),
]
