"""What the gallery shows: invented content (Trường Cao đẳng Kỹ thuật Khuê Văn), one example of each component."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from khue.foundation.kernel import clock
from khue.foundation.ui import forms, paging, tables, wording

TABLE = tables.Table(
    columns=(
        tables.Column("subject", _("Chỉ tiêu"), order_by=("subject",), css="k-title k-strong"),
        tables.Column("unit", _("Đơn vị"), order_by=("unit",), css="k-inline"),
        tables.Column("baseline", _("Mốc"), css="num k-inline"),
        tables.Column("target", _("Chỉ tiêu đặt ra"), css="num k-inline"),
        tables.Column("result", _("Kết quả"), css="num k-inline"),
        tables.Column("verdict", _("Kết luận"), css="k-inline"),
    ),
    filters=(tables.Filter("ket-luan", _("Mọi kết luận"), (("dat", _("Đạt")), ("khong-dat", _("Không đạt")))),),
    default="subject",
)
ROWS = (
    ("Hiệu suất đào tạo", "Khoa Cơ khí", "81,5%", "84,0%", "84,2%", ("Đạt", "ok")),
    ("HSSV có việc làm đúng ngành", "Khoa Cơ khí", "79,2%", "78,0%", "76,4%", ("Không đạt", "bad")),
    ("Lượt phục vụ bạn đọc", "Phòng Đào tạo", "1.180", "1.200", "1.345", ("Đạt", "ok")),
)
STEPS = (
    ("1", "Dự thảo", "Trưởng đơn vị, xong 25/09/2026", "done"),
    ("2", "Góp ý", "Toàn thể CBVC, xong 02/10/2026", "done"),
    ("3", "Hoàn chỉnh", "Trưởng đơn vị, hạn 15/10/2026. Phòng KT-ĐBCL đã trả lại ngày 12/10/2026.", "now"),
    ("4a", "Xem xét", "Phòng KT-ĐBCL, 5 ngày làm việc", ""),
    ("4b", "Phê duyệt", "Hiệu trưởng, 3 - 5 ngày làm việc", ""),
    ("5", "Ban hành", "Phòng KT-ĐBCL, ngay khi phê duyệt", ""),
)


class ExampleForm(forms.Form):
    """A form with two faults in it."""

    value = forms.DecimalField(label=_("Giá trị chỉ tiêu"), help_text=_("Chỉ ghi số, không ghi đơn vị tính"))
    until = forms.DateField(label=_("Thời hạn hoàn thành"), help_text=_("Trong năm học 2026 - 2027"))
    unit = django_forms.ChoiceField(label=_("Đơn vị chủ trì"), choices=(("", _("Chọn đơn vị")), ("ck", "Khoa Cơ khí"), ("dt", "Phòng Đào tạo")))
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=django_forms.Textarea(attrs={"rows": 2}))
    kind = django_forms.ChoiceField(
        label=_("Loại mục tiêu"), choices=(("truong", "Theo mục tiêu của Trường"), ("rieng", "Riêng của đơn vị")), widget=django_forms.RadioSelect
    )
    carry = django_forms.BooleanField(label=_("Chuyển tiếp sang năm sau"), required=False)


class FileForm(forms.Form):
    plan = forms.FilesField(label=_("Thả tệp Word, Excel, PDF vào đây hoặc chọn tệp"), kinds=(".docx", ".xlsx", ".pdf"))


def content() -> dict[str, Any]:
    """The context of ui/gallery.html."""
    faulty = ExampleForm({"value": "94.5.1", "until": "31/05/2027", "unit": "", "kind": "truong", "carry": "on"}, prefix="vi-du")
    steps = [dict(zip(("number", "name", "note", "kind"), step, strict=True)) for step in STEPS]
    return {
        "form": faulty,
        "file_form": FileForm(prefix="tep"),
        "table": TABLE,
        "query": TABLE.read({}),
        "rows": [SimpleNamespace(**dict(zip(("subject", "unit", "baseline", "target", "result", "verdict"), row, strict=True))) for row in ROWS],
        "page": paging.Page(ROWS, 3, 412, 50),
        "steps": steps,
        "deadlines": [
            wording.due(-2, date(2026, 10, 12)),
            wording.due(1, date(2026, 10, 15)),
            wording.due(8, date(2026, 10, 26)),
            wording.due(None, None, done_on=date(2026, 10, 7)),
        ],
        "saved_at": datetime(2026, 10, 14, 9, 42, tzinfo=clock.LOCAL),
    }
