"""The real papers, in every form in which people hold them, against what a person reads in them."""

import json

import pytest

from khue.foundation.kernel import errors, text
from khue.foundation.reading import read_plan

FORMS = [
    "fixtures/khoa-co-khi-2021-2022.docx",
    "fixtures/khoa-co-khi-2021-2022-paged.docx",
    "fixtures/khoa-co-khi-2021-2022.xlsx",
    "fixtures/khoa-co-khi-2021-2022.pdf",
    "fixtures/khoa-co-khi-2021-2022.doc",
    "seeds/003_QD-554_MTCL-va-KHTH-Khoa-Co-khi.txt",
]
PAGED = [FORMS[1], FORMS[3], FORMS[5]]


@pytest.fixture(scope="session")
def golden(shared):
    return json.loads((shared / "fixtures/golden/khoa-co-khi-2021-2022.json").read_text())


@pytest.fixture(scope="session")
def plans(shared):
    return {form: read_plan(shared / form).to_json(with_sources=True) for form in FORMS}


def _times(time):
    return {name: time[name] for name in ("start", "end", "recurring")}


def _is_same(subject, expected):
    """Two people name a subject with a word more or less, or one names it whole and the other in short."""
    ours, theirs = set(text.words(subject)), set(text.words(expected))
    return theirs <= ours or len(ours & theirs) * 2 >= len(ours | theirs)


@pytest.mark.parametrize("form", FORMS)
def test_plan_says_whose_it_is(plans, golden, form):
    assert {name: plans[form][name] for name in ("kind", "unit", "school_year")} == {
        name: golden[name] for name in ("kind", "unit", "school_year")
    }


@pytest.mark.parametrize("form", [form for form in FORMS if not form.endswith("xlsx")])
def test_plan_says_with_what_it_was_issued(plans, golden, form):
    assert plans[form]["issued_with"] == golden["issued_with"]


@pytest.mark.parametrize("form", FORMS)
def test_plan_has_the_ten_objectives_with_their_people(plans, golden, form):
    assert [(o["number"], o["lead"], o["supporting"]) for o in plans[form]["objectives"]] == [
        (o["number"], o["lead"], o["supporting"]) for o in golden["objectives"]
    ]


@pytest.mark.parametrize("form", FORMS)
def test_plan_has_as_many_tasks_and_pieces_of_evidence(plans, golden, form):
    assert [(len(o["tasks"]), len(o["evidence"])) for o in plans[form]["objectives"]] == [
        (o["tasks"], o["evidence"]) for o in golden["objectives"]
    ]


@pytest.mark.parametrize("form", FORMS)
def test_plan_is_dated(plans, golden, form):
    assert [_times(o["time"]) for o in plans[form]["objectives"]] == [o["time"] for o in golden["objectives"]]


@pytest.mark.parametrize("form", FORMS)
def test_plan_has_the_targets(plans, golden, form):
    for ours, theirs in zip(plans[form]["objectives"], golden["objectives"], strict=True):
        assert [(t["comparator"], t["value"], t["unit"]) for t in ours["targets"]] == [
            (t["comparator"], t["value"], t["unit"]) for t in theirs["targets"]
        ]
        assert [
            t["subject"]
            for t, g in zip(ours["targets"], theirs["targets"], strict=True)
            if not _is_same(t["subject"], g["subject"])
        ] == []


@pytest.mark.parametrize("form", FORMS[1:])
def test_every_form_says_the_same_words(plans, form):
    """Only white space at page breaks and typed around dashes may differ between the forms of one paper."""

    def words(plan):
        return [
            [text.words(o["statement"]), [text.words(t) for t in o["tasks"]], [text.words(e) for e in o["evidence"]]]
            for o in plan["objectives"]
        ]

    assert words(plans[form]) == words(plans[FORMS[0]])


@pytest.mark.parametrize("form", PAGED)
def test_rows_broken_by_pages_are_joined_and_told(plans, form):
    joined = [remark for remark in plans[form]["remarks"] if remark["code"] == "row_joined_across_pages"]

    assert len(joined) >= 3
    assert plans[form]["objectives"][1]["statement"].endswith("tối thiểu 05 doanh nghiệp.")


@pytest.mark.parametrize("form", FORMS)
def test_slips_of_scanning_are_repaired_and_told(plans, form):
    told = " ".join(remark["message"] for remark in plans[form]["remarks"] if remark["code"] == "ocr_repaired")

    assert "“Trường khoa” được đọc là “Trưởng khoa”" in told
    assert "“tối thiếu” được đọc là “tối thiểu”" in told
    assert plans[form]["objectives"][2]["tasks"][0].startswith("Trưởng khoa lập kế hoạch")


def test_first_objective_of_the_file_is_in_the_second_row(plans):
    first = plans[FORMS[0]]["objectives"][0]

    assert first["source"] == {"table": 1, "row": 2}
    assert first["cells"]["people"] == {"table": 1, "row": 2, "column": 4}


@pytest.mark.parametrize("form", FORMS)
def test_every_value_stands_in_the_cell_it_is_traced_to(plans, form):
    tables = {
        table["number"]: {row["row"]: row["cells"] for row in table["rows"]} for table in plans[form]["source_tables"]
    }

    for objective in plans[form]["objectives"]:
        cell = objective["cells"]["statement"]
        written = tables[cell["table"]][cell["row"]][cell["column"] - 1]
        assert text.squash(written)[:30] == objective["statement"][:30]


def test_two_storey_header_gives_tasks_with_their_own_leads_and_times(shared):
    plan = read_plan(shared / "fixtures/hvbctt-ttkt-2022-2023.docx").to_json()
    first = plan["objectives"][0]

    assert (plan["kind"], plan["school_year"]) == ("action_plan", "2022-2023")
    assert plan["unit"] == "Trung tâm Khảo thí và Đảm bảo chất lượng đào tạo"
    assert [(task["supporting"], task["time"]["start"], task["time"]["end"]) for task in first["tasks"]] == [
        (["Các khoa"], "2022-09-01", "2023-05-31"),
        (["Các khoa"], "2022-09-01", "2023-05-31"),
        (["Các khoa"], "2022-09-01", "2023-05-31"),
        (["Trung tâm CNTT"], "2023-05-01", "2023-06-30"),
    ]
    assert {tuple(task["lead"]) for task in first["tasks"]} == {("Trung tâm Khảo thí và ĐBCLĐT",)}
    assert (first["time"]["start"], first["time"]["end"]) == ("2022-09-01", "2023-06-30")


def test_two_storey_header_gives_notes_and_several_supporters(shared):
    second = read_plan(shared / "fixtures/hvbctt-ttkt-2022-2023.docx").objectives[1]

    assert (second.supporting, second.note) == (("Ban Quản lý đào tạo", "các khoa"), "2 đợt/năm")


def test_json_has_the_keys_of_the_contract_and_no_other(shared):
    plan = read_plan(shared / "fixtures/hvbctt-ttkt-2022-2023.docx").to_json()
    first, second = plan["objectives"][:2]

    assert list(plan) == ["kind", "title", "unit", "school_year", "issued_with", "objectives", "remarks"]
    assert set(first) == {
        *("number", "statement", "targets", "tasks", "lead", "supporting", "time", "evidence", "note", "source")
    }
    assert {tuple(task) for task in first["tasks"]} == {("text", "lead", "supporting", "time")}
    assert (set(first["targets"][0]), {type(task) for task in second["tasks"]}) == (
        {"subject", "comparator", "value", "unit", "span"},
        {str},
    )
    assert {"text", "start", "end", "before", "recurring"} <= set(first["time"])


@pytest.mark.parametrize("form", FORMS)
def test_plan_says_the_sentences_of_the_issued_list(plans, shared, form):
    """The list that stands before the plan in the paper says the same ten sentences, but for its closing signs."""
    lines = (shared / FORMS[5]).read_text().splitlines()
    listed = [line.split(". ", 1)[1].rstrip("./ ") for line in lines if line[:1].isdigit() and ". " in line[:4]]

    assert [text.words(o["statement"]) for o in plans[form]["objectives"]] == [text.words(line) for line in listed]


@pytest.mark.parametrize("form", FORMS)
def test_plan_has_its_title_and_no_notes(plans, form):
    plan = plans[form]

    assert plan["title"] == "KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG KHOA CƠ KHÍ"
    assert [o["note"] for o in plan["objectives"]] == [""] * 10


@pytest.mark.parametrize("form", FORMS)
def test_every_target_points_at_words_of_its_statement(plans, form):
    for objective in plans[form]["objectives"]:
        said = [objective["statement"][slice(*target["span"])] for target in objective["targets"]]
        assert [words for words in said if not any(letter.isdigit() for letter in words)] == []


CALENDARS = ["fixtures/gia-lai-ke-hoach-iso-2022.docx", "seeds/002_KH-SGDDT-Gia-Lai_ISO-9001-2015.txt"]


@pytest.mark.parametrize("form", CALENDARS)
def test_calendar_has_its_twelve_tasks(shared, form):
    plan = read_plan(shared / form)

    assert (plan.kind, plan.unit, plan.objectives) == ("task_calendar", "Sở Giáo dục và Đào tạo", ())
    assert [task.number for task in plan.tasks] == [str(number) for number in range(1, 13)]


@pytest.mark.parametrize("form", CALENDARS)
def test_calendar_task_over_two_pages_keeps_its_leads(shared, form):
    fifth = read_plan(shared / form).tasks[4]

    assert fifth.lead[-1] == "các chuyên gia đánh giá nội bộ Sở"
    assert len(fifth.lead) == 2
    assert (fifth.supporting, str(fifth.time.end)) == (("Các phòng chuyên môn",), "2022-10-31")


ROOMS, OFFICE = "Các phòng chuyên môn thuộc Sở", "Văn phòng Sở (thường trực BCĐ ISO Sở)"
CALENDAR = [
    ([ROOMS], [], None, "2022-01-10"),
    ([OFFICE], [ROOMS], None, "2022-01-15"),
    ([OFFICE], [ROOMS], None, "2022-01-25"),
    ([ROOMS], ["Văn phòng Sở"], "2022-01-01", "2022-12-31"),
    ([OFFICE, "các chuyên gia đánh giá nội bộ Sở"], ["Các phòng chuyên môn"], "2022-10-01", "2022-10-31"),
    (["Các phòng chuyên môn"], ["Đoàn đánh giá nội bộ năm 2022"], None, "2022-11-15"),
    ([ROOMS], [], None, "2022-12-05"),
    ([OFFICE], [ROOMS], None, "2022-12-09"),
    (["BCĐ ISO Sở"], ["Các phòng chuyên môn"], None, "2022-12-10"),
    (["Các phòng chuyên môn"], [], None, None),
    (["Văn phòng Sở"], ["Các phòng chuyên môn"], None, None),
    (["Văn phòng Sở"], [], None, None),
]


@pytest.mark.parametrize("form", CALENDARS)
def test_calendar_has_the_people_and_days_of_every_task(shared, form):
    tasks = read_plan(shared / form).to_json()["tasks"]

    found = [(t["lead"], t["supporting"], t["time"]["start"], t["time"]["end"]) for t in tasks]
    assert found == CALENDAR


@pytest.mark.parametrize("form", CALENDARS)
def test_calendar_tells_what_was_repaired_and_what_has_no_day(shared, form):
    plan = read_plan(shared / form)
    told = [remark.message for remark in plan.remarks]

    assert [task.time.text for task in plan.tasks[9:11]] == ["Năm", "Năm"]
    assert sum("Không xác định được ngày" in message for message in told) == 2
    assert any("“BCD ISO” được đọc là “BCĐ ISO”" in message for message in told)


@pytest.mark.parametrize("form", CALENDARS)
def test_calendar_times(shared, form):
    tasks = read_plan(shared / form).to_json()["tasks"]

    assert (tasks[0]["time"]["end"], tasks[0]["time"]["before"]) == ("2022-01-10", True)
    assert (tasks[6]["time"]["end"], tasks[6]["time"]["before"]) == ("2022-12-05", False)
    assert tasks[3]["time"]["recurring"] == "continuous"
    assert tasks[11]["time"]["recurring"] == "event"
    assert tasks[9]["time"]["end"] is None


@pytest.mark.parametrize("seed", ["000_QT-DBCL-04_quy-trinh-thiet-lap-MTCL", "004_CV-1581_quan-ly-chat-luong-TPHCM"])
def test_papers_that_are_no_plan_are_refused(shared, seed):
    with pytest.raises(errors.Unreadable) as refusal:
        read_plan(shared / f"seeds/{seed}.txt")
    assert refusal.value.code == "not_a_plan"


def test_an_empty_form_is_a_plan_without_objectives(shared):
    plan = read_plan(shared / "seeds/001_TB-4275_xay-dung-MTCL-cap-don-vi.txt")

    assert (plan.kind, plan.school_year, plan.objectives) == ("action_plan", "2022-2023", ())
    assert "plan_empty" in {remark.code for remark in plan.remarks}
