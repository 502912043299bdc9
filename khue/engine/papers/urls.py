"""Addresses of outgoing papers."""

from __future__ import annotations

from django.urls import path

from khue.engine.papers.views import marking, papers, register, signing, trusting, vouching

app_name = "papers"
urlpatterns = [
    path("", register.issued, name="issued"),
    path("so/", register.register, name="register"),
    path("so/ghi/", register.enter, name="enter"),
    path("so/excel/", register.excel, name="excel"),
    path("chung-thu/", trusting.certificates, name="certificates"),
    path("chung-thu/tin-cay/", trusting.trust, name="authority-trust"),
    path("chung-thu/tin-cay/<slug:public_id>/bo/", trusting.distrust, name="authority-distrust"),
    path("chung-thu/nguoi-ky/", trusting.register, name="certificate-register"),
    path("chung-thu/nguoi-ky/<slug:public_id>/bo/", trusting.release, name="certificate-release"),
    path("chung-thu/cach-kiem-tra/", vouching.policy, name="policy"),
    path("chung-thu/thu-hoi/", vouching.add_list, name="list-add"),
    path("chung-thu/thu-hoi/<slug:public_id>/bo/", vouching.remove_list, name="list-remove"),
    path("dau-chu-ky/", marking.marks, name="marks"),
    path("dau-chu-ky/<slug:kind>/", marking.put, name="mark-put"),
    path("dau-chu-ky/<slug:kind>/hinh/", marking.image, name="mark-image"),
    path("dau-chu-ky/<slug:kind>/bo/", marking.take_out, name="mark-remove"),
    path("<slug:public_id>/", papers.show, name="paper"),
    path("<slug:public_id>/tep/<slug:file>/", papers.download, name="file"),
    path("<slug:public_id>/tron-bo/", papers.bundle, name="bundle"),
    path("<slug:public_id>/da-nhan/<int:recipient>/", papers.acknowledge, name="acknowledge"),
    path("<slug:public_id>/nhac/", papers.remind, name="remind"),
    path("<slug:public_id>/thu-hoi/", papers.recall, name="recall"),
    path("<slug:public_id>/ky-so/", signing.sign, name="sign"),
    path("<slug:public_id>/ky-so/nhan/", signing.receive, name="receive"),
    path("<slug:public_id>/ky-so/kiem-tra/", signing.look_again, name="look-again"),
]
