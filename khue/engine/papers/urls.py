"""Addresses of outgoing papers."""

from __future__ import annotations

from django.urls import path

from khue.engine.papers.views import papers, register

app_name = "papers"
urlpatterns = [
    path("", register.issued, name="issued"),
    path("so/", register.register, name="register"),
    path("so/ghi/", register.enter, name="enter"),
    path("so/excel/", register.excel, name="excel"),
    path("<slug:public_id>/", papers.show, name="paper"),
    path("<slug:public_id>/tep/<slug:file>/", papers.download, name="file"),
    path("<slug:public_id>/tron-bo/", papers.bundle, name="bundle"),
    path("<slug:public_id>/da-nhan/<int:recipient>/", papers.acknowledge, name="acknowledge"),
    path("<slug:public_id>/nhac/", papers.remind, name="remind"),
    path("<slug:public_id>/thu-hoi/", papers.recall, name="recall"),
]
