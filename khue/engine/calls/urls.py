"""Addresses of calls."""

from __future__ import annotations

from django.urls import path

from khue.engine.calls.views import boards, files, opening, steering

app_name = "calls"
urlpatterns = [
    path("", boards.index, name="calls"),
    path("mo/", opening.open_, name="open"),
    path("<slug:public_id>/", boards.show, name="call"),
    path("<slug:public_id>/nhac/", steering.remind, name="remind"),
    path("<slug:public_id>/them-don-vi/", steering.join, name="join"),
    path("<slug:public_id>/gia-han/", steering.extend, name="extend"),
    path("<slug:public_id>/so/", steering.number, name="number"),
    path("<slug:public_id>/dong/", steering.close, name="close"),
    path("<slug:public_id>/thong-bao.<slug:kind>", files.notice, name="notice"),
    path("<slug:public_id>/bieu-mau.<slug:kind>", files.template, name="template"),
    path("<slug:public_id>/theo-doi.xlsx", files.excel, name="excel"),
    path("<slug:public_id>/don-vi/<slug:unit>/", boards.recipient, name="recipient"),
    path("<slug:public_id>/don-vi/<slug:unit>/gia-han/", steering.extend_one, name="extend-one"),
]
