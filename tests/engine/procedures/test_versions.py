"""Installing procedures: immutable, repeatable, refused when they could not run here."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from khue.engine.procedures import actions, queries
from khue.engine.procedures.language import loader
from khue.engine.procedures.models import ProcedureVersion
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import canonical, errors
from tests.engine.procedures import texts
from tests.engine.procedures.conftest import QT


def install(cast, text=QT, by=None):
    return actions.install_pack(institution=cast.school, text=text, by=by, at=cast.at)


def test_installed_version_holds_the_procedure_and_its_hash(cast, installed) -> None:
    assert installed.read() == loader.load(QT)
    assert installed.content_hash == canonical.content_hash(ProcedureVersion.objects.get().definition)
    assert (installed.issue_number, installed.effective_on) == ("03", date(2018, 9, 1))


def test_install_leaves_one_line_in_the_trail(cast, installed) -> None:
    event = AuditEvent.objects.get(verb="procedures.version.installed")
    assert (event.institution_id, event.data["content_hash"]) == (cast.school.pk, installed.content_hash)


def test_installing_again_changes_nothing(cast, installed) -> None:
    assert install(cast) == installed
    assert ProcedureVersion.objects.count() == 1
    assert AuditEvent.objects.filter(verb="procedures.version.installed").count() == 1


def test_comments_and_order_of_keys_make_no_new_version(cast, installed) -> None:
    assert install(cast, "# ghi chú khác\n" + QT) == installed


def test_other_content_under_the_same_issue_is_refused(cast, installed) -> None:
    with pytest.raises(errors.Conflict, match="Hãy tăng số lần ban hành") as caught:
        install(cast, QT.replace("max_days: 5", "max_days: 9"))
    assert caught.value.code == "issue_exists"


def test_next_issue_stands_beside_the_old_one_and_is_in_force_from_its_day(cast, installed) -> None:
    newer = install(cast, QT.replace('"03"', '"04"').replace("2018-09-01", "2027-01-01"))
    assert queries.version_for(cast.school, "unit", date(2026, 12, 31)) == installed
    assert queries.version_for(cast.school, "unit", date(2027, 1, 1)) == newer


def test_unknown_effect_is_a_fault_at_install(cast, installed) -> None:
    with pytest.raises(loader.Faults, match=r"tests\.fly"):
        install(cast, QT.replace('"03"', '"04"').replace("tests.submit", "tests.fly"))
    assert ProcedureVersion.objects.count() == 1


def test_role_that_the_institution_does_not_have_is_a_fault(cast, deeds) -> None:
    with pytest.raises(loader.Faults, match="Vai trò “dean” chưa có"):
        install(cast, QT.replace("code: clerk", "code: dean").replace("role: clerk", "role: dean"))


def test_text_with_faults_installs_nothing(cast, deeds) -> None:
    with pytest.raises(loader.Faults):
        install(cast, QT.replace("to: 4a", "to: 4x"))
    assert not ProcedureVersion.objects.exists()


def test_only_the_administrator_installs(cast, deeds) -> None:
    with pytest.raises(errors.NotAllowed):
        install(cast, by=cast.head)
    with pytest.raises(errors.NotAllowed):
        install(cast, by=cast.stranger)
    assert install(cast, by=cast.admin).issued_by == cast.admin


def test_a_row_that_was_tampered_with_is_not_run(cast, installed) -> None:
    installed.definition["title"] = "Khác"
    installed.content_hash = "0" * 64
    with pytest.raises(errors.Conflict) as caught:
        installed.read()
    assert caught.value.code == "version_altered"


def test_database_refuses_the_same_issue_twice(installed) -> None:
    installed.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        installed.save(force_insert=True)


def test_missing_and_ambiguous_procedures_are_refused_in_words(cast, installed) -> None:
    on = cast.today
    with pytest.raises(errors.Conflict, match="chưa có quy trình"):
        queries.version_for(cast.other_school, "unit", on)
    install(cast, (texts.PACKS / "hai-buoc.yaml").read_text(encoding="utf-8").replace("objectives.", "tests."))
    with pytest.raises(errors.Conflict, match=r"QT\.MTCL-RG"):
        queries.version_for(cast.school, "unit", on)
    assert queries.version_for(cast.school, "unit", on, procedure="QT.ĐBCL-04") == installed
