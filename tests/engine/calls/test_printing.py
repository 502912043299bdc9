"""The notice as a paper: number, bases, deadline, focal unit, annexes; and that it does not change afterwards."""

from __future__ import annotations

from datetime import timedelta

from khue.engine.calls import actions, printing
from khue.engine.calls.models import Call
from khue.engine.records import documents
from tests import cast as people
from tests.cast import Cast
from tests.engine.calls.conftest import DUE, call_units
from tests.quality.objectives import stage


def words(paper: documents.AdministrativeDocument) -> list[str]:
    return [str(block.text) for block in paper.body if isinstance(block, documents.Paragraph | documents.Heading)]


def test_the_notice_says_what_seed_001_says(play: Cast) -> None:
    stage.issued_school(play)
    paper = printing.notice(call_units(play))
    assert (paper.number, paper.type_name, paper.place, paper.on) == (
        "412/TB-CĐKTKV", "THÔNG BÁO", "Sông Mây", play.today,
    )  # fmt: skip
    assert paper.legal_bases[0].startswith("Căn cứ Quyết định số 318/QĐ-CĐKTKV ngày 07 tháng 9 năm 2026")
    assert words(paper)[-5:] == [
        "2. Thời gian", "Hoàn thành và công bố trước ngày 30/10/2026.", "3. Đầu mối",
        "Phòng Khảo thí - Đảm bảo chất lượng là đầu mối tiếp nhận và theo dõi việc thực hiện của các đơn vị.",
        "Đề nghị lãnh đạo các đơn vị nghiêm túc thực hiện thông báo này./.",
    ]  # fmt: skip
    assert paper.signatures == (documents.Signature(position="HIỆU TRƯỞNG", name="Đặng Thu Hà"),)


def test_the_annexes_are_the_template_and_the_list(play: Cast, call: Call) -> None:
    form, units = printing.notice(call).annexes
    assert (form.label, form.orientation, units.label) == ("Phụ lục I", "landscape", "Phụ lục II")
    (table,) = [one for one in units.body if isinstance(one, documents.Table)]
    assert [row[1].lines[0].text for row in table.rows] == [
        "Phòng Khảo thí - Đảm bảo chất lượng", "Khoa Cơ khí", "Khoa Điện",
    ]  # fmt: skip


def test_what_comes_later_changes_nothing_on_the_paper(play: Cast, call: Call) -> None:
    before = printing.notice(call)
    fresh = people.unit("MOI", "Khoa Mới lập", "faculty", play.school)
    actions.join(call=call, units=[fresh], by=play.quality_head, at=play.at + timedelta(days=2))
    later = DUE + timedelta(days=9)
    done = actions.extend(call=call, due_on=later, reason="Bão", by=play.quality_head, at=play.at)
    assert printing.notice(done) == before


def test_a_notice_without_number_leaves_it_open(play: Cast) -> None:
    paper = printing.notice(call_units(play, number=""))
    assert (paper.number, paper.on) == ("/TB-CĐKTKV", None)
