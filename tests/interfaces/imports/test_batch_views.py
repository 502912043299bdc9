"""The screens of a batch, as the quality office, a head of unit and a stranger see them; without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khue.interfaces.imports import terms
from khue.interfaces.imports.models import ImportBatch
from khue.people.accounts.models import Person
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import Cast
from tests.interfaces.imports import forty
from tests.interfaces.imports.test_batches import one, send

ClientOf = Callable[[Person], Client]


@pytest.fixture
def batch(school: Cast) -> ImportBatch:
    return send(
        school,
        ("a.html", forty.plan("Khoa Cơ khí")),
        ("b.html", forty.plan("Khoa Điện", more=(forty.NUMBERLESS,))),
        ("c.html", forty.plan("")),
        ("anh.pdf", forty.PNG),
    )


def page(client: Client, name: str, *args: str) -> str:
    return client.get(reverse(f"imports:{name}", args=args)).content.decode()


def test_many_files_are_sent_by_one_plain_form(
    school: Cast, client_of: ClientOf, django_capture_on_commit_callbacks: Any
) -> None:
    files = [SimpleUploadedFile(f"{n}.html", forty.plan("Khoa Cơ khí", seed=n)) for n in range(3)]
    client = client_of(school.quality_officer)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("imports:batches"), {"period": school.period.code, "plans": files})
    made = ImportBatch.objects.get()
    assert answer["Location"] == reverse("imports:batch", args=[made.public_id])
    assert "Đã đọc 3/3 tệp" in page(client, "batch", made.public_id)


def test_the_board_shows_the_piles_and_what_is_asked(school: Cast, client_of: ClientOf, batch: ImportBatch) -> None:
    shown = page(client_of(school.quality_head), "batch", batch.public_id)
    for words in (
        "Xác nhận 1 tệp đọc sạch", "Xem lần lượt 2 tệp", "Mục tiêu 3: câu không có con số", "Trong tệp không ghi tên đơn vị",
        "Tệp là ảnh, không có chữ để đọc.", "gửi bản Word, Excel hoặc PDF có lớp chữ.",
    ):  # fmt: skip
        assert words in shown


def test_the_board_asks_for_itself_only_while_files_are_read(school: Cast, client_of: ClientOf) -> None:
    batch = send(school, ("a.html", forty.plan("Khoa Cơ khí")), read=False)
    client = client_of(school.quality_head)
    assert 'hx-trigger="every 2s"' in page(client, "batch", batch.public_id)
    batch.files.update(state="refused")
    fragment = client.get(
        reverse("imports:batch", args=[batch.public_id]), headers={"HX-Request": "true"}
    ).content.decode()
    assert "every 2s" not in fragment
    assert "<html" not in fragment
    assert 'hx-swap-oob="true"' in fragment


@pytest.mark.parametrize(("part", "status"), [("head", 404), ("other_head", 404), ("teacher", 404), ("stranger", 404)])
def test_others_see_no_batch(school: Cast, client_of: ClientOf, batch: ImportBatch, part: str, status: int) -> None:
    client = client_of(getattr(school, part))
    assert client.get(reverse("imports:batch", args=[batch.public_id])).status_code == status
    assert client.post(reverse("imports:batch-confirm", args=[batch.public_id])).status_code == status
    assert client.get(reverse("imports:batches")).status_code == 403
    assert not ObjectiveSet.objects.exists()


def test_a_head_sees_the_file_of_the_own_unit_only(school: Cast, client_of: ClientOf, batch: ImportBatch) -> None:
    client = client_of(school.head)
    mine, other = one(batch, "a.html"), one(batch, "b.html")
    assert client.get(reverse("imports:plan", args=[mine.public_id])).status_code == 200
    assert client.get(reverse("imports:plan", args=[other.public_id])).status_code == 404


def test_confirming_the_clean_pile_is_handed_to_the_worker(
    school: Cast, client_of: ClientOf, batch: ImportBatch
) -> None:
    client = client_of(school.quality_officer)
    client.post(reverse("imports:batch-confirm", args=[batch.public_id]))
    shown = page(client, "batch", batch.public_id)
    for words in (
        "Đã nhận lệnh xác nhận 1 tệp.",
        "Đang đưa vào bản dự thảo: 0/1 tệp",
        "bấm xác nhận lúc",
        'hx-trigger="every 2s"',
    ):
        assert words in shown
    assert "Xác nhận 1 tệp đọc sạch" not in shown
    assert not ObjectiveSet.objects.exists()
    client.post(reverse("imports:batch-confirm", args=[batch.public_id]))
    assert "Không còn tệp đọc sạch nào để xác nhận." in page(client, "batch", batch.public_id)


def test_the_worker_is_told_once_the_press_is_saved(
    school: Cast, client_of: ClientOf, batch: ImportBatch, django_capture_on_commit_callbacks: Any
) -> None:
    client = client_of(school.quality_officer)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("imports:batch-confirm", args=[batch.public_id]))
    assert ObjectiveSet.objects.get().unit == school.faculty
    assert "đã xác nhận 1 tệp" in page(client, "batch", batch.public_id)


@pytest.mark.parametrize("name", ["plan", "batch-file"])
def test_a_file_that_is_being_written_is_only_looked_at(
    school: Cast, client_of: ClientOf, batch: ImportBatch, name: str
) -> None:
    client, file = client_of(school.quality_officer), one(batch, "a.html")
    client.post(reverse("imports:batch-confirm", args=[batch.public_id]))
    args = [file.public_id] if name == "plan" else [batch.public_id, file.public_id]
    answer = client.get(reverse(f"imports:{name}", args=args))
    assert answer["Location"] == reverse("imports:batch", args=[batch.public_id])


def test_a_settled_file_leads_to_the_next(school: Cast, client_of: ClientOf, batch: ImportBatch) -> None:
    client = client_of(school.quality_officer)
    unnamed, doubtful = one(batch, "c.html"), one(batch, "b.html")
    place = reverse("imports:batch-file", args=[batch.public_id, unnamed.public_id])
    answer = client.post(place, {"unit": school.office.public_id, "period": school.period.code})
    assert answer["Location"] == reverse("imports:plan", args=[unnamed.public_id])
    fresh = one(batch, "c.html")
    answer = client.post(reverse("imports:plan-confirm", args=[unnamed.public_id]), {"revision": fresh.revision})
    assert answer["Location"] == reverse("imports:plan", args=[doubtful.public_id])


def test_the_page_of_a_file_says_where_one_is(school: Cast, client_of: ClientOf, batch: ImportBatch) -> None:
    shown = page(client_of(school.quality_officer), "plan", one(batch, "b.html").public_id)
    assert "Tệp 1 trong 2 tệp cần xem." in shown
    assert "Tệp tiếp theo: c.html" in shown


def test_an_unplaced_file_leads_to_the_question(school: Cast, client_of: ClientOf, batch: ImportBatch) -> None:
    file = one(batch, "c.html")
    answer = client_of(school.quality_officer).get(reverse("imports:plan", args=[file.public_id]))
    assert answer["Location"] == reverse("imports:batch-file", args=[batch.public_id, file.public_id])


def test_a_batch_stands_in_my_work_until_it_is_through(school: Cast, client_of: ClientOf, batch: ImportBatch) -> None:
    words = "Xem và xác nhận 3 tệp kế hoạch của các đơn vị"
    assert words in client_of(school.quality_officer).get("/").content.decode()
    assert words not in client_of(school.head).get("/").content.decode()
    ImportBatch.objects.update(closed_at=school.at)
    assert words not in client_of(school.quality_officer).get("/").content.decode()


def test_my_work_counts_only_files_that_still_wait(school: Cast, client_of: ClientOf, batch: ImportBatch) -> None:
    """Of the four one is refused, one confirmed and one handed on to the worker."""

    def errand() -> str:
        return client_of(school.quality_officer).get("/").content.decode()

    batch.files.filter(file_name="a.html").update(state=terms.CONFIRMED)
    batch.files.filter(file_name="b.html").update(state=terms.ENTERING)
    assert "Xem và xác nhận 1 tệp kế hoạch của các đơn vị" in errand()
    batch.files.filter(file_name="c.html").update(state=terms.WAITING)
    assert "Xem và xác nhận 1 tệp kế hoạch của các đơn vị" in errand()
    batch.files.filter(file_name="c.html").update(state=terms.ENTERING)
    assert "Theo dõi 2 tệp kế hoạch của các đơn vị đang được đưa vào" in errand()


def test_a_form_without_files_asks_for_them(school: Cast, client_of: ClientOf) -> None:
    answer = client_of(school.quality_officer).post(reverse("imports:batches"), {"period": school.period.code})
    assert answer.status_code == 422
    assert "Chọn tệp để gửi." in answer.content.decode()


def test_the_source_of_a_refused_file_can_be_fetched(school: Cast, client_of: ClientOf, batch: ImportBatch) -> None:
    file = one(batch, "anh.pdf")
    url = reverse("imports:batch-source", args=[batch.public_id, file.public_id])
    assert b"".join(client_of(school.quality_head).get(url).streaming_content) == forty.PNG
    assert client_of(school.stranger).get(url).status_code == 404
