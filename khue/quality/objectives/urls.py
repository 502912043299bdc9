"""Addresses of objectives. Paths in plain Vietnamese without accents; things by their public id."""

from __future__ import annotations

from django.urls import path

from khue.quality.objectives.views import (
    check_rules,
    checking,
    consulting,
    covering,
    deciding,
    editing,
    evaluating,
    following,
    issuing,
    prints,
    sets,
    suggesting,
    talking,
)

app_name = "objectives"
urlpatterns = [
    path("", sets.index, name="sets"),
    path("lap/", sets.open_, name="open"),
    path("ban-hanh/", issuing.together, name="together"),
    path("tong-hop/", evaluating.roll_up, name="roll-up"),
    path("ma-tran/", covering.matrix, name="matrix"),
    path("ma-tran/tep-excel/", covering.workbook, name="matrix-workbook"),
    path("ma-tran/gui/", covering.send, name="matrix-send"),
    path("quy-tac-kiem-tra/", check_rules.index, name="check-rules"),
    path("quy-tac-kiem-tra/<str:code>/", check_rules.edit, name="check-rule"),
    path("doc-thoi-han/", editing.read_time, name="read-time"),
    path("<slug:public_id>/", sets.show, name="set"),
    path("<slug:public_id>/swot/", editing.swot, name="swot"),
    path("<slug:public_id>/them/", editing.add, name="objective-add"),
    path("<slug:public_id>/muc-tieu/<slug:objective>/sua/", editing.edit, name="objective-edit"),
    path("<slug:public_id>/muc-tieu/<slug:objective>/bo/", editing.remove, name="objective-remove"),
    path("<slug:public_id>/muc-tieu/<slug:objective>/chuyen/", editing.move, name="objective-move"),
    path("<slug:public_id>/buoc/<slug:task>/", deciding.deed, name="deed"),
    path("<slug:public_id>/kiem-tra/", checking.report, name="checks"),
    path("<slug:public_id>/kiem-tra/phieu.<slug:kind>", checking.download, name="checks-print"),
    path("<slug:public_id>/kiem-tra/khi-go/", checking.typing, name="check-typing"),
    path("<slug:public_id>/kiem-tra/bo-qua/", checking.set_aside, name="check-set-aside"),
    path("<slug:public_id>/kiem-tra/dung-goi-y/", suggesting.take, name="suggestion-take"),
    path("<slug:public_id>/kiem-tra/hoan-tac/", suggesting.undo, name="suggestion-undo"),
    path("<slug:public_id>/gan/", checking.ties, name="ties"),
    path("<slug:public_id>/gop-y/", talking.comment, name="comment"),
    path("<slug:public_id>/gop-y/<int:comment>/tra-loi/", talking.answer, name="comment-answer"),
    path("<slug:public_id>/gop-y/tong-hop/", consulting.show, name="consultation"),
    path("<slug:public_id>/gop-y/gia-han/", consulting.extend, name="consultation-extend"),
    path("<slug:public_id>/gop-y/bien-ban/", consulting.minutes, name="minutes"),
    path("<slug:public_id>/gop-y/bien-ban/da-ky/", consulting.attach, name="minutes-attach"),
    path("<slug:public_id>/gop-y/in/<slug:paper>.<slug:kind>", consulting.download, name="consultation-print"),
    path("<slug:public_id>/ket-qua/", following.results, name="results"),
    path("<slug:public_id>/ket-qua/<slug:target>/", following.measure, name="measure"),
    path("<slug:public_id>/nhiem-vu/<slug:task>/", following.task, name="task"),
    path("<slug:public_id>/danh-gia/", evaluating.evaluate, name="evaluation"),
    path("<slug:public_id>/in/", prints.index, name="prints"),
    path("<slug:public_id>/in/<str:form>.<slug:kind>", prints.download, name="print"),
    path("<slug:public_id>/ban-moi/", sets.new_version, name="new-version"),
    path("<slug:public_id>/huy/", sets.withdraw, name="withdraw"),
]
