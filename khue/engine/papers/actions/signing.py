"""Signing the stored PDF of a paper: here, or elsewhere and brought back. Each signature makes one file more and changes none.

The order is that of Decree 30/2020/NĐ-CP, article 25: the number is given, the competent person signs, then the clerk signs for the
agency. A signature that does not stand the check is not kept: what is in the chain of files was good when it came.
Passphrases and PINs are used and forgotten; they reach neither the database nor the trail.
"""

# `signatures` brings pyHanko with it, a second of importing: it is imported in the functions that sign, never when Khuê starts.

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khue.engine.papers import adapter, queries, rules, terms
from khue.engine.papers.models import MarkImage, Paper, PaperFile, PaperSignature
from khue.engine.records import rules as records
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors, text
from khue.foundation.ui import wording

if TYPE_CHECKING:
    from khue.foundation.office import signatures

LEEWAY = timedelta(minutes=10)
"""How far the clock of another machine may be off."""


JUDGED = (
    "is_intact", "covers_all", "is_trusted", "faults", "stamped_at", "stamped_by", "revocation", "revoked_at",
)  # fmt: skip
"""What a check says of a signature."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A signed file that stood the check, and the file it continues."""

    before: PaperFile
    content: bytes
    capacity: str
    way: str
    signed: signatures.Signed
    earlier: Sequence[signatures.Signed]


def sign_by_file(*, paper: Paper, key: bytes, passphrase: str, by: Any, at: datetime) -> PaperSignature:
    """With a .p12 file. Raises `NotAllowed`, `Conflict`, `Invalid` at `key` (passphrase, another's certificate, not trusted)."""
    from khue.foundation.office import signatures

    return _sign(paper, signatures.file_key(key, passphrase), terms.BY_FILE, by, at)


def sign_by_token(*, paper: Paper, pin: str, by: Any, at: datetime) -> PaperSignature:
    """With the token at the server. Raises as with a file, `Invalid` at `pin`, `Conflict` when the token does not answer."""
    from khue.foundation.office import signatures

    if not has_token():
        raise errors.Conflict("no_token", _("Máy chủ chưa có thiết bị ký. Hãy ký bằng tệp chứng thư."))
    where = signatures.TokenKey(**settings.PKCS11)
    return _sign(paper, signatures.token_key(where, pin), terms.BY_TOKEN, by, at)


def has_token() -> bool:
    """The server was told where its token is."""
    return all(settings.PKCS11.values())


def take_back(*, paper: Paper, content: bytes, by: Any, at: datetime) -> PaperSignature:
    """A file that was signed elsewhere. Raises `Invalid` at `file` with everything that is wrong; the refusal is written down."""
    capacity = rules.check_bring(by, paper, queries.signed_in(paper))
    before = _newest(paper)
    try:
        made = _judged(paper, before, content, capacity, terms.RETURNED, at)
        if not made.signed.is_good:
            _refuse([*made.signed.faults, *_advice(made.signed)])
    except errors.Invalid as refused:
        _tell_refused(paper, refused, by, at)
        raise
    return _keep(paper, made, by, at)


@transaction.atomic
def _tell_refused(paper: Paper, refused: errors.Invalid, by: Any, at: datetime) -> None:
    """A refusal changes nothing but the trail, so this is the whole transaction."""
    data = {"code": paper.code, "reason": refused.message}
    trail.record(institution=paper.institution_id, verb="papers.paper.refused", by=by, at=at, thing=paper, data=data)


def look_again(*, paper: Paper, by: Any, at: datetime) -> list[PaperSignature]:
    """Checks what is signed with the authorities of today, and writes down what was found. The network is asked before that."""
    rules.check_look_again(by, paper)
    rows = queries.signatures_of(paper)
    if not rows:
        raise errors.Conflict("not_signed", _("Văn bản này chưa có chữ ký số."))
    _write_all(paper, rows, _checked(paper, adapter.read(_newest(paper)), at), by, at)
    return rows


@transaction.atomic
def _write_all(
    paper: Paper, rows: Sequence[PaperSignature], found: Sequence[signatures.Signed], by: Any, at: datetime
) -> None:
    trail.take_turn(paper.institution_id)
    for row, one in zip(rows, found, strict=False):  # signed once more in between: that one was checked then
        _write(row, one, at)
        row.save(update_fields=[*JUDGED, "checked_at"])
    good = all(one.is_good for one in rows)
    result = _("mọi chữ ký đều tốt") if good else "; ".join(said for one in rows for said in one.faults)
    data = {"code": paper.code, "result": result}
    trail.record(institution=paper.institution_id, verb="papers.paper.checked", by=by, at=at, thing=paper, data=data)


def _sign(paper: Paper, key: AbstractContextManager[Any], way: str, by: Any, at: datetime) -> PaperSignature:
    """Who may, the holder, the signature, the check; then it is kept, unless somebody was faster."""
    from khue.foundation.office import signatures

    capacity = rules.check_sign(by, paper, queries.signed_in(paper))
    before = _newest(paper)
    content = adapter.read(before)
    with key as signer:
        who = signatures.holder(signer)
        said = _not_expected(paper, capacity, who)
        if said:
            _refuse([said], "pin" if way == terms.BY_TOKEN else "key")
        image = queries.marks(
            paper.institution_id, terms.SEAL if capacity == terms.AGENCY else terms.SIGNATURE, by
        ).first()
        drawn = bytes(image.image) if image is not None else b""
        mark = signatures.Mark(who.name, paper.institution.name, paper.code, drawn)
        place = _place_of_image(paper, content, capacity, image) if image else _place(paper, content, capacity)
        policy = queries.policy_of(paper.institution_id)
        tsa = policy.tsa_url if policy is not None else ""
        whole = signatures.sign(content, signer, at=at, mark=mark, place=place, tsa=tsa)
    made = _judged(paper, before, whole, capacity, way, at)
    if not made.signed.is_good:
        _refuse([*made.signed.faults, *_advice(made.signed)], "pin" if way == terms.BY_TOKEN else "key")
    return _keep(paper, made, by, at)


def _place(paper: Paper, content: bytes, capacity: str) -> signatures.Place | None:
    """Of words: over the printed name of the signer; the agency's in the free upper right corner of the first page (docs/adr/0017)."""
    from khue.foundation.office import signatures

    if capacity == terms.AGENCY:
        return signatures.corner(content)
    titles = paper.signed_as.get("titles") or [""]
    return signatures.above(content, _names(paper)[0], under=str(titles[-1]))


def _place_of_image(paper: Paper, content: bytes, capacity: str, image: MarkImage) -> signatures.Place | None:
    """The person's signature between capacity and name, the seal over its left third (NĐ 30/2020, appendix I, part II, 7đ and 8a)."""
    from khue.foundation.office import signatures

    shape = signatures.proportion(bytes(image.image))
    if capacity == terms.SIGNER:
        titles = paper.signed_as.get("titles") or [""]
        under, name = str(titles[-1]), _names(paper)[0]
        return signatures.between(content, name, under=under, width_mm=image.width_mm, proportion=shape)
    signer = signatures.mark_of(content) or _place(paper, content, terms.SIGNER) or signatures.corner(content)
    return signatures.beside(signer, width_mm=image.width_mm, proportion=shape)


def _judged(paper: Paper, before: PaperFile, content: bytes, capacity: str, way: str, at: datetime) -> _Made:
    """The file with what its newest signature is worth. Raises `Invalid` for a file that is not ours with one signature more."""
    from khue.foundation.office import signatures

    original = adapter.read(before)
    if not content.startswith(original):
        said = _(
            "Đây không phải tệp PDF mà Khuê giữ của văn bản này, hoặc phần mềm ký đã ghi lại cả tệp. "
            "Hãy tải tệp về để ký từ trang này, ký mà không lưu lại bằng chương trình khác."
        )
        _refuse([said])
    found = _checked(paper, content, at)
    added = len(found) - queries.signatures_in(before)
    if added < 1:
        _refuse([_("Tệp chưa có chữ ký số mới. Hãy ký rồi gửi lại.")])
    if added > 1:
        _refuse([_("Tệp có thêm %s chữ ký. Mỗi lần gửi về chỉ nhận một chữ ký.") % added])
    if not signatures.only_signed_since(original, content):
        said = _(
            "Ngoài chữ ký, tệp còn bị sửa hoặc thêm nội dung so với bản của Khuê. "
            "Hãy tải lại tệp, ký mà không sửa gì khác."
        )
        _refuse([said])
    signed = found[-1]
    faults = [one for one in (_not_expected(paper, capacity, signed.who), _untimely(before, signed, at)) if one]
    if faults:
        _refuse(faults)
    if not all(one.is_intact and one.covers_all for one in found):
        _refuse([said for one in found for said in one.faults])
    return _Made(before, content, capacity, way, signed, found[:-1])


def _checked(paper: Paper, content: bytes, at: datetime) -> tuple[signatures.Signed, ...]:
    from khue.foundation.office import signatures

    roots = [bytes(one.certificate) for one in queries.trusted(paper.institution_id)]
    policy = queries.policy_of(paper.institution_id)
    lists = tuple(bytes(one.content) for one in queries.revocation_lists(paper.institution_id))
    sources = signatures.Sources(lists, network=policy is not None and policy.asks_network)
    return signatures.check(content, trusted=roots, at=at, sources=sources)


def _not_expected(paper: Paper, capacity: str, who: signatures.Identity) -> str:
    """Why this holder is not the one whose signature comes next; empty when it is. A registered certificate goes before any name."""
    known = queries.certificate_of(paper.institution_id, who.issuer, who.serial)
    agency = capacity == terms.AGENCY
    wanted = [paper.institution.name] if agency else _names(paper)
    if known is None:
        good = _key(who.name) in {_key(one) for one in wanted} - {""}
    else:
        good = known.person_id is None if agency else known.person_id == paper.signer_id and known.person_id is not None
    if good:
        return ""
    return _(
        "Chứng thư mang tên “%(name)s”, không phải của %(wanted)s. "
        "Dùng đúng chứng thư, hoặc nhờ quản trị ghi chứng thư này cho người ký."
    ) % {
        "name": who.name, "wanted": wanted[0]
    }  # fmt: skip


def _names(paper: Paper) -> list[str]:
    """The signer as printed (“TS. Đặng Thu Hà”) and as certificates have it, without the title."""
    bare = [paper.signer.full_name] if paper.signer is not None else []
    return [str(paper.signed_as.get("name") or paper.signer_name), *bare]


def _key(name: str) -> str:
    return text.fold(text.squash(name))


def _untimely(before: PaperFile, signed: signatures.Signed, at: datetime) -> str:
    """A moment that the signer claims must lie between the making of the file and now: a certificate that ended cannot be dated back."""
    if signed.at is None or before.made_at - LEEWAY <= signed.at <= at + LEEWAY:
        return ""
    return _("Giờ ký ghi trong tệp (%(told)s) không nằm giữa lúc tạo tệp và bây giờ. Hãy chỉnh đồng hồ của máy ký rồi ký lại.") % {
        "told": wording.moment(signed.at)
    }  # fmt: skip


def _advice(signed: signatures.Signed) -> list[str]:
    """What to do about a certificate that nobody here trusts."""
    if signed.is_trusted:
        return []
    return [_("Nhờ quản trị thêm chứng thư của nơi cấp ở mục Chứng thư số, hoặc dùng chứng thư còn hạn.")]


def _refuse(said: Sequence[str], field: str = "file") -> NoReturn:
    raise errors.Invalid("paper.signature", " ".join(said), {field: list(said)})


def _newest(paper: Paper) -> PaperFile:
    found = queries.main_pdf(paper)
    if found is None:
        said = _("Văn bản này không có tệp PDF do Khuê tạo, hoặc tệp đang được tạo; chờ ít phút rồi tải lại trang.")
        raise errors.Conflict("no_pdf", said)
    return found


@transaction.atomic
def _keep(paper: Paper, made: _Made, by: Any, at: datetime) -> PaperSignature:
    """The next file of the chain and its signature, if the file that was signed is still the newest one."""
    trail.take_turn(paper.institution_id)
    locked = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    rules.check_in_force(locked)
    if _newest(locked).pk != made.before.pk:
        _was_faster(locked)
    try:
        with transaction.atomic():
            row = _signature(locked, made, adapter.store(_next(made.before), made.content, at), by, at)
    except IntegrityError:
        _was_faster(locked)
    data = {
        "code": paper.code, "holder": row.holder, "capacity": str(row.get_capacity_display()), "way": str(row.get_way_display()),
        "serial": row.serial, "sha256": row.file.sha256,
    }  # fmt: skip
    trail.record(institution=paper.institution_id, verb="papers.paper.signed", by=by, at=at, thing=paper, data=data)
    return row


def _next(before: PaperFile) -> PaperFile:
    stem = before.name.removesuffix(".pdf")
    name = before.name if before.continues_id else records.safe_name(f"{stem} ({_('đã ký số')}).pdf")
    return PaperFile(
        institution_id=before.institution_id, paper_id=before.paper_id, part=before.part, format=before.format,
        title=before.title, name=name[:200], order=before.order, continues=before,
    )  # fmt: skip


def _signature(paper: Paper, made: _Made, file: PaperFile, by: Any, at: datetime) -> PaperSignature:
    who = made.signed.who
    row = PaperSignature(
        institution_id=paper.institution_id, paper=paper, file=file, order=len(made.earlier), capacity=made.capacity,
        way=made.way, by=by, at=at, holder=who.name[:200], organisation_name=who.organisation[:200], issuer=who.issuer[:200],
        serial=who.serial[:80], claimed_at=made.signed.at,
    )  # fmt: skip
    _write(row, made.signed, at)
    row.save(force_insert=True)
    return row


def _write(row: PaperSignature, found: signatures.Signed, at: datetime) -> None:
    row.is_intact, row.covers_all, row.is_trusted = found.is_intact, found.covers_all, found.is_trusted
    row.faults, row.checked_at = list(found.faults), at
    row.stamped_at, row.stamped_by = found.stamped_at, found.stamped_by[:200]
    row.revocation, row.revoked_at = found.revocation, found.revoked_at


def _was_faster(paper: Paper) -> NoReturn:
    last = paper.signatures.select_related("by").order_by("-order").first()
    who = last.by.display_name if last is not None else _("Người khác")
    said = _("%s vừa ký văn bản này trước. Tải lại trang để xem chữ ký mới.") % who
    raise errors.Conflict("signed_meanwhile", said)
