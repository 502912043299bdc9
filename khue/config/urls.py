"""Every address of Khuê. Paths are plain Vietnamese without accents."""

from django.urls import include, path

urlpatterns = [
    path("", include("khue.interfaces.workspace.urls")),
    path("muc-tieu/", include("khue.quality.objectives.urls")),
    path("chien-luoc/", include("khue.quality.strategy.urls")),
    path("dua-vao/", include("khue.interfaces.imports.urls")),
    path("minh-chung/", include("khue.engine.records.urls")),
    path("van-ban/", include("khue.engine.papers.urls")),
    path("dot/", include("khue.engine.calls.urls")),
    path("quy-trinh/", include("khue.engine.procedures.urls")),
    path("to-chuc/", include("khue.people.organisation.urls")),
    path("phan-quyen/", include("khue.people.access.urls")),
    path("thong-bao/", include("khue.people.notifications.urls")),
    path("nhat-ky/", include("khue.foundation.audit_trail.urls")),
    path("tai-khoan/", include("khue.people.accounts.urls")),
    path("tai-khoan/", include("allauth.account.urls")),
    path("", include("khue.foundation.ui.urls")),
]
handler400 = "khue.foundation.ui.views.bad_request"
handler403 = "khue.foundation.ui.views.permission_denied"
handler404 = "khue.foundation.ui.views.page_not_found"
handler500 = "khue.foundation.ui.views.server_error"
