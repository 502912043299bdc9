"""Addresses of this app."""

from django.urls import path

from khue.engine.procedures.views import files, reading, settling, stepping, writing

app_name = "procedures"
DRAFT = "ban-soan/<str:public_id>/"
urlpatterns = [
    path("", reading.procedures, name="procedures"),
    path("<int:version_id>/", reading.procedure, name="procedure"),
    path("<int:version_id>/soan-lan-moi/", writing.begin, name="begin"),
    path("<int:version_id>/van-ban.yaml", files.text_of_version, name="text"),
    path("<int:version_id>/in.docx", files.print_version, {"kind": "docx"}, name="print-docx"),
    path("<int:version_id>/in.pdf", files.print_version, {"kind": "pdf"}, name="print-pdf"),
    path("<int:version_id>/so-sanh/<int:other_id>/", files.compare, name="compare"),
    path("<int:version_id>/ngung-ap-dung/", settling.withdraw, name="withdraw"),
    path("<int:version_id>/ap-dung-lai/", settling.restore, name="restore"),
    path("luot/<str:public_id>/chuyen/<int:version_id>/", settling.move, name="move"),
    path("ban-soan/moi/", writing.new, name="new"),
    path(DRAFT, writing.draft, name="draft"),
    path(f"{DRAFT}phan-chung/", writing.general, name="draft-general"),
    path(f"{DRAFT}danh-muc/<str:name>/", writing.list_, name="draft-list"),
    path(f"{DRAFT}luu-do/<str:flow>/buoc/<str:code>/", stepping.step, name="draft-step"),
    path(f"{DRAFT}luu-do/<str:flow>/", stepping.change, name="draft-steps"),
    path(f"{DRAFT}van-ban.yaml", files.text_of_draft, name="draft-text"),
    path(f"{DRAFT}in.docx", files.print_draft, {"kind": "docx"}, name="draft-docx"),
    path(f"{DRAFT}in.pdf", files.print_draft, {"kind": "pdf"}, name="draft-pdf"),
    path(f"{DRAFT}nhan-tep/", files.bring_in, name="draft-bring-in"),
    path(f"{DRAFT}so-sanh/", files.compare_draft, name="draft-compare"),
    path(f"{DRAFT}trinh/", settling.submit, name="draft-submit"),
    path(f"{DRAFT}tra-lai/", settling.send_back, name="draft-return"),
    path(f"{DRAFT}huy/", settling.cancel, name="draft-cancel"),
    path(f"{DRAFT}ban-hanh/", settling.issue, name="draft-issue"),
]
