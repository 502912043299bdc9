"""The papers: which words stand in which cell, that they come from what was frozen, and who signed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from khue.engine.records import documents
from khue.engine.records import printing as printers
from khue.engine.records.actions import forms as record_forms
from khue.foundation.kernel import errors
from khue.foundation.reading import read_plan
from khue.people.organisation.models import Unit
from khue.quality.objectives import actions, contents, printing, queries, terms
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.printing import columns, forms, reports
from khue.quality.objectives.printing.lines import Line, Result
from tests.cast import PACKS, Cast
from tests.quality.objectives import stage
from tests.quality.objectives.stage import objective, target

UNIT_FORMS = ["BM.ĐBCL-04.03", "BM.ĐBCL-04.04", "BM.ĐBCL-04.05", "PL-KHTHMTCL"]
SCHOOL_FORMS = ["BM.ĐBCL-04.01", "BM.ĐBCL-04.02", "BM.ĐBCL-04.06"]


@pytest.fixture
def printer(school: Cast) -> Cast:
    """The school with its forms installed."""
    for pack in ("qt-dbcl-04", "phu-luc-khth"):
        text = (PACKS / "forms" / f"{pack}.yaml").read_text(encoding="utf-8")
        record_forms.install_forms(institution=school.school, text=text, by=None, at=school.at)
    return school


def paper(school: Cast, thing, code: str) -> documents.AdministrativeDocument:
    return printing.document_for(thing, code, at=school.at)


def words(said: documents.Text) -> str:
    return said if isinstance(said, str) else "".join(span.text for span in said)


def table_of(document: documents.AdministrativeDocument, place: int = 0) -> list[list[str]]:
    tables = [block for block in document.body if isinstance(block, documents.Table)]
    return [[" | ".join(words(line.text) for line in cell.lines) for cell in row] for row in tables[place].rows]


def paragraphs_of(document: documents.AdministrativeDocument) -> list[str]:
    return [words(block.text) for block in document.body if isinstance(block, documents.Paragraph | documents.Heading)]


# ---- without a database ----


def test_every_column_of_the_packs_is_known() -> None:
    from khue.engine.records import importing

    for path in sorted((PACKS / "forms").glob("*.yaml")):
        for form in importing.read_forms(path.read_text(encoding="utf-8")).forms:
            if form.kind in forms.SCHOOL_KINDS + forms.UNIT_KINDS:
                assert {one["key"] for one in form.definition["columns"]} <= set(columns.CELLS)


def test_verdicts_on_paper_are_those_of_the_screen() -> None:
    assert {code: str(label) for code, label in terms.VERDICTS} == columns.VERDICTS


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2021, 12, 1), "ngày 01 tháng 12 năm 2021"),
        (date(2022, 2, 28), "ngày 28 tháng 02 năm 2022"),
        (date(2022, 3, 9), "ngày 09 tháng 3 năm 2022"),
    ],
)
def test_day_in_full(day: date, said: str) -> None:
    assert forms.in_full(day) == said


def test_counts_leave_out_what_there_is_none_of() -> None:
    assert reports.counts({"met": 9, "partly_met": 0, "not_met": 1, "not_measured": 0}) == "đạt 9, không đạt 1"
    assert reports.counts({}) == "chưa có"


def grid(keys: list[str], line: Line) -> list[list[str]]:
    made = columns.table({"columns": [{"key": key, "title": key} for key in keys]}, [line])
    return [[" | ".join(words(item.text) for item in cell.lines) for cell in row] for row in made.rows]


PLAN = ["number", "statement", "tasks", "start", "end", "lead", "supporting", "note"]


def test_plain_tasks_share_one_row() -> None:
    content = objective(tasks=(contents.TaskContent("Việc một"), contents.TaskContent("Việc hai")))
    assert grid(PLAN, Line(content)) == [
        ["1", "Nâng chất lượng đào tạo, phần 1", "Việc một | Việc hai", "09/2026", "08/2027", "Trưởng khoa",
         "Phòng Đào tạo", ""],
    ]  # fmt: skip


def test_tasks_with_their_own_time_get_their_own_rows() -> None:
    own = contents.ScheduleContent("10/2026 - 12/2026", date(2026, 10, 1), date(2026, 12, 31))
    who = (contents.ResponsibilityContent("lead", "Tổ Hàn"),)
    content = objective(tasks=(contents.TaskContent("Việc một", who, own), contents.TaskContent("Việc hai")))
    found = grid(PLAN, Line(content))
    assert found[0] == ["1", "Nâng chất lượng đào tạo, phần 1", "Việc một", "10/2026", "12/2026", "Tổ Hàn", "", ""]
    assert found[1] == ["Việc hai", "09/2026", "08/2027", "Trưởng khoa", "Phòng Đào tạo"]
    made = columns.table({"columns": [{"key": key, "title": key} for key in PLAN]}, [Line(content)])
    assert [cell.rowspan for cell in made.rows[0]] == [2, 2, 1, 1, 1, 1, 1, 2]


def test_result_says_value_parts_and_day() -> None:
    result = Result("việc làm", "từ 80% trở lên", "76,36%", "168/220", date(2027, 4, 20), terms.NOT_MET)
    assert grid(["result"], Line(objective(), results=(result,))) == [["76,36% | (168/220, 20/04/2027)"]]


def test_several_results_are_told_apart() -> None:
    two = (Result("khá, giỏi", "x", "31%"), Result("yếu", "y"))
    assert grid(["result"], Line(objective(), results=two)) == [["Khá, giỏi: 31%"]]


def test_report_shows_the_proof_there_is_and_a_plan_the_proof_expected() -> None:
    assert grid(["evidence"], Line(objective())) == [["Báo cáo khảo sát"]]
    assert grid(["evidence"], Line(objective(), verdict=terms.MET)) == [[""]]
    assert grid(["evidence"], Line(objective(), verdict=terms.MET, evidence=("MC.1 Báo cáo",))) == [["MC.1 Báo cáo"]]


def test_target_that_the_sentence_spells_out_is_not_repeated() -> None:
    said = objective(statement="Hiệu suất đào tạo từ 85% trở lên.")
    one = Result("hiệu suất đào tạo", "từ 85% trở lên")
    assert grid(["statement"], Line(said, (one,), terms.MET)) == [["Hiệu suất đào tạo từ 85% trở lên."]]
    other = Result("hiệu suất đào tạo", "từ 90% trở lên")
    assert grid(["statement"], Line(said, (other,), terms.MET)) == [
        ["Hiệu suất đào tạo từ 85% trở lên. | Hiệu suất đào tạo: từ 90% trở lên"]
    ]


def test_unknown_column_stays_empty() -> None:
    assert grid(["number", "stamp"], Line(objective())) == [["1", ""]]


# ---- with a school ----

pytestmark_db = pytest.mark.django_db


@pytestmark_db
def test_forms_offered_fit_level_and_state(printer: Cast) -> None:
    made = stage.draft(printer)
    assert [one.code for one in printing.forms_for(made, printer.today)] == [
        "BM.ĐBCL-04.03", "BM.ĐBCL-04.04", "PL-KHTHMTCL",
    ]  # fmt: skip
    issued = stage.walk(printer, made, "issue")
    assert [one.code for one in printing.forms_for(issued, printer.today)] == UNIT_FORMS
    school_set = stage.issued_school(printer)
    assert [one.code for one in printing.forms_for(school_set, printer.today)] == SCHOOL_FORMS


@pytestmark_db
def test_form_that_does_not_fit_is_refused(printer: Cast) -> None:
    made = stage.draft(printer)
    for code in ("BM.ĐBCL-04.01", "BM.ĐBCL-04.05"):
        with pytest.raises(errors.Conflict):
            paper(printer, made, code)
    with pytest.raises(errors.NotFound):
        paper(printer, made, "BM.ĐBCL-99")


@pytestmark_db
@pytest.mark.parametrize("code", ["BM.ĐBCL-04.03", "BM.ĐBCL-04.04", "PL-KHTHMTCL"])
def test_issued_paper_names_its_decision_and_its_signers(printer: Cast, code: str) -> None:
    made = paper(printer, stage.issued(printer), code)
    assert made.issued_with == (
        "Kèm theo Quyết định số 318/QĐ-CĐKTKV ngày 07 tháng 9 năm 2026 của Trường Cao đẳng Kỹ thuật Khuê Văn"
    )
    assert [(box.title, box.position, box.name) for box in made.boxes if box.name] == [
        ("Người soạn thảo", "TRƯỞNG KHOA CƠ KHÍ", "Tạ Đình Sơn"),
        ("Người xem xét", "CHUYÊN VIÊN", "Âu Văn Ích"),
        ("Người phê duyệt", "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG", "Võ Minh Khôi"),
    ]  # fmt: skip


@pytestmark_db
def test_head_of_a_units_paper_and_of_the_schools(printer: Cast) -> None:
    unit = paper(printer, stage.issued(printer), "BM.ĐBCL-04.03")
    school = paper(printer, stage.issued_school(printer), "BM.ĐBCL-04.02")
    assert unit.letterhead == documents.Letterhead(issuer="KHOA CƠ KHÍ", superior="TRƯỜNG CAO ĐẲNG KỸ THUẬT KHUÊ VĂN")
    assert school.letterhead.superior == "ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY"
    assert (unit.orientation, school.orientation) == ("portrait", "landscape")
    assert (unit.type_name, unit.abstract) == ("MỤC TIÊU CHẤT LƯỢNG", "Khoa Cơ khí, năm học 2026 - 2027")
    assert (unit.form.code, unit.form.issue_number) == ("BM.ĐBCL-04.03", "03")


@pytestmark_db
def test_draft_says_that_it_is_one_and_nobody_signed(printer: Cast) -> None:
    made = paper(printer, stage.draft(printer), "BM.ĐBCL-04.03")
    assert (made.issued_with, [box.name for box in made.boxes]) == ("Dự thảo", ["", "", ""])


@pytestmark_db
def test_signatures_of_a_submission_that_was_sent_back_do_not_count(printer: Cast) -> None:
    made = stage.walk(printer, stage.draft(printer), "pass")
    made = stage.step(printer, made, "return", "rector", reason="x")
    for outcome, who in stage.UNIT_WAY[:3]:
        made = stage.step(printer, made, outcome, who)
    made = paper(printer, made, "BM.ĐBCL-04.03")
    assert [box.name for box in made.boxes] == ["Tạ Đình Sơn", "", ""]
    assert made.issued_with == "Chưa ban hành"


@pytestmark_db
def test_paper_keeps_the_words_and_names_of_its_issue(printer: Cast) -> None:
    made = stage.issued(printer)
    before = paper(printer, made, "BM.ĐBCL-04.04")
    Unit.objects.filter(pk=printer.faculty.pk).update(name="Khoa Cơ khí - Chế tạo")
    made.objectives.update(statement="Bị sửa lén")
    after = paper(printer, stage.fresh(made), "BM.ĐBCL-04.04")
    assert (after.abstract, table_of(after)) == (before.abstract, table_of(before))


@pytestmark_db
def test_plan_carries_the_results_so_far(printer: Cast) -> None:
    made = stage.issued(printer)
    stage.measure(printer, made, "84.2", as_of=date(2026, 9, 5))
    assert table_of(paper(printer, made, "BM.ĐBCL-04.04"))[0][-1] == "84,2% | (05/09/2026)"


def evaluated(school: Cast, made: ObjectiveSet) -> ObjectiveSet:
    evaluation = actions.open_evaluation(objective_set=made, by=school.head, at=school.at)
    said = actions.ObjectiveWords(cause="Thị trường khó khăn", remedy="Mở ngày hội việc làm", carry_over=True)
    actions.save_evaluation(
        evaluation=evaluation, summary="Nghiêm túc.\n- Đủ minh chứng", proposals="Thêm thiết bị",
        words={made.objectives.get(number="1").public_id: said}, by=school.head, at=school.at,
    )  # fmt: skip
    return stage.step(school, made, "report", "head")


@pytestmark_db
def test_unit_report_says_results_verdicts_and_causes(printer: Cast) -> None:
    made = stage.issued(printer, objective("1", "Việc làm"), objective("2", "Tự đánh giá"))
    stage.measure(printer, made, 70, as_of=date(2026, 9, 5))
    stage.measure(printer, made, 85, place=1, as_of=date(2026, 9, 5))
    made = evaluated(printer, made)
    report = paper(printer, made, "BM.ĐBCL-04.05")
    assert table_of(report) == [
        ["1", "Việc làm | Tỷ lệ có việc làm: từ 80% trở lên", "70% | (05/09/2026)", "Không đạt",
         "Thị trường khó khăn | Biện pháp: Mở ngày hội việc làm | Chuyển tiếp sang năm sau.", ""],
        ["2", "Tự đánh giá | Tỷ lệ có việc làm: từ 80% trở lên", "85% | (05/09/2026)", "Đạt", "", ""],
    ]  # fmt: skip
    assert paragraphs_of(report) == [
        "I. KẾT QUẢ CHUNG", "Tổng số 2 mục tiêu: đạt 1, không đạt 1. Tổng số 2 chỉ tiêu: đạt 1, không đạt 1.",
        "Nghiêm túc.", "II. KẾT QUẢ TỪNG MỤC TIÊU", "III. MỤC TIÊU CHUYỂN TIẾP SANG NĂM SAU", "IV. KIẾN NGHỊ",
        "Thêm thiết bị",
    ]  # fmt: skip
    assert report.boxes[0].name == "Tạ Đình Sơn"
    assert report.on == printer.today


@pytestmark_db
def test_submitted_report_does_not_follow_later_results(printer: Cast) -> None:
    made = stage.issued(printer, objective("1", "Việc làm"))
    stage.measure(printer, made, 70, as_of=date(2026, 9, 5))
    made = evaluated(printer, made)
    before = table_of(paper(printer, made, "BM.ĐBCL-04.05"))
    stage.measure(printer, made, 99)
    assert table_of(paper(printer, stage.fresh(made), "BM.ĐBCL-04.05")) == before


@pytestmark_db
def test_evaluation_is_printed_like_its_set(printer: Cast) -> None:
    made = stage.issued(printer)
    evaluation = actions.open_evaluation(objective_set=made, by=printer.head, at=printer.at)
    assert paper(printer, evaluation, "BM.ĐBCL-04.05") == paper(printer, made, "BM.ĐBCL-04.05")


def consolidated(school: Cast) -> ObjectiveSet:
    """The school's set, served by the faculty whose report says why it was not met."""
    made = stage.issued_school(school, objective("1", "Việc làm toàn trường"))
    unit = stage.issued(school, objective("1", "Việc làm", serves=made.objectives.get().public_id))
    stage.measure(school, unit, 70)
    evaluated(school, unit)
    stage.measure(school, made, 85, by=school.quality_head, as_of=date(2026, 9, 5))
    return made


@pytestmark_db
def test_school_report_consolidates_the_units(printer: Cast) -> None:
    report = paper(printer, consolidated(printer), "BM.ĐBCL-04.06")
    assert table_of(report, 0) == [
        ["1", "Phòng Khảo thí - Đảm bảo chất lượng", "", "", "", "", "", "", "Chưa nộp"],
        ["2", "Khoa Cơ khí", "1", "", "", "1", "", "0/1", "Đã nộp"],
        ["3", "Khoa Điện", "", "", "", "", "", "", "Chưa nộp"],
    ]
    assert table_of(report, 1) == [
        ["1", "Việc làm toàn trường | Tỷ lệ có việc làm: từ 80% trở lên", "Khoa Cơ khí: 70%, không đạt",
         "85% | (05/09/2026)", "Đạt", "Khoa Cơ khí: Thị trường khó khăn", ""],
    ]  # fmt: skip


@pytestmark_db
def test_submitted_school_report_is_frozen_with_its_units_and_cheap(printer: Cast) -> None:
    made = consolidated(printer)
    live = paper(printer, made, "BM.ĐBCL-04.06")
    made = stage.step(printer, made, "report", "quality_head")
    stage.measure(printer, ObjectiveSet.objects.get(unit=printer.faculty), 99)
    with stage.statements() as found:
        frozen = paper(printer, made, "BM.ĐBCL-04.06")
    assert [table_of(frozen, place) for place in (0, 1)] == [table_of(live, place) for place in (0, 1)]
    assert len(found) <= 12
    assert queries.verify_evaluation(made.evaluation)


@pytestmark_db
def test_faculty_plan_from_its_word_file_is_printed_in_both_formats(printer: Cast, shared: Path) -> None:
    plan = read_plan(shared / "fixtures" / "khoa-co-khi-2021-2022.docx", school_year="2021-2022")
    made = stage.issued(printer, *contents.from_plan(plan).objectives)
    document = paper(printer, made, "BM.ĐBCL-04.04")
    pdf, word = printers.to_pdf(document), printers.to_docx(document)
    assert pdf.startswith(b"%PDF-1.7")
    rows = [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(word)).tables[1].rows]
    assert [row[0] for row in rows] == ["TT", *map(str, range(1, 11))]
    assert rows[1][1] == plan.objectives[0].statement


@pytestmark_db
def test_annex_form_keeps_the_tasks_own_times(printer: Cast, shared: Path) -> None:
    plan = read_plan(shared / "fixtures" / "hvbctt-ttkt-2022-2023.docx")
    then = replace(printer, period=printer.last_period)
    made = stage.draft(then, *contents.from_plan(plan).objectives)
    found = table_of(paper(printer, made, "PL-KHTHMTCL"))
    assert [row[1:3] for row in found[1:4]] == [["09/2022", "05/2023"], ["09/2022", "05/2023"], ["05/2023", "06/2023"]]
    assert len(found) == 6


@pytestmark_db
def test_achieved_target_reads_as_words(printer: Cast) -> None:
    made = stage.issued(printer, objective(targets=(contents.TargetContent("danh hiệu tập thể", "achieved"),)))
    stage.measure(printer, made, 0, as_of=date(2026, 9, 5))
    assert table_of(paper(printer, made, "BM.ĐBCL-04.03"))[0][2] == "Danh hiệu tập thể: đạt"
    assert table_of(paper(printer, made, "BM.ĐBCL-04.04"))[0][-1] == "chưa đạt | (05/09/2026)"


@pytestmark_db
def test_several_targets_are_listed_one_below_the_other(printer: Cast) -> None:
    made = stage.issued(printer, objective(targets=(target("khá, giỏi"), target("yếu", "<", 10))))
    assert table_of(paper(printer, made, "BM.ĐBCL-04.03"))[0][2] == "Khá, giỏi: từ 80% trở lên | Yếu: dưới 10%"
