"""A decision on its way to two good signatures: signed by the rector, stamped by the clerk; taken back from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import Page

from khue.engine.papers import adapter
from khue.engine.papers.models import Paper
from khue.foundation.office import signatures
from khue.people.accounts.models import Person
from khue.quality.objectives.actions import issuing
from tests import cast as cast_stage
from tests.cast import Cast
from tests.engine.papers import signed
from tests.engine.papers.signed import no_token
from tests.foundation.office import certificates
from tests.foundation.office.certificates import PASSPHRASE
from tests.foundation.office.test_comparing import add_words, changed
from tests.journeys import papers
from tests.journeys.clock import Clock
from tests.journeys.walk import Hall, Walk
from tests.quality.objectives import stage

__all__ = ["no_token"]
PDF, P12, PEM = "application/pdf", "application/x-pkcs12", "application/x-pem-file"


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def hall(
    request: pytest.FixtureRequest, open_page: Callable[..., Page], sign_in: Callable[..., Page],
    axe: Callable[[Page], None], clock: Clock,
) -> Hall:  # fmt: skip
    return Hall(open_page, sign_in, axe, clock, script=request.param)


@pytest.fixture
def clerk(school: Cast) -> Person:
    """Who keeps the seal."""
    made = cast_stage.person("clerk", "Lã Thanh Tùng")
    cast_stage.appoint(made, "Văn thư", school.office)
    cast_stage.grant(made, "clerk", school.school)
    return made


@pytest.fixture
def decision(school: Cast) -> Paper:
    """The school's objectives, issued under the rector's name, its files made."""
    draft = stage.draft(school, by=school.quality_head, unit=school.school)
    made = stage.walk(school, draft, "approve", stage.SCHOOL_WAY)
    order = issuing.Order(decided_on=school.today)
    sent = issuing.issue_together(sets=[made], order=order, by=school.quality_officer, at=school.at)
    adapter.build.call(sent.pk)
    return Paper.objects.get()


def test_a_decision_is_signed_stamped_and_verified(hall: Hall, school: Cast, clerk: Person, decision: Paper) -> None:
    home = f"/van-ban/{decision.public_id}/"
    admin = hall.enter(school.admin).go("/van-ban/chung-thu/").reads("Chưa tin cậy nơi cấp nào")
    admin.follow("Thêm nơi cấp tin cậy").attach(
        "certificate", papers.upload("goc.pem", certificates.holder().root, PEM)
    )
    admin.press("Lưu").is_told("Đã tin cậy chứng thư của CA thử nghiệm")
    assert hall.enter(clerk).status_of(f"{home}ky-so/") == 403  # the signer comes first
    rector = hall.enter(school.rector).go(home).reads("Chưa ký số").follow("Ký số")
    _key(rector, signed.RECTOR, "sai").is_asked("kiểm tra mật khẩu của tệp")
    _key(rector, signed.RECTOR).is_told("Đã ghi chữ ký số của Đặng Thu Hà")
    hall.clock.pass_(hours=1)
    stamped = _key(hall.enter(clerk).go(home).follow("Ký số").reads("Ký với tư cách: cơ quan"), school.school.name)
    stamped.is_told(f"Đã ghi chữ ký số của {school.school.name}").press("Kiểm tra lại").is_told("mọi chữ ký đều tốt")
    reader = hall.enter(school.teacher).go(home).reads("Người có thẩm quyền", "Bao trùm cả văn bản")
    _verify(reader, school.school.name)


def test_a_file_signed_elsewhere_comes_back_and_an_altered_one_is_refused(
    hall: Hall, school: Cast, clerk: Person, decision: Paper
) -> None:
    signed.trust(school)
    walk = hall.enter(clerk).go(f"/van-ban/{decision.public_id}/")
    ours = _newest(walk)
    walk.follow("Nhận bản đã ký")
    forged = _apart(signed.elsewhere, school, changed(ours, add_words), at=hall.clock.at)
    _hand_in(walk, forged).is_asked("Ngoài chữ ký, tệp còn bị sửa")
    _hand_in(walk, ours).is_asked("Tệp chưa có chữ ký số mới")
    good = _apart(signed.elsewhere, school, ours, at=hall.clock.at)
    _hand_in(walk, good).is_told("Đã ghi chữ ký số của Đặng Thu Hà").reads("ký ở nơi khác, gửi về")
    assert _newest(walk) == good


def _key(walk: Walk, name: str, passphrase: str = PASSPHRASE) -> Walk:
    walk.attach("key", papers.upload("khoa.p12", certificates.holder(name).file, P12)).write(passphrase=passphrase)
    return walk.press("Ký số", walk.page.get_by_role("form", name="Ký số văn bản"))


def _hand_in(walk: Walk, content: bytes) -> Walk:
    return walk.attach("file", papers.upload("da-ky.pdf", content, PDF)).press("Kiểm tra và nhận")


def _newest(walk: Walk) -> bytes:
    """The decision as its page offers it now."""
    link = walk.page.get_by_role("link", name="Quyết định số").filter(has_text="PDF").first
    return walk.file_at(str(link.get_attribute("href")))


def _verify(walk: Walk, agency: str) -> None:
    """Whoever reads the decision has a file in which both signatures are good."""
    roots = [certificates.holder().root]
    found = _apart(signatures.check, _newest(walk), trusted=roots, at=walk.hall.clock.at)
    assert [(one.who.name, one.is_good) for one in found] == [(signed.RECTOR, True), (agency, True)]


def _apart(deed: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """In another thread: pyHanko begins a loop of events, and the browser's runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(deed, *args, **named).result()
