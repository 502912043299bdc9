"""Each macro prints what screens, screen readers and phones rely on."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms as django_forms
from django.template import engines
from django.utils.safestring import mark_safe

from khue.foundation.ui import forms, paging, tables, wording

pytestmark = pytest.mark.urls("tests.foundation.ui.urls")
CSRF = mark_safe('<input type="hidden" name="csrfmiddlewaretoken" value="t">')
HEAD = '{% import "ui/components.html" as ui with context %}'
LIST = Path(__file__).resolve().parents[3] / "khue/foundation/ui/jinja2/ui/components.html"


def shown(source: str, **context: Any) -> str:
    made = engines["jinja2"].env.from_string(HEAD + source)
    return " ".join(made.render(csrf_input=CSRF, **context).split())


def test_undeclared_argument_is_an_error() -> None:
    with pytest.raises(TypeError, match="colour"):
        shown('{{ ui.state("Đạt", colour="red") }}')


def test_head_of_the_file_names_every_macro() -> None:
    head = LIST.read_text(encoding="utf-8").split("#}")[0]
    exported = vars(engines["jinja2"].env.get_template("ui/components.html").make_module({"csrf_input": CSRF}))
    macros = {name for name in exported if not name.startswith("_") and callable(exported[name])}
    assert {name for name in macros if f"{name}(" not in head} == set()


def test_icon_is_decoration_unless_named() -> None:
    assert 'aria-hidden="true"' in shown('{{ ui.icon("check") }}')
    assert 'role="img" aria-label="đạt"' in shown('{{ ui.icon("check", label="đạt") }}')


def test_deed_is_a_form_that_works_without_script() -> None:
    said = shown('{{ ui.deed("Nhắc", "/nhac/", small=true, about="Khoa Điện", fields={"id": 7}) }}')
    assert '<form class="k-deed" method="post" action="/nhac/">' in said
    assert 'name="csrfmiddlewaretoken"' in said
    assert '<input type="hidden" name="id" value="7">' in said
    assert (
        '<button type="submit" class="btn btn-plain btn-s">Nhắc<span class="visually-hidden"> Khoa Điện</span></button>'
        in said
    )


def test_barred_deed_cannot_be_sent_and_says_why() -> None:
    said = shown('{{ ui.deed("Ban hành", "/x/", because="Chưa có phê duyệt.") }}')
    assert "<form" not in said
    assert 'aria-disabled="true" aria-describedby="vi-sao-ban-hanh"' in said
    assert 'id="vi-sao-ban-hanh">Chưa có phê duyệt.' in said


def test_form_carries_token_and_file_encoding() -> None:
    said = shown('{% call ui.form("/gui/", files=true, guard=true) %}x{% endcall %}')
    assert 'enctype="multipart/form-data"' in said
    assert " data-guard" in said
    assert 'name="csrfmiddlewaretoken"' in said


def test_link_of_primary_kind() -> None:
    assert (
        shown('{{ ui.link("Trình", "/a?b=1&c=2", kind="primary") }}')
        == '<a class="btn btn-primary" href="/a?b=1&amp;c=2">Trình</a>'
    )


@pytest.mark.parametrize("kind", ["draft", "wait", "back", "ok", "part", "bad", "none", "warn", "info", "new"])
def test_state_has_shape_and_words(kind: str) -> None:
    said = shown("{{ ui.state('Đang soạn', kind) }}", kind=kind)
    assert f"k-state-{kind}" in said
    assert "<use href=" in said
    assert "<span>Đang soạn</span>" in said


def test_due_shows_time_left_and_date() -> None:
    said = shown("{{ ui.due(deadline) }}", deadline=wording.due(-2, date(2026, 10, 12)))
    assert "k-due-late" in said
    assert "<span>Trễ 2 ngày làm việc</span></span><small>hạn 12/10/2026</small>" in said


def test_chip_is_seen_as_a_sign_and_heard_as_words() -> None:
    said = shown(
        '{{ ui.chip("85", "≥", "%", spoken="từ 85% trở lên", subject="Hiệu suất", baseline="năm trước 84,2%") }}'
    )
    assert (
        '<span aria-hidden="true"><span class="k-op">≥</span> <b>85</b> %</span><span class="visually-hidden">từ 85% trở lên</span>'
        in said
    )


def test_note_of_a_kind() -> None:
    assert "k-note k-note-warn" in shown('{% call ui.note("warn") %}x{% endcall %}')


def test_panel_is_named_by_its_heading() -> None:
    said = shown('{% call ui.panel("Đang chờ tôi", count=1200, body=false) %}<table></table>{% endcall %}')
    assert 'aria-labelledby="dang-cho-toi"' in said
    assert '<h2 id="dang-cho-toi">Đang chờ tôi</h2><span class="k-count">1.200</span>' in said
    assert "k-panel-body" not in said


def test_crumbs_end_with_the_present_page() -> None:
    said = shown('{{ ui.crumbs([("Mục tiêu", "/muc-tieu/"), ("Khoa Cơ khí", "")]) }}')
    assert '<a href="/muc-tieu/">Mục tiêu</a>' in said
    assert '<span aria-current="page">Khoa Cơ khí</span>' in said


TABLE = tables.Table(
    columns=(tables.Column("ten", "Tên", order_by=("name",)), tables.Column("viec", "Việc", hidden_label=True)),
    filters=(tables.Filter("loai", "Loại", (("a", "A"),)),),
    default="ten",
)


def test_table_keeps_its_roles_for_cards() -> None:
    said = shown(
        '{% call ui.table("Danh sách", t.columns, t.read({})) %}<tr role="row"><td {{ t.cells.ten }}>x</td></tr>{% endcall %}',
        t=TABLE,
    )
    assert re.findall(r'role="([a-z]+)"', said) == [
        "table",
        "rowgroup",
        "row",
        "columnheader",
        "columnheader",
        "rowgroup",
        "row",
        "cell",
    ]
    assert 'aria-sort="ascending"' in said
    assert '<a class="k-sort" href="?xep=-ten">' in said
    assert '<span class="visually-hidden">Việc</span>' in said


def test_filters_work_without_script() -> None:
    said = shown('{{ ui.filters(t.read({"loai": "a"}), search="Tìm") }}', t=TABLE)
    assert '<option value="a" selected>A</option>' in said
    assert '<button class="btn btn-plain k-filter-go" type="submit">' in said
    assert 'href="?"' in said


def test_pager_names_places_and_neighbours() -> None:
    said = shown("{{ ui.pager(page, t.read({}), 'mục tiêu') }}", page=paging.Page([], 2, 120, 50), t=TABLE)
    assert "51 - 100 trong 120 mục tiêu" in said
    assert '<a href="?trang=2" aria-current="page">2</a>' in said
    assert 'href="?trang=3" rel="next"' in said


class Example(forms.Form):
    value = forms.DecimalField(label="Giá trị", help_text="Chỉ ghi số")
    note = forms.CharField(label="Ghi chú", required=False)
    kind = django_forms.ChoiceField(label="Loại", choices=[("a", "A"), ("b", "B")], widget=django_forms.RadioSelect)
    carry = django_forms.BooleanField(label="Chuyển tiếp", required=False)


def test_field_links_help_and_error_to_its_input() -> None:
    said = shown('{{ ui.field(form["value"]) }}', form=Example({"value": "x"}))
    described = re.search(r'aria-describedby="([^"]+)"', said)
    assert described
    assert described[1].split() == ["id_value_helptext", "id_value_error"]
    assert {'id="id_value_helptext"', 'id="id_value_error"'} <= set(re.findall(r'id="id_value_\w+"', said))
    assert "Ghi số kiểu Việt Nam, ví dụ 94,5 hoặc 1.200." in said


def test_help_given_by_the_screen_is_linked_too() -> None:
    said = shown('{{ ui.field(form["note"], help="Ngắn gọn") }}', form=Example())
    assert 'aria-describedby="id_note_helptext"' in said
    assert '<small class="form-hint" id="id_note_helptext">Ngắn gọn</small>' in said
    assert "(không bắt buộc)" in said


def test_radio_buttons_stand_in_a_fieldset() -> None:
    said = shown('{{ ui.field(form["kind"]) }}', form=Example({"kind": "b"}))
    assert '<legend class="form-label">Loại</legend>' in said
    assert 'value="b" checked><label class="form-check-label" for="id_kind_1">B</label>' in said


def test_check_box_has_its_label_after_it() -> None:
    said = shown('{{ ui.field(form["carry"]) }}', form=Example())
    assert said.index('type="checkbox"') < said.index(
        '<label class="form-check-label" for="id_carry">Chuyển tiếp</label>'
    )


def test_error_summary_links_to_the_faulty_fields() -> None:
    form = Example({"value": ""})
    form.add_error(None, "Chưa nộp được.")
    said = shown("{{ ui.form_errors(form) }}", form=form)
    assert "Còn 2 ô phải sửa:" in said
    assert "<li>Chưa nộp được.</li>" in said
    assert '<a href="#id_value">Giá trị</a>: Nhập giá trị.' in said


def test_no_summary_without_errors() -> None:
    assert shown("{{ ui.form_errors(form) }}", form=Example()) == ""


def test_steps_mark_the_present_one() -> None:
    said = shown(
        "{{ ui.steps(items) }}",
        items=[
            {"number": "1", "name": "Dự thảo", "note": "", "kind": "done"},
            {"number": "2", "name": "Góp ý", "note": "", "kind": "now"},
        ],
    )
    assert said.count('aria-current="step"') == 1
    assert 'k-dot-now">2</span><b>Góp ý</b>' in said


def test_track_is_read_as_one_sentence() -> None:
    said = shown('{{ ui.track([{"number": "1", "kind": "late"}], "Trễ ở bước 1") }}')
    assert (
        '<span class="k-track" role="img" aria-label="Trễ ở bước 1"><span class="k-dot k-dot-late">!</span></span>'
        in said
    )


def test_event_gives_the_moment_to_people_and_programs() -> None:
    said = shown(
        '{% call ui.event("pencil", at, who="Tạ Đình Sơn") %}<b>Sửa</b>{% endcall %}',
        at=datetime(2026, 10, 13, 9, 20, tzinfo=UTC),
    )
    assert '<time datetime="2026-10-13T09:20:00+00:00">16:20 ngày 13/10/2026</time>' in said


def test_doubt_can_be_reached_by_the_key() -> None:
    said = shown('{% call ui.doubt("Có 2 người tên Diệp") %}x{% endcall %}')
    assert 'tabindex="-1" data-doubt' in said


@pytest.mark.parametrize(("value", "width"), [(0, "0"), (50, "65.0"), (100, "130.0"), (180, "130")])
def test_bullet_never_leaves_its_frame(value: float, width: str) -> None:
    said = shown('{{ ui.bullet(value, 84, 100, "Kết quả") }}', value=value)
    assert float(re.search(r'class="val" x="1" y="6" width="([\d.]+)"', said)[1]) == float(width)  # type: ignore[index]


def test_split_leaves_out_what_is_nought() -> None:
    said = shown('{{ ui.split([("met", 3), ("part", 0), ("not", 1)], "Đạt 3, không đạt 1") }}')
    assert re.findall(r'<rect class="(\w+)" x="([\d.]+)" y="1" width="([\d.]+)"', said) == [
        ("met", "2", "971.0"),
        ("not", "977.0", "321.0"),
    ]


def chart(width: int) -> SimpleNamespace:
    line = SimpleNamespace(kind="n", x=79, y=58, text="1. Dự thảo")
    box = SimpleNamespace(x=5, y=32, width=148, height=60, radius=30, path="", halo="", stage="now", lines=[line])
    edge = SimpleNamespace(
        path="M1 2", tip="M3 4", back=True, lit=True, label=SimpleNamespace(x=1, y=2, text="Đã trả lại 12/10/2026")
    )
    item = SimpleNamespace(number="1", name="1. Dự thảo", detail="hạn 15/10", stage="now")
    return SimpleNamespace(
        width=width, height=90, boxes=[box], edges=[edge], items=[item], title="Lưu đồ", description="Bước 1."
    )


def test_flow_is_a_picture_and_a_list() -> None:
    said = shown("{{ ui.flow(chart) }}", chart=chart(600))
    assert '<title id="luu-do-t">Lưu đồ</title><desc id="luu-do-d">Bước 1.</desc>' in said
    assert '<path class="edge back back-on" d="M1 2"/>' in said
    assert '<text class="lab lab-on" x="1" y="2">Đã trả lại 12/10/2026</text>' in said
    assert '<ol class="k-steps d-lg-none"><li class="now" aria-current="step">' in said


def test_wide_flow_can_be_scrolled_by_keyboard() -> None:
    assert 'tabindex="0" role="region" aria-label="Lưu đồ"' in shown("{{ ui.flow(chart) }}", chart=chart(1700))
    assert "tabindex" not in shown("{{ ui.flow(chart) }}", chart=chart(1270))
