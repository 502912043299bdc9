"""“Dùng …”: a suggestion taken in one press, undone, and taken into a form that is not saved yet; a return that begins with the remarks."""

from __future__ import annotations

import re
from typing import Any

import pytest

from khue.quality.objectives.models import ObjectiveSet
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import HTMX, deed_url, said, sign_in, typed, url
from tests.quality.objectives.test_views_checking import flawed, paper_words

pytestmark = pytest.mark.django_db
STATEMENT = "Hiệu suất đào tạo của khoa đạt từ 86% trở lên."
UNSAID: dict[str, Any] = {"statement": STATEMENT, "targets": ()}


@pytest.fixture
def made(play: Cast) -> ObjectiveSet:
    """A draft whose first objective says a number that no target holds."""
    return stage.draft(play, stage.objective(**UNSAID), stage.objective("2"))


def offered(page: str) -> str:
    """What the first “Dùng …” of a page would send."""
    found = re.search(r'name="(?:goi-y|lam)" value="(?:goi-y:)?(m\.no_number[^"]+)"', page)
    assert found is not None
    return found[1]


def take(play: Cast, made: ObjectiveSet, part: str = "head", **more: Any) -> Any:
    client = sign_in(getattr(play, part))
    page = sign_in(play.head).get(url("set", made.public_id)).content.decode()
    data = {"goi-y": offered(page), "revision": made.revision, **more}
    return client, client.post(url("suggestion-take", made.public_id), data)


def targets(made: ObjectiveSet) -> list[str]:
    return [one.words() for row in stage.queries.content_of(made).objectives[:1] for one in row.targets]


def test_a_suggestion_is_a_button_beside_its_objective(play: Cast, made: ObjectiveSet) -> None:
    page = sign_in(play.head).get(url("set", made.public_id)).content.decode()
    assert f'formaction="{url("suggestion-take", made.public_id)}"' in page
    assert "Dùng “từ 86% trở lên”" in said(sign_in(play.head).get(url("set", made.public_id)))


def test_one_press_writes_it_and_says_so(play: Cast, made: ObjectiveSet) -> None:
    client, answer = take(play, made)
    assert (answer.status_code, targets(made)) == (303, ["từ 86% trở lên"])
    assert "Đã dùng gợi ý ở mục tiêu 1: Dùng “từ 86% trở lên”." in said(client.get(url("set", made.public_id)))
    assert stage.verbs(made)[-1] == "objectives.objective.changed"


def test_it_is_undone_as_long_as_nothing_else_changed(play: Cast, made: ObjectiveSet) -> None:
    client, _answer = take(play, made)
    assert client.post(url("suggestion-undo", made.public_id)).status_code == 303
    assert targets(made) == []
    page = said(client.get(url("set", made.public_id)))
    assert "Đã hoàn tác: mục tiêu 1 trở lại như trước khi dùng gợi ý." in page
    assert "Đã dùng gợi ý ở mục tiêu 1" not in page


def test_after_another_change_nothing_is_undone(play: Cast, made: ObjectiveSet) -> None:
    client, _answer = take(play, made)
    ObjectiveSet.objects.filter(pk=made.pk).update(revision=made.revision + 5)
    assert "Hoàn tác" not in said(client.get(url("set", made.public_id)))
    answer = client.post(url("suggestion-undo", made.public_id))
    assert (answer.status_code, targets(made)) == (409, ["từ 86% trở lên"])
    assert "Không hoàn tác được nữa" in said(answer)


@pytest.mark.parametrize(
    ("more", "status"),
    [({"revision": 1}, 409), ({"goi-y": "m.no_number:khong-co:targets:"}, 409), ({"revision": "x"}, 409)],
)
def test_a_stale_or_unknown_suggestion_is_refused(play: Cast, made: ObjectiveSet, more: Any, status: int) -> None:
    _client, answer = take(play, made, **more)
    assert (answer.status_code, targets(made)) == (status, [])


@pytest.mark.parametrize("part", ["teacher", "rector", "quality_officer", "other_head", "stranger"])
def test_only_who_writes_the_set_takes_suggestions(play: Cast, made: ObjectiveSet, part: str) -> None:
    client, answer = take(play, made, part)
    assert answer.status_code in {403, 404}
    assert targets(made) == []
    assert "k-take" not in client.get(url("set", made.public_id)).content.decode()


def test_nothing_is_kept_when_the_journal_breaks(play: Cast, made: ObjectiveSet, broken_journal: Any) -> None:
    with pytest.raises(broken_journal):
        take(play, made)
    assert targets(made) == []


def test_a_suggestion_is_taken_into_the_form_and_not_saved(play: Cast, made: ObjectiveSet) -> None:
    client, one = sign_in(play.head), made.objectives.order_by("order")[0]
    data = typed(STATEMENT, revision=str(made.revision), **{"chi-tieu-TOTAL_FORMS": "0"})
    address = f"{url('check-typing', made.public_id)}?muc-tieu={one.public_id}"
    ident = offered(client.post(address, data, headers=HTMX).content.decode())
    answer = client.post(url("objective-edit", made.public_id, one.public_id), {**data, "lam": f"goi-y:{ident}"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="chi-tieu-0-value" value="86"' in page
    assert STATEMENT in page
    assert targets(made) == []


def test_a_suggestion_into_a_form_that_lacks_something_says_what(play: Cast, made: ObjectiveSet) -> None:
    one = made.objectives.order_by("order")[0]
    data = typed("", revision=str(made.revision)) | {"lam": "goi-y:m.no_number:x:targets:"}
    assert sign_in(play.head).post(url("objective-edit", made.public_id, one.public_id), data).status_code == 422


def test_a_tie_is_offered_and_taken(play: Cast) -> None:
    stage.issued_school(play, stage.objective("1", "Hiệu suất đào tạo toàn trường từ 84% trở lên", tasks=()))
    made = stage.draft(
        play, stage.objective("1", "Hiệu suất đào tạo của khoa từ 86%", targets=(stage.target("hiệu suất", value=86),))
    )
    client = sign_in(play.head)
    page = client.get(url("set", made.public_id)).content.decode()
    ident = re.search(r'name="goi-y" value="(c\.untied[^"]+)"', page)
    assert ident is not None
    client.post(url("suggestion-take", made.public_id), {"goi-y": ident[1], "revision": made.revision})
    assert made.objectives.get().serves.number == "1"
    assert client.post(url("suggestion-undo", made.public_id)).status_code == 303
    assert made.objectives.get().serves is None


# ---- a return begins with what was found


def reason_of(response: Any) -> str:
    found = re.search(r'<textarea[^>]*id="id_return_reason"[^>]*>([^<]*)</textarea>', response.content.decode())
    assert found is not None
    return found[1].strip()


def test_the_reason_of_a_return_begins_with_the_remarks(play: Cast) -> None:
    response = sign_in(play.quality_officer).get(deed_url(flawed(play, submitted=True)))
    assert "Mục tiêu 1: Chưa có số lượng để đo." in reason_of(response)
    assert "Phiếu nhận xét (Word, PDF) đi kèm khi trả lại." in said(response)


def test_what_was_set_aside_is_not_in_it(play: Cast) -> None:
    made = flawed(play, submitted=True)
    client = sign_in(play.quality_officer)
    before = reason_of(client.get(deed_url(made)))
    page = client.get(deed_url(made)).content.decode()
    ident = re.search(r'name="nhan-xet" value="(m\.no_number[^"]+)"', page)
    assert ident is not None
    client.post(url("check-set-aside", made.public_id), {"nhan-xet": ident[1], "ly-do": "Đo bằng công nhận"})
    after = reason_of(client.get(deed_url(made)))
    assert "Chưa có số lượng để đo." in before
    assert "Chưa có số lượng để đo." not in after


def test_what_the_checker_wrote_instead_is_kept_when_the_form_comes_back(play: Cast) -> None:
    made = flawed(play, submitted=True)
    seen = stage.queries.content_of(made).content_hash()
    response = sign_in(play.quality_officer).post(deed_url(made), {"outcome": "return", "reason": " ", "seen": seen})
    assert response.status_code == 422
    assert "Phiếu nhận xét (Word, PDF) đi kèm khi trả lại." in said(response)
    assert "Mục tiêu 1: Chưa có số lượng để đo.</textarea>" not in response.content.decode()


def test_an_approver_writes_the_reason_alone(play: Cast) -> None:
    made = stage.step(play, flawed(play, submitted=True), "pass", "quality_officer")
    page = sign_in(play.vice_rector).get(deed_url(made)).content.decode()
    assert "được điền sẵn" not in page


def test_the_head_finds_the_paper_with_the_reason(play: Cast) -> None:
    made = stage.step(play, flawed(play, submitted=True), "return", "quality_officer", reason="Chưa đo được")
    client = sign_in(play.head)
    page = said(client.get(url("set", made.public_id)))
    assert "Kèm phiếu nhận xét: Word · PDF" in page
    words = paper_words(client.get(url("checks-print", made.public_id, "docx") + "?lan=tra-lai"))
    assert "Lý do trả lại: Chưa đo được" in words


def test_an_approvers_return_brings_no_paper(play: Cast) -> None:
    made = stage.step(play, flawed(play, submitted=True), "pass", "quality_officer")
    made = stage.step(play, made, "return", "vice_rector", reason="Thiếu nguồn lực")
    page = said(sign_in(play.head).get(url("set", made.public_id)))
    assert "Thiếu nguồn lực" in page
    assert "phiếu nhận xét:" not in page
