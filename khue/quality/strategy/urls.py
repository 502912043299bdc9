"""Addresses of the strategy."""

from __future__ import annotations

from django.urls import path

from khue.quality.strategy import views

app_name = "strategy"
urlpatterns = [
    path("", views.index, name="strategy"),
    path("chinh-sach/", views.policy, name="policy"),
    path("them/", views.add, name="add"),
    path("<slug:public_id>/sua/", views.edit, name="edit"),
    path("<slug:public_id>/thoi-dung/", views.drop, name="drop"),
    path("<slug:public_id>/gan/", views.align, name="align"),
]
