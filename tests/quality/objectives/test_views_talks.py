"""Comments at the consultation and their answers, on their pages."""

from __future__ import annotations

import pytest

from khue.quality.objectives.models import Comment, ObjectiveSet
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import said, sign_in, url


@pytest.fixture
def shown(play: Cast) -> ObjectiveSet:
    """A set at its consultation."""
    return stage.walk(play, stage.draft(play), "open")


def comment(cast: Cast, objective_set: ObjectiveSet) -> Comment:
    sign_in(cast.teacher).post(url("comment", objective_set.public_id), {"text": "Nên thêm kinh phí."})
    return Comment.objects.get()


def test_a_teacher_comments_on_one_objective(play: Cast, shown: ObjectiveSet) -> None:
    key = shown.objectives.get().public_id
    client = sign_in(play.teacher)
    address = f"{url('comment', shown.public_id)}?muc-tieu={key}"
    assert "Nâng chất lượng đào tạo, phần 1" in said(client.get(address))
    response = client.post(address, {"objective": key, "text": "Chỉ tiêu còn thấp."})
    assert response["Location"] == f"{url('set', shown.public_id)}#mt-{key}"
    assert Comment.objects.get().objective == shown.objectives.get()
    assert "Chỉ tiêu còn thấp." in said(client.get(url("set", shown.public_id)))


def test_an_empty_comment_is_asked_for(play: Cast, shown: ObjectiveSet) -> None:
    response = sign_in(play.teacher).post(url("comment", shown.public_id), {"text": "  "})
    assert response.status_code == 422
    assert "Viết nội dung góp ý trước khi gửi." in said(response)


@pytest.mark.parametrize(("part", "status"), [("other_head", 404), ("stranger", 404)])
def test_commenting_is_for_the_unit(play: Cast, shown: ObjectiveSet, part: str, status: int) -> None:
    client = sign_in(getattr(play, part))
    assert client.post(url("comment", shown.public_id), {"text": "x"}).status_code == status
    assert not Comment.objects.exists()


def test_commenting_ends_with_the_consultation(play: Cast, shown: ObjectiveSet) -> None:
    stage.step(play, shown, "close", "head")
    response = sign_in(play.teacher).post(url("comment", shown.public_id), {"text": "muộn rồi"})
    assert response.status_code == 409
    assert "không ở bước lấy ý kiến" in said(response)


def test_answering_shows_beside_the_comment(play: Cast, shown: ObjectiveSet) -> None:
    found = comment(play, shown)
    address = url("comment-answer", shown.public_id, found.pk)
    client = sign_in(play.head)
    client.post(address, {"response": "accepted", "response_text": "Đã bổ sung."})
    page = said(client.get(url("set", shown.public_id)))
    assert "Đã tiếp thu" in page
    assert "Tạ Đình Sơn: Đã bổ sung." in page


def test_keeping_the_words_needs_an_explanation(play: Cast, shown: ObjectiveSet) -> None:
    found = comment(play, shown)
    address = url("comment-answer", shown.public_id, found.pk)
    response = sign_in(play.head).post(address, {"response": "declined", "response_text": ""})
    assert response.status_code == 422
    assert "Giữ nguyên thì phải giải trình lý do." in said(response)
    assert "Chọn “Tiếp thu” hoặc “Giải trình”." in said(sign_in(play.head).post(address, {}))


@pytest.mark.parametrize(("part", "status"), [("teacher", 403), ("other_head", 404), ("stranger", 404)])
def test_answering_is_for_the_writers(play: Cast, shown: ObjectiveSet, part: str, status: int) -> None:
    found = comment(play, shown)
    address = url("comment-answer", shown.public_id, found.pk)
    assert sign_in(getattr(play, part)).post(address, {"response": "accepted"}).status_code == status
    found.refresh_from_db()
    assert found.response == ""
