"""Addresses of what comes in."""

from __future__ import annotations

from django.urls import path

from khue.interfaces.imports.views import batches, people, plans, workbooks

app_name = "imports"
urlpatterns = [
    path("ke-hoach/", plans.upload, name="plan-upload"),
    path("dan-bang/", plans.paste, name="plan-paste"),
    path("ke-hoach/<slug:public_id>/", plans.plan, name="plan"),
    path("ke-hoach/<slug:public_id>/chon/", plans.settle, name="plan-settle"),
    path("ke-hoach/<slug:public_id>/dong/<int:index>/", plans.edit_row, name="plan-row"),
    path("ke-hoach/<slug:public_id>/hoan-tac/", plans.undo, name="plan-undo"),
    path("ke-hoach/<slug:public_id>/nhan-het/", plans.accept, name="plan-accept"),
    path("ke-hoach/<slug:public_id>/xac-nhan/", plans.confirm, name="plan-confirm"),
    path("ke-hoach/<slug:public_id>/bo/", plans.discard, name="plan-discard"),
    path("ke-hoach/<slug:public_id>/tep-goc/", plans.source, name="plan-source"),
    path("ke-hoach/<slug:public_id>/cach/", plans.choose_way, name="plan-way"),
    path("nhieu-tep/", batches.upload, name="batches"),
    path("nhieu-tep/<slug:public_id>/", batches.board, name="batch"),
    path("nhieu-tep/<slug:public_id>/them/", batches.extend, name="batch-extend"),
    path("nhieu-tep/<slug:public_id>/dung/", batches.stop, name="batch-stop"),
    path("nhieu-tep/<slug:public_id>/doc-tiep/", batches.resume, name="batch-resume"),
    path("nhieu-tep/<slug:public_id>/xac-nhan/", batches.confirm, name="batch-confirm"),
    path("nhieu-tep/<slug:public_id>/tep/<slug:file_id>/", batches.file, name="batch-file"),
    path("nhieu-tep/<slug:public_id>/tep/<slug:file_id>/dung-tep-nay/", batches.choose_one, name="batch-choose-one"),
    path("nhieu-tep/<slug:public_id>/tep/<slug:file_id>/bo/", batches.leave_out, name="batch-leave-out"),
    path("nhieu-tep/<slug:public_id>/tep/<slug:file_id>/doc-lai/", batches.read_again, name="batch-read-again"),
    path("nhieu-tep/<slug:public_id>/tep/<slug:file_id>/dung-lai/", batches.use_again, name="batch-use-again"),
    path("nhieu-tep/<slug:public_id>/tep/<slug:file_id>/tep-goc/", batches.source, name="batch-source"),
    path("excel/bo/<slug:set_id>/", workbooks.upload, name="workbook-upload"),
    path("excel/bo/<slug:set_id>/tai-ve/", workbooks.write_out, name="workbook-out"),
    path("excel/<slug:public_id>/", workbooks.workbook, name="workbook"),
    path("excel/<slug:public_id>/xac-nhan/", workbooks.confirm, name="workbook-confirm"),
    path("excel/<slug:public_id>/bo-tep/", workbooks.discard, name="workbook-discard"),
    path("nhan-su/", people.upload, name="people"),
    path("nhan-su/mau/", people.template, name="people-template"),
    path("nhan-su/<slug:public_id>/", people.people, name="people-file"),
    path("nhan-su/<slug:public_id>/so-lai/", people.compare, name="people-compare"),
    path("nhan-su/<slug:public_id>/xac-nhan/", people.confirm, name="people-confirm"),
    path("nhan-su/<slug:public_id>/bo/", people.discard, name="people-discard"),
]
