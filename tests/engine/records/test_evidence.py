"""Evidence is kept once, under its hash, by who may, and leaves its trail."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError

from khue.engine.records import actions, queries, rules, terms
from khue.engine.records.models import Evidence, EvidenceUse
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from tests.cast import Cast
from tests.engine.records.conftest import PDF, file, package

Add = Callable[..., Evidence]


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def test_a_file_is_kept_with_what_it_really_is(add: Add) -> None:
    made = add()
    assert (made.file_name, made.mime, made.size) == ("Báo cáo quý I.pdf", "application/pdf", len(PDF))
    assert made.sha256 == hashlib.sha256(PDF).hexdigest()
    with made.file.open("rb") as stored:
        assert stored.read() == PDF
    assert verbs() == ["records.evidence.added"]


def test_the_day_of_effect_is_not_the_day_of_upload(add: Add, cast: Cast) -> None:
    made = add(effective_on=date(2025, 11, 3))
    assert (made.effective_on, made.added_at) == (date(2025, 11, 3), cast.at)


def test_the_same_file_twice_is_one_piece(add: Add, cast: Cast) -> None:
    first, second = add(), add(title="Tên khác", file=file(name="khac.pdf"), by=cast.quality_head)
    assert second.pk == first.pk
    assert Evidence.objects.get().title == "Báo cáo hiệu suất đào tạo"
    assert verbs() == ["records.evidence.added"]


def test_the_same_file_in_another_school_is_another_piece(add: Add, cast: Cast) -> None:
    other = {"institution": cast.other_school, "unit": cast.other_school, "by": cast.stranger}
    with pytest.raises(errors.NotAllowed):
        add(**other)  # a rector of the cast looks, and adds nothing
    assert add().institution == cast.school
    assert queries.same_file(cast.other_school, hashlib.sha256(PDF).hexdigest()) is None


def test_a_file_kept_by_a_unit_one_may_not_see_is_not_shown(add: Add, cast: Cast) -> None:
    add()
    with pytest.raises(errors.Conflict) as refusal:
        add(unit=cast.other_faculty, by=cast.other_head)
    assert refusal.value.code == "evidence.kept_elsewhere"


def test_the_same_link_of_the_same_day_is_one_piece(add: Add) -> None:
    first = add(url="https://khuevan.example/bao-cao")
    assert add(url="https://khuevan.example/bao-cao") == first
    assert add(url="https://khuevan.example/bao-cao", effective_on=date(2026, 2, 1)) != first
    assert (first.sha256, first.is_link) == ("", True)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " \u00a0 "}, "title"),
        ({"title": "a" * 301}, "title"),
        ({"confidentiality": "secret"}, "confidentiality"),
        ({"effective_on": date(2099, 1, 1)}, "effective_on"),
        ({"url": "https://khuevan.example/a", "file": file()}, "file"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "ftp://khuevan.example/a"}, "url"),
        ({"file": None}, "file"),
        ({"file": file(b"MZ\x90\x00", "chay.exe")}, "file"),
        ({"file": file(b"<html>", "trang.html")}, "file"),
        ({"file": file(b"MZ\x90\x00" * 9, "bao-cao.pdf")}, "file"),
        ({"file": file(package("xl/workbook.xml"), "bao-cao.docx")}, "file"),
        ({"file": file(b"PK\x03\x04 cut", "bao-cao.docx")}, "file"),
        ({"file": file(b"so lieu\x00\x00", "so-lieu.txt")}, "file"),
        (
            {
                "file": file(
                    package("word/document.xml").replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\x63"), "x.docx"
                )
            },
            "file",
        ),
    ],
)
def test_what_is_malformed_is_refused_in_words_at_its_field(add: Add, more: dict, field: str) -> None:
    with pytest.raises(errors.Invalid) as refusal:
        add(**more)
    assert list(refusal.value.fields) == [field]
    assert (Evidence.objects.count(), verbs()) == (0, [])


def test_an_empty_file_and_a_huge_one_are_refused(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(errors.Unreadable):
        add(file=file(b""))
    monkeypatch.setattr(terms, "MAX_BYTES", 1024 * 1024)
    with pytest.raises(errors.TooLarge, match="1 MB"):
        add(file=file(PDF + b"0" * 1024 * 1024))
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "name", "mime"),
    [
        (package("word/document.xml"), "kế hoạch.DOCX", terms.KINDS[".docx"].mime),
        (package("xl/workbook.xml"), "số liệu.xlsx", terms.KINDS[".xlsx"].mime),
        (package("ảnh 1.jpg", "ảnh 2.jpg"), "ảnh.zip", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "cu.doc", "application/msword"),
        (b"\xff\xd8\xff\xe0 photo", "IMG_0001.JPG", "image/jpeg"),
        (b"\x00\x00\x00\x18ftypheic", "IMG_0002.HEIC", "image/heic"),
        ("TT;Tên\n1;Á".encode(), "danh sách.csv", "text/csv"),
        ("\ufeffGhi chú".encode("utf-16"), "ghi chu.txt", "text/plain"),
    ],
)
def test_the_kind_is_told_by_the_content(add: Add, content: bytes, name: str, mime: str) -> None:
    made = add(file=file(content, name))
    assert made.mime == mime
    assert made.file_name.endswith(name[-4:].lower())


def test_only_who_may_add_for_the_unit_adds(add: Add, cast: Cast) -> None:
    for person in (cast.other_head, cast.stranger, cast.auditor, cast.admin):
        with pytest.raises(errors.NotAllowed):
            add(by=person)
    assert add(by=cast.teacher).added_by == cast.teacher


def test_a_unit_of_another_school_is_refused(add: Add, cast: Cast) -> None:
    with pytest.raises(errors.Conflict):
        add(unit=cast.other_school)


def test_nothing_is_kept_when_the_trail_breaks(add: Add, break_journal: Any) -> None:
    with pytest.raises(break_journal()):
        add()
    assert Evidence.objects.count() == 0


def test_two_who_send_the_same_file_in_one_moment_get_one_piece(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    first = add()
    looked: list[str] = []

    def blind_at_first(institution: object, sha256: str) -> Evidence | None:
        looked.append(sha256)
        return None if len(looked) == 1 else first

    monkeypatch.setattr(queries, "same_file", blind_at_first)
    assert add() == first
    assert len(looked) == 2


def test_a_row_is_a_file_or_a_link_and_never_both(add: Add, cast: Cast) -> None:
    made = add()
    with pytest.raises(IntegrityError):
        Evidence.objects.filter(pk=made.pk).update(url="https://khuevan.example/")


def test_attaching_twice_is_one_use_and_one_event(add: Add, cast: Cast) -> None:
    made = add()
    told = {"subject_type": "organisation.unit", "subject_id": cast.faculty.pk, "by": cast.head, "at": cast.at}
    first = actions.attach(evidence=made, **told)
    assert actions.attach(evidence=made, **told) == first
    assert verbs() == ["records.evidence.added", "records.evidence.attached"]
    assert queries.of_subject(cast.head, "organisation.unit", cast.faculty.pk) == [made]


def test_the_event_of_a_use_stands_in_the_history_of_what_it_is_about(add: Add, cast: Cast) -> None:
    told = {"subject_type": "x.y", "subject_id": 1, "by": cast.head, "at": cast.at, "about": cast.faculty}
    actions.attach(evidence=add(), **told)
    event = AuditEvent.objects.get(verb="records.evidence.attached")
    assert (event.about_type, event.about_id) == ("organisation.unit", cast.faculty.pk)


def test_detaching_keeps_the_piece(add: Add, cast: Cast) -> None:
    made = add()
    use = actions.attach(evidence=made, subject_type="x.y", subject_id=1, by=cast.head, at=cast.at)
    with pytest.raises(errors.NotAllowed):
        actions.detach(use=use, by=cast.rector, at=cast.at)
    actions.detach(use=use, by=cast.head, at=cast.at)
    assert (EvidenceUse.objects.count(), Evidence.objects.count()) == (0, 1)
    assert verbs()[-1] == "records.evidence.detached"


def test_who_may_not_see_a_piece_may_not_use_it(add: Add, cast: Cast) -> None:
    made = add()
    with pytest.raises(errors.NotFound):
        actions.attach(evidence=made, subject_type="x.y", subject_id=1, by=cast.other_head, at=cast.at)
    assert EvidenceUse.objects.count() == 0


def test_correcting_says_what_was_and_what_is(add: Add, cast: Cast) -> None:
    made = add()
    told = {"title": made.title, "code": "H2.04.01", "effective_on": date(2026, 1, 19), "confidentiality": "public"}
    actions.correct_evidence(evidence=made, by=cast.head, at=cast.at + timedelta(days=1), **told)
    event = AuditEvent.objects.get(verb="records.evidence.corrected")
    assert event.data["before"] == {"code": "", "effective_on": "2026-01-20", "confidentiality": "internal"}
    actions.correct_evidence(evidence=made, by=cast.head, at=cast.at, **told)
    assert verbs().count("records.evidence.corrected") == 1


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\an\\Báo cáo.PDF", "Báo cáo.pdf"),
        ("a\x00b<c>|d?.pdf", "a b c d.pdf"),
        ("...pdf", "pdf"),
        ("", "tep"),
        ("Kế hoạch " * 40 + ".docx", ("Kế hoạch " * 40)[:115].strip() + ".docx"),
    ],
)
def test_names_of_files_are_made_safe(given: str, safe: str) -> None:

    assert rules.safe_name(given) == safe


def test_the_file_lies_under_its_hash_and_not_under_its_name(add: Add, cast: Cast) -> None:
    made = add(file=file(name="../../../xau.pdf"))
    assert made.file.name == f"minh-chung/{cast.school.pk}/{made.sha256[:2]}/{made.sha256}.pdf"
    assert default_storage.exists(made.file.name)
