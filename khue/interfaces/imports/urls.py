"""Addresses of what comes in."""

from __future__ import annotations

from django.urls import path

from khue.interfaces.imports.views import people, plans

app_name = "imports"
urlpatterns = [
    path("ke-hoach/", plans.upload, name="plan-upload"),
    path("ke-hoach/<slug:public_id>/", plans.plan, name="plan"),
    path("ke-hoach/<slug:public_id>/chon/", plans.settle, name="plan-settle"),
    path("ke-hoach/<slug:public_id>/dong/<int:index>/", plans.edit_row, name="plan-row"),
    path("ke-hoach/<slug:public_id>/hoan-tac/", plans.undo, name="plan-undo"),
    path("ke-hoach/<slug:public_id>/nhan-het/", plans.accept, name="plan-accept"),
    path("ke-hoach/<slug:public_id>/xac-nhan/", plans.confirm, name="plan-confirm"),
    path("ke-hoach/<slug:public_id>/bo/", plans.discard, name="plan-discard"),
    path("ke-hoach/<slug:public_id>/tep-goc/", plans.source, name="plan-source"),
    path("nhan-su/", people.upload, name="people"),
    path("nhan-su/mau/", people.template, name="people-template"),
    path("nhan-su/<slug:public_id>/", people.people, name="people-file"),
    path("nhan-su/<slug:public_id>/so-lai/", people.compare, name="people-compare"),
    path("nhan-su/<slug:public_id>/xac-nhan/", people.confirm, name="people-confirm"),
    path("nhan-su/<slug:public_id>/bo/", people.discard, name="people-discard"),
]
