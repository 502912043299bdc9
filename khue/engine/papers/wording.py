"""What each verb of this app means, in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khue.foundation.audit_trail import wording

SENTENCES = {
    "papers.paper.numbered": _("Cấp số {code} ngày {issued_on}: {abstract}"),
    "papers.paper.entered": _("Ghi vào sổ số {code} ngày {issued_on}, đã cấp ở nơi khác: {abstract}"),
    "papers.paper.issued": _("Ban hành {code} đến {recipients}"),
    "papers.paper.acknowledged": _("{recipient} xác nhận đã nhận {code}"),
    "papers.paper.reminded": _("Nhắc xác nhận đã nhận {code}: {recipients}"),
    "papers.paper.recalled": _("Thu hồi {code}[ theo {by_code}]. Lý do: {reason}"),
    "papers.paper.replaced": _("{code} được thay thế bằng {by_code}[ ({part})]"),
    "papers.paper.built": _("Tạo {files} tệp của {code}"),
    "papers.paper.signed": _("Ký số {code}: {holder}, {capacity}, bằng {way}"),
    "papers.paper.checked": _("Kiểm tra chữ ký số của {code}: {result}"),
    "papers.paper.refused": _("Không nhận tệp đã ký của {code}: {reason}"),
    "papers.mark.put": _("Đưa {kind} vào để ký văn bản, rộng {width} mm"),
    "papers.mark.removed": _("Bỏ {kind} dùng khi ký văn bản"),
    "papers.policy.set": _("Đặt cách kiểm tra chữ ký số: dấu thời gian {tsa}, hỏi qua mạng: {network}"),
    "papers.list.added": _("Thêm danh sách chứng thư bị thu hồi của {issuer}, ngày {issued_on}"),
    "papers.list.removed": _("Bỏ danh sách chứng thư bị thu hồi của {issuer}"),
    "papers.authority.trusted": _("Tin cậy chứng thư của {name}, có hiệu lực đến {valid_to}"),
    "papers.authority.removed": _("Bỏ {name} khỏi danh sách tin cậy"),
    "papers.certificate.registered": _("Ghi chứng thư {holder} của {owner}"),
    "papers.certificate.removed": _("Bỏ chứng thư {holder} của {owner}"),
}


def register() -> None:
    """Hand the sentences to the journal."""
    wording.register(SENTENCES, area="papers", label=_("Văn bản đi"))
