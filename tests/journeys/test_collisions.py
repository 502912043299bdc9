"""People in each other's way: two who approve at once, a tab that has gone stale, somebody whose post ended yesterday."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from khue.engine.procedures import queries as cases
from khue.engine.records import urls as records_urls
from khue.engine.records.models import Evidence
from khue.interfaces.imports import urls as imports_urls
from khue.interfaces.imports.models import StagedPlan, StagedWorkbook
from khue.people.access.models import Grant
from khue.people.accounts.models import Person
from khue.people.organisation.models import Appointment
from khue.quality.objectives import terms
from khue.quality.objectives import urls as objectives_urls
from khue.quality.objectives.models import Evaluation, ObjectiveSet, Review
from tests.cast import Cast
from tests.journeys import papers
from tests.journeys.clock import Clock
from tests.journeys.counting import everything
from tests.journeys.walk import Hall, deed
from tests.quality.objectives import stage

ClientOf = Callable[[Person], Client]
BOTH_WAYS = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


@pytest.fixture
def hall(
    open_page: Callable[..., Page], sign_in: Callable[..., Page], axe: Callable[[Page], None], clock: Clock, school: Cast, script: bool
) -> Hall:  # fmt: skip
    return Hall(open_page, sign_in, axe, clock, script)


def place(found: ObjectiveSet, name: str = "set", *more: Any) -> str:
    return reverse(f"objectives:{name}", args=[found.public_id, *more])


# ---- two people at once


@BOTH_WAYS
def test_of_two_who_approve_at_once_one_wins_and_the_other_is_told_who(hall: Hall, school: Cast) -> None:
    found = stage.walk(school, stage.draft(school), "pass")
    address = place(found, "deed", cases.open_task(found.case).public_id)
    rector, vice_rector = hall.enter(school.rector).go(address), hall.enter(school.vice_rector).go(address)
    deed(rector, "Phê duyệt").is_told("Đã ghi: Phê duyệt")
    deed(vice_rector, "Phê duyệt").reads(
        "Chưa làm được", "Đặng Thu Hà đã xử lý bước “4b. Phê duyệt” lúc 09:00 05/10/2026"
    )
    vice_rector.follow("Tải lại trang").is_told("Bước này đã xong").reads("Đã phê duyệt, chờ ban hành")
    assert Review.objects.filter(set=found, kind=terms.APPROVAL).count() == 1


@BOTH_WAYS
def test_who_returns_while_another_approves_is_told_too(hall: Hall, school: Cast) -> None:
    found = stage.walk(school, stage.draft(school), "pass")
    address = place(found, "deed", cases.open_task(found.case).public_id)
    rector, vice_rector = hall.enter(school.rector).go(address), hall.enter(school.vice_rector).go(address)
    deed(vice_rector, "Trả lại", reason="Thiếu nguồn lực.").is_told("Đã ghi: Trả lại")
    deed(rector, "Phê duyệt").reads("Võ Minh Khôi đã xử lý bước", "Trả lại")
    assert ObjectiveSet.objects.get().state == terms.DRAFT


# ---- a stale tab


@BOTH_WAYS
def test_an_objective_that_somebody_saved_first_keeps_what_was_typed(hall: Hall, school: Cast) -> None:
    found = stage.draft(school)
    address = place(found, "objective-edit", found.objectives.get().public_id)
    head, deputy = hall.enter(school.head).go(address), hall.enter(school.deputy).go(address)
    deputy.write(statement="Câu của phó khoa.").press("Lưu mục tiêu").is_told("Đã lưu mục tiêu 1")
    head.write(statement="Câu của trưởng khoa.").press("Lưu mục tiêu").reads("Chưa lưu.", "Câu của phó khoa.")
    expect(head.page.locator("[name=statement]")).to_have_value("Câu của trưởng khoa.")
    assert found.objectives.get().statement == "Câu của phó khoa."
    head.press("Lưu mục tiêu").is_told("Đã lưu mục tiêu 1").reads("Câu của trưởng khoa.")


@BOTH_WAYS
def test_an_analysis_that_somebody_saved_first_keeps_what_was_typed(hall: Hall, school: Cast) -> None:
    address = place(stage.draft(school), "swot")
    head, deputy = hall.enter(school.head).go(address), hall.enter(school.deputy).go(address)
    deputy.write(swot="Điểm mạnh: xưởng mới.").press("Lưu").is_told("Đã lưu phân tích SWOT")
    head.write(swot="Điểm yếu: thiếu giáo viên.").press("Lưu").is_asked("Cao Thị Hạnh")
    expect(head.page.locator("[name=swot]")).to_have_value("Điểm yếu: thiếu giáo viên.")
    head.press("Lưu").is_told("Đã lưu phân tích SWOT")


@BOTH_WAYS
def test_an_evaluation_that_somebody_saved_first_keeps_what_was_typed(hall: Hall, school: Cast) -> None:
    found = stage.issued(school)
    head, deputy = (hall.enter(one).go(place(found, "evaluation")) for one in (school.head, school.deputy))
    deputy.write(summary="Nhận xét của phó khoa.").press("Lưu bản đang viết").is_told("Đã lưu bản đánh giá")
    head.write(summary="Nhận xét của trưởng khoa.").press("Lưu bản đang viết").is_asked(
        "Nội dung vừa gõ vẫn còn nguyên"
    )
    expect(head.page.locator("[name=summary]")).to_have_value("Nhận xét của trưởng khoa.")
    assert Evaluation.objects.get().summary == "Nhận xét của phó khoa."
    head.press("Lưu bản đang viết").is_told("Đã lưu bản đánh giá")


@BOTH_WAYS
def test_a_tab_left_open_before_submission_changes_nothing_after_it(hall: Hall, school: Cast) -> None:
    found = stage.walk(school, stage.draft(school), "close")
    tab = hall.enter(school.deputy).go(place(found, "objective-edit", found.objectives.get().public_id))
    stage.step(school, found, "submit", "head")
    tab.write(statement="Câu gõ sau khi trình.").press("Lưu mục tiêu").reads("Bộ mục tiêu đã trình, không sửa được nữa")
    assert found.objectives.get().statement != "Câu gõ sau khi trình."


@BOTH_WAYS
def test_a_read_plan_changed_in_another_tab_leads_back_to_its_new_state(hall: Hall, school: Cast) -> None:
    head = hall.enter(school.head).go("/dua-vao/ke-hoach/")
    head.drop(papers.upload("ke-hoach.docx", papers.plan("Khoa Cơ khí", "2026-2027"))).press("Đọc tệp")
    other = Hall.enter(hall, school.deputy).go(head.page.url).press("Bỏ dòng 2").reads("Không đưa dòng này vào")
    head.press("Xác nhận").reads("Chưa làm được", "vừa được sửa ở một cửa sổ khác").follow("Tải lại trang")
    assert not ObjectiveSet.objects.exists()
    head.reads("Không đưa dòng này vào").press("Xác nhận").is_told("Đã đưa nội dung của tệp vào bản dự thảo")
    other.press("Xác nhận").reads("đã được xác nhận. Mở bộ mục tiêu của đơn vị để xem")


# ---- somebody whose post ended yesterday


@dataclass
class Scene:
    """One thing of each kind, so that every address can be filled in."""

    draft: ObjectiveSet
    issued: ObjectiveSet
    staged: StagedPlan
    workbook: StagedWorkbook
    evidence: Evidence


def end_posts(person: Person, clock: Clock) -> None:
    """Yesterday was the last day of every appointment and grant."""
    yesterday = clock.at.date() - timedelta(days=1)
    for model in (Appointment, Grant):
        model.objects.filter(person=person).update(valid_to=yesterday)


@pytest.fixture
def scene(school: Cast, client_of: ClientOf) -> Scene:
    """An issued set with a result and its evidence, its next version in draft, and a file that waits."""
    client = client_of(school.head)
    issued = stage.issued(school)
    target = issued.objectives.get().targets.get().public_id
    form = {"value": "90", "as_of": "01/10/2026", "effective_on": "01/10/2026"}
    file = papers.note("Báo cáo")
    answer = client.post(place(issued, "measure", target), form | {"file": _file("bao-cao.docx", file)})
    assert answer.status_code == 303
    new = client.post(place(issued, "new-version"), {"reason": "Điều chỉnh"})
    assert new.status_code == 303
    upload = {"unit": school.faculty.public_id, "period": school.period.code}
    content = papers.plan("Khoa Cơ khí", "2026-2027")
    assert (
        client.post(reverse("imports:plan-upload"), upload | {"file": _file("ke-hoach.docx", content)}).status_code
        == 303
    )
    draft = ObjectiveSet.objects.exclude(pk=issued.pk).get()
    book = client.get(reverse("imports:workbook-out", args=[draft.public_id])).content
    sent = {"file": _file("sua.xlsx", book)}
    assert client.post(reverse("imports:workbook-upload", args=[draft.public_id]), sent).status_code == 303
    waiting = StagedPlan.objects.get(), StagedWorkbook.objects.get()
    return Scene(stage.fresh(draft), issued, *waiting, Evidence.objects.get())


def _file(name: str, content: bytes) -> Any:
    return SimpleUploadedFile(name, content)


def deeds(scene: Scene) -> dict[str, tuple[str, dict[str, Any]]]:
    """Every address of the three apps that takes a deed of the head's, filled in as the head would send it."""
    draft, issued, plan, piece = scene.draft, scene.issued, scene.staged, scene.evidence
    objective, goal = draft.objectives.get().public_id, issued.objectives.get()
    comment = {"text": "Góp ý.", "response": "accepted", "response_text": "Tiếp thu."}
    edit = {
        "revision": draft.revision,
        "statement": "Câu mới.",
        "number": "1",
        "swot": "Mạnh.",
        "lam": "luu",
        "huong": "xuong",
    }
    edit |= {f"{prefix}-{one}_FORMS": 0 for prefix in ("chi-tieu", "nhiem-vu") for one in ("TOTAL", "INITIAL")}
    result = {"value": "91", "as_of": "02/10/2026", "progress": "done", "percent": "100"}
    settled = {"revision": plan.revision, "op": "drop", "row": "0", "statement": "Câu mới."} | edit
    words = {
        "title": "Tên mới",
        "effective_on": "01/10/2026",
        "confidentiality": "internal",
        "url": "https://khuevan.example/a",
    }
    opened = f"?don-vi={draft.unit.public_id}&nam={draft.period.code}"
    of_plan = {name: (reverse(f"imports:{name}", args=[plan.public_id]), settled) for name in
               ("plan-settle", "plan-undo", "plan-accept", "plan-confirm", "plan-discard", "plan-way")}  # fmt: skip
    of_book = {name: (reverse(f"imports:{name}", args=[scene.workbook.public_id]), {"revision": draft.revision}) for name in
               ("workbook-confirm", "workbook-discard")}  # fmt: skip
    pasted = {"unit": draft.unit.public_id, "period": draft.period.code, "pasted": "TT\tMục tiêu\n1\tĐạt 80%."}
    return (
        of_plan
        | of_book
        | {
            "plan-paste": (reverse("imports:plan-paste"), pasted),
            "workbook-upload": (reverse("imports:workbook-upload", args=[draft.public_id]), {}),
            "plan-row": (reverse("imports:plan-row", args=[plan.public_id, 0]), settled),
            "plan-upload": (
                reverse("imports:plan-upload"),
                {"unit": draft.unit.public_id, "period": draft.period.code},
            ),
            "open": (reverse("objectives:open") + opened, {"start": "empty"}),
            "swot": (place(draft, "swot"), edit),
            "objective-add": (place(draft, "objective-add"), edit),
            "objective-edit": (place(draft, "objective-edit", objective), edit),
            "objective-remove": (place(draft, "objective-remove", objective), edit),
            "objective-move": (place(draft, "objective-move", objective), edit),
            "deed": (place(draft, "deed", cases.open_task(draft.case).public_id), {"outcome": "open"}),
            "check-typing": (place(draft, "check-typing"), edit),
            "check-set-aside": (place(draft, "check-set-aside"), {"reason": "Đã hỏi."}),
            "suggestion-take": (place(draft, "suggestion-take"), {"revision": draft.revision}),
            "suggestion-undo": (place(draft, "suggestion-undo"), {"revision": draft.revision}),
            "ties": (place(draft, "ties"), {"revision": draft.revision}),
            "comment": (place(draft, "comment"), comment),
            "comment-answer": (place(draft, "comment-answer", 1), comment),
            "consultation-extend": (place(draft, "consultation-extend"), {"deadline": "30/10/2026"}),
            "minutes": (place(draft, "minutes"), {"place": "Phòng họp", "conclusions": "Thống nhất."}),
            "minutes-attach": (place(draft, "minutes-attach"), {}),
            "measure": (place(issued, "measure", goal.targets.get().public_id), result),
            "task": (place(issued, "task", goal.tasks.get().public_id), result),
            "evaluation": (place(issued, "evaluation"), {"summary": "Xong.", "lam": "nop"}),
            "new-version": (place(issued, "new-version"), {"reason": "Sửa."}),
            "withdraw": (place(draft, "withdraw"), {"reason": "Nhầm."}),
            "evidence-add": (reverse("records:evidence-add"), words),
            "evidence-correct": (reverse("records:evidence-correct", args=[piece.public_id]), words),
            "evidence-detach": (reverse("records:evidence-detach", args=[piece.public_id, piece.uses.get().pk]), {}),
        }
    )


ONLY_LOOKED_AT = {
    "consultation", "consultation-print",
    "sets", "roll-up", "read-time", "set", "results", "prints", "print", "plan", "plan-source", "evidence", "evidence-piece",
    "evidence-download", "workbook", "workbook-out", "matrix", "matrix-workbook", "checks", "checks-print",
}  # fmt: skip
OF_BATCHES = {"batches", "batch", "batch-extend", "batch-stop", "batch-resume", "batch-confirm", "batch-file", "batch-choose-one",
              "batch-leave-out", "batch-use-again", "batch-read-again", "batch-source"}  # fmt: skip
OF_THE_OFFICE = OF_BATCHES | {
    "matrix-send",
    "check-rules",
    "check-rule",
    "together",
    "people",
    "people-template",
    "people-file",
    "people-compare",
    "people-confirm",
    "people-discard",
}


def test_every_deed_is_among_those_that_a_revoked_person_tries(scene: Scene) -> None:
    """A new address has to be placed here."""
    urls = (*objectives_urls.urlpatterns, *imports_urls.urlpatterns, *records_urls.urlpatterns)
    assert {one.name for one in urls} == {*deeds(scene)} | ONLY_LOOKED_AT | OF_THE_OFFICE


def test_whoever_lost_the_post_yesterday_does_nothing_any_more(
    school: Cast, scene: Scene, client_of: ClientOf, clock: Clock
) -> None:
    """The session still runs; the rights ended with the day."""
    client = client_of(school.head)
    assert client.get(place(scene.draft)).status_code == 200
    end_posts(school.head, clock)
    before = everything()
    said = {name: client.post(address, form).status_code for name, (address, form) in deeds(scene).items()}
    assert {name: status for name, status in said.items() if status not in {403, 404}} == {}
    assert everything() == before
    assert stage.fresh(scene.draft).revision == scene.draft.revision


def test_whoever_lost_the_post_yesterday_sees_nothing_any_more(
    school: Cast, scene: Scene, client_of: ClientOf, clock: Clock
) -> None:
    client = client_of(school.head)
    end_posts(school.head, clock)
    closed = [address for address, _form in deeds(scene).values()] + [
        place(scene.issued, name) for name in ("set", "results")
    ]
    closed.append(reverse("records:evidence-download", args=[scene.evidence.public_id]))
    said = {address: client.get(address).status_code for address in closed}
    assert {address for address, status in said.items() if status not in {403, 404, 405}} == set()


@pytest.mark.parametrize(
    ("part", "steps", "outcome", "more"),
    [
        ("quality_officer", "submit", "pass", {}),
        ("vice_rector", "pass", "approve", {}),
        ("quality_head", "approve", "issue", {"decision_number": "1/QĐ", "decided_on": "05/10/2026"}),
    ],
)
def test_whoever_lost_the_post_yesterday_decides_nothing(
    school: Cast, client_of: ClientOf, clock: Clock, part: str, steps: str, outcome: str, more: dict[str, str]
) -> None:
    found = stage.walk(school, stage.draft(school), steps)
    person = getattr(school, part)
    client, address = client_of(person), place(found, "deed", cases.open_task(found.case).public_id)
    assert client.get(address).status_code == 200
    end_posts(person, clock)
    before = everything()
    assert client.post(address, {"outcome": outcome, **more}).status_code in {403, 404}
    assert everything() == before
    assert stage.fresh(found).case.revision == found.case.revision


@BOTH_WAYS
def test_a_tab_of_somebody_who_lost_the_post_is_told_plainly(hall: Hall, school: Cast, clock: Clock) -> None:
    found = stage.draft(school)
    tab = hall.enter(school.head).go(place(found, "objective-edit", found.objectives.get().public_id))
    end_posts(school.head, clock)
    tab.write(statement="Câu gõ dở.").press("Lưu mục tiêu").reads("Không có bộ mục tiêu này")
    tab.leave("/").reads("Tài khoản chưa được giao vai trò")
    assert found.objectives.get().statement != "Câu gõ dở."
