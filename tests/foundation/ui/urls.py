"""The foundation's own pages and a few that refuse, so that the ui is tested without the storeys above."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from khue.foundation.kernel import errors
from khue.foundation.ui import forms, responses


@login_not_required
def refuse(request: HttpRequest) -> HttpResponse:
    raise errors.Conflict("already_issued", "Bộ mục tiêu đã ban hành. Hãy lập thủ tục điều chỉnh.")


@login_not_required
def malformed(request: HttpRequest) -> HttpResponse:
    raise errors.Invalid("plan", "Kế hoạch còn chỗ phải sửa.", {"until": ["Ghi ngày trong năm học."]})


@login_not_required
def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@login_not_required
def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the program's own fault")


@login_not_required
def post(request: HttpRequest) -> HttpResponse:
    return responses.back(request, "/thanh-phan/", "Đã lưu.")


@login_not_required
def confirm(request: HttpRequest) -> HttpResponse:
    asked = {
        "question": "Ban hành 3 bộ?",
        "text": "Không sửa được nữa.",
        "action": "/luu/",
        "label": "Ban hành",
        "way_back": "/thanh-phan/",
    }
    return responses.render(request, "ui/confirm.html", {**asked, "fields": {"bo": 7}})


class NameForm(forms.Form):
    name = forms.CharField(label="Tên")


@login_not_required
def ask(request: HttpRequest) -> HttpResponse:
    asked = {
        "question": "Đặt tên?",
        "text": "",
        "action": "/ten/",
        "label": "Lưu",
        "way_back": "/thanh-phan/",
        "fields": {},
    }

    def deed(said: dict[str, str]) -> tuple[str, str]:
        if said["name"] == "trùng":
            raise errors.Invalid("name", "Tên đã có.", {"name": ["Tên này đã có."]})
        if said["name"] == "muộn":
            raise errors.Conflict("late", "Có người làm trước.")
        return "/thanh-phan/", f"Đã đặt tên {said['name']}."

    return responses.answer(request, NameForm(*forms.sent(request)), deed, "ui/confirm.html", asked)


urlpatterns = [
    path("ten/", ask),
    path("hoi/", confirm),
    path("", include("khue.foundation.ui.urls")),
    path("tai-khoan/", include("allauth.account.urls")),
    path("tu-choi/", refuse, name="refuse"),
    path("sai/", malformed),
    path("cam/", forbid),
    path("hong/", fail),
    path("luu/", post),
]
handler400 = "khue.foundation.ui.views.bad_request"
handler403 = "khue.foundation.ui.views.permission_denied"
handler404 = "khue.foundation.ui.views.page_not_found"
handler500 = "khue.foundation.ui.views.server_error"
