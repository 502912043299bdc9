"""Addresses of the evidence library."""

from __future__ import annotations

from django.urls import path

from khue.engine.records import views

app_name = "records"
urlpatterns = [
    path("", views.evidence, name="evidence"),
    path("them/", views.add, name="evidence-add"),
    path("<slug:public_id>/", views.piece, name="evidence-piece"),
    path("<slug:public_id>/sua/", views.correct, name="evidence-correct"),
    path("<slug:public_id>/tai-ve/", views.download, name="evidence-download"),
    path("<slug:public_id>/go/<int:key>/", views.detach, name="evidence-detach"),
]
