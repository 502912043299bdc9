"""What the gallery shows: invented content (Trường Cao đẳng Kỹ thuật Khuê Văn), one example of each component."""

from __future__ import annotations

from collections.abc import Mapping
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
EXAMPLE = {
    "vi-du-value": "94.5.1",
    "vi-du-until": "31/05/2027",
    "vi-du-unit": "",
    "vi-du-kind": "truong",
    "vi-du-carry": "on",
}


class ExampleForm(forms.Form):
    """A form with two faults in it."""

    value = forms.DecimalField(label=_("Giá trị chỉ tiêu"), help_text=_("Chỉ ghi số, không ghi đơn vị tính"))
    until = forms.DateField(label=_("Thời hạn hoàn thành"), help_text=_("Trong năm học 2026 - 2027"))
    unit = django_forms.ChoiceField(
        label=_("Đơn vị chủ trì"), choices=(("", _("Chọn đơn vị")), ("ck", "Khoa Cơ khí"), ("dt", "Phòng Đào tạo"))
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=django_forms.Textarea(attrs={"rows": 2}))
    kind = django_forms.ChoiceField(
        label=_("Loại mục tiêu"),
        choices=(("truong", "Theo mục tiêu của Trường"), ("rieng", "Riêng của đơn vị")),
        widget=django_forms.RadioSelect,
    )
    carry = django_forms.BooleanField(label=_("Chuyển tiếp sang năm sau"), required=False)


class FileForm(forms.Form):
    plan = forms.FilesField(label=_("Thả tệp Word, Excel, PDF vào đây hoặc chọn tệp"), kinds=(".docx", ".xlsx", ".pdf"))


def _chart() -> SimpleNamespace:
    """Three steps and a way back, as procedures.language.chart draws them."""
    line = box = edge = SimpleNamespace
    boxes = [
        box(x=5 + 186 * n, y=32, width=148, height=60, radius=radius, path="", halo="", stage=stage, lines=[
            line(kind="when", x=79 + 186 * n, y=20, text=when),
            line(kind="n", x=79 + 186 * n, y=58, text=name),
            line(kind="who", x=79 + 186 * n, y=78, text=who),
        ])
        for n, (stage, radius, when, name, who) in enumerate((
            ("done", 30, "xong 25/9", "1. Dự thảo", "Trưởng đơn vị"),
            ("now", 3, "hạn 15/10, còn 1 ngày", "2. Hoàn chỉnh", "Trưởng đơn vị"),
            ("next", 30, "5 ngày làm việc", "3. Xem xét", "P. KT-ĐBCL"),
        ))
    ]  # fmt: skip
    edges = [
        edge(
            path=f"M{153 + 186 * n} 62 H{179 + 186 * n}",
            tip=f"M{177 + 186 * n} 57 l9 5 l-9 5 z",
            back=False,
            lit=False,
            label=None,
        )
        for n in (0, 1)
    ]
    edges.append(edge(
        path="M451 93 V120 Q451 130 441 130 H283 Q273 130 273 120 V106", tip="M267 108 L273 97 L279 108 Z", back=True, lit=True,
        label=line(x=362, y=134, text="Đã trả lại 12/10/2026", kind="lab"),
    ))  # fmt: skip
    items = [
        SimpleNamespace(number=str(n + 1), name=one.lines[1].text, detail=one.lines[2].text, stage=one.stage)
        for n, one in enumerate(boxes)
    ]
    return SimpleNamespace(
        width=530, height=150, boxes=boxes, edges=edges, items=items, title="Lưu đồ lập mục tiêu chất lượng",
        description="Bước 1 Dự thảo, đã xong. Bước 2 Hoàn chỉnh, đang làm. Bước 3 Xem xét; không phù hợp thì trả lại bước 2.",
    )  # fmt: skip


def content(params: Mapping[str, str]) -> dict[str, Any]:
    """The context of ui/gallery.html."""
    faulty = ExampleForm(EXAMPLE, prefix="vi-du")
    steps = [dict(zip(("number", "name", "note", "kind"), step, strict=True)) for step in STEPS]
    return {
        "form": faulty,
        "file_form": FileForm(prefix="tep"),
        "table": TABLE,
        "query": TABLE.read(params),
        "rows": [
            SimpleNamespace(
                **dict(zip(("subject", "unit", "baseline", "target", "result", "verdict"), row, strict=True))
            )
            for row in ROWS
        ],
        "page": paging.Page(ROWS, 3, 412, 50),
        "steps": steps,
        "chart": _chart(),
        "deadlines": [
            wording.due(-2, date(2026, 10, 12)),
            wording.due(1, date(2026, 10, 15)),
            wording.due(8, date(2026, 10, 26)),
            wording.due(None, None, done_on=date(2026, 10, 7)),
        ],
        "saved_at": datetime(2026, 10, 14, 9, 42, tzinfo=clock.LOCAL),
    }
