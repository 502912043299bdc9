"""The gallery, the choice of light or dark, and the pages for what goes wrong."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from khue.foundation.kernel import errors
from khue.foundation.ui import context, gallery, responses


@login_not_required
@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every component once. For builders: a production server shows it only to who may read the journal."""
    if getattr(settings, "PRODUCTION", False) and not request.user.has_perm("audit_trail.view"):
        raise Http404
    return responses.render(request, "ui/gallery.html", gallery.content(request.GET))


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the machine says; kept in a cookie, so that it works before sign-in and without script."""
    wanted, url = request.POST.get("theme", ""), request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}):
        url = "/"
    response = responses.back(request, url)
    response.set_cookie(
        context.THEME_COOKIE, wanted if wanted in {"light", "dark"} else "", max_age=365 * 86400, samesite="Lax"
    )
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, DisallowedHost):  # a page of ours would ask for the very host that is refused
        said = _("Địa chỉ này không phải của hệ thống. Hãy mở đúng địa chỉ mà đơn vị đã thông báo.")
        return _alone(400, _("Sai địa chỉ"), said)
    reason = _("Máy chủ không hiểu yêu cầu này. Hãy tải lại trang rồi làm lại.")
    return responses.refused(request, _with_status(errors.Invalid("bad_request", reason), 400))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = _(
        "Thầy, cô chưa được giao quyền làm việc này. Nếu đây là việc của mình, hãy báo người quản trị của đơn vị."
    )
    return responses.refused(request, errors.NotAllowed("permission_denied", _said(exception) or reason))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = _("Không có trang này, hoặc nội dung đã được chuyển đi. Kiểm tra lại địa chỉ, hoặc tìm từ trang đầu.")
    return responses.refused(request, errors.NotFound("page_not_found", reason))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or cookies that are switched off."""
    said = _("Trang đã mở quá lâu nên không nhận được nội dung vừa gửi. Quay lại, tải lại trang rồi gửi lần nữa.")
    return responses.refused(request, errors.NotAllowed("csrf", said))


def server_error(request: HttpRequest) -> HttpResponse:
    """Nothing here asks the database or the session: they may be what is broken."""
    said = _(
        "Lỗi đã được ghi lại, nội dung đã lưu trước đó vẫn còn. Chờ một phút rồi tải lại trang; nếu vẫn lỗi, báo người quản trị và "
        "cho biết giờ xảy ra."
    )
    return _alone(500, _("Khuê đang gặp lỗi"), said)


def _alone(status: int, title: str, text: str) -> HttpResponse:
    """A page without the shell, for when nothing of the request can be relied on."""
    template = loader.get_template("ui/broken.html").template  # type: ignore[attr-defined]  # the engine's own, which needs no request
    return HttpResponse(template.render(title=title, text=text, status=status), status=status)


def _said(exception: Exception | None) -> str:
    return str(exception) if exception is not None and exception.args else ""


def _with_status(refusal: errors.Refused, status: int) -> errors.Refused:
    refusal.status = status
    return refusal
