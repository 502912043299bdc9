"""Forms of the register, of the end of a paper, and of its signatures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from khue.engine.papers import terms
from khue.foundation.ui import forms as ui
from khue.people.accounts.models import Person
from khue.people.organisation.models import Unit

CERTIFICATES, CERTIFICATE_BYTES = (".cer", ".crt", ".pem", ".der"), 200 * 1024


class LineForm(ui.Form):
    """A line of the register written by hand: the next number, or one that was given elsewhere."""

    kind = forms.ChoiceField(label=__("Loại văn bản"), choices=terms.KINDS)
    number = ui.CharField(
        label=__("Số, ký hiệu"), max_length=80, required=False,
        help_text=__("Để trống thì Khuê cấp số tiếp theo. Số đã cấp ở nơi khác thì ghi vào, ví dụ 317/QĐ-CĐKTKV."),
    )  # fmt: skip
    issued_on = ui.DateField(label=__("Ngày văn bản"))
    abstract = ui.CharField(label=__("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    signer_name = ui.CharField(label=__("Người ký"), max_length=120)
    unit = ui.ThingField(label=__("Đơn vị soạn"))

    def __init__(self, *args: Any, units: Sequence[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer_things("unit", ui.by_id(units), lambda unit: unit.name)


class RecallForm(ui.Form):
    """Why a paper is recalled; the reason stands on it for whoever reads it."""

    reason = ui.CharField(
        label=__("Lý do thu hồi"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": __("Ghi lý do, ví dụ: sai căn cứ ban hành.")},
    )  # fmt: skip
    number = ui.CharField(
        label=__("Số quyết định thu hồi"), max_length=80, required=False,
        help_text=__("Nếu có, ví dụ 325/QĐ-CĐKTKV. Số này in trên từng trang của bản đã thu hồi."),
    )  # fmt: skip


class SignForm(ui.Form):
    """With what the person signs. The passphrase and the PIN are never shown again and never kept."""

    way = forms.ChoiceField(label=__("Ký bằng"), choices=terms.WAYS[:2], initial=terms.BY_FILE)
    key = ui.FileField(
        label=__("Tệp chứng thư"), required=False, kinds=(".p12", ".pfx"), max_bytes=CERTIFICATE_BYTES,
        error_messages={"required": __("Chọn tệp chứng thư .p12 hoặc .pfx.")},
        help_text=__("Tệp .p12 hoặc .pfx có khóa bí mật. Khuê dùng một lần rồi bỏ, không lưu."),
    )  # fmt: skip
    passphrase = forms.CharField(
        label=__("Mật khẩu của tệp"), required=False, strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )  # fmt: skip
    pin = forms.CharField(
        label=__("Mã PIN của thiết bị ký"), required=False, strip=False, max_length=60,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, has_token: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.say_optional(("key", "passphrase"), _("(khi ký bằng tệp)"))
        self.say_optional(("pin",), _("(khi ký bằng thiết bị)"))
        if not has_token:
            self.fields["way"].widget = forms.HiddenInput()
            self.fields["way"].required = False
            del self.fields["pin"]
            self.fields["key"].required = self.fields["passphrase"].required = True

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["way"] = said.get("way") if "pin" in self.fields and said.get("way") else terms.BY_FILE
        if said["way"] == terms.BY_FILE and not said.get("key") and "key" not in self.errors:  # both ways are offered
            self.add_error("key", _("Chọn tệp chứng thư .p12 hoặc .pfx."))
        if said["way"] == terms.BY_TOKEN and not said.get("pin"):
            self.add_error("pin", _("Nhập mã PIN của thiết bị ký."))
        return said


class SignedFileForm(ui.Form):
    """What came back from an outside signing program."""

    file = ui.FileField(label=__("Tệp PDF đã ký"), kinds=(".pdf",))


class MarkForm(ui.Form):
    """The image of a seal or of a signature, and how wide it is printed."""

    file = ui.FileField(
        label=__("Ảnh PNG"), kinds=(".png",), max_bytes=2 * 1024 * 1024,
        help_text=__("PNG nền trong suốt, quét từ 300 dpi; Khuê tự cắt sát nét."),
    )  # fmt: skip
    width_mm = ui.IntegerField(label=__("Chiều ngang khi in (mm)"))

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        least, most, usual = terms.WIDTHS_MM[kind]
        super().__init__(*args, initial={"width_mm": usual}, **more)
        seal = kind == terms.SEAL
        told = __("Đúng kích thước thật của con dấu, từ %(a)s đến %(b)s.") if seal else __("Từ %(a)s đến %(b)s.")
        self.fields["width_mm"].help_text = told % {"a": least, "b": most}


class AuthorityForm(ui.Form):
    certificate = ui.FileField(
        label=__("Chứng thư của nơi cấp"), kinds=CERTIFICATES, max_bytes=CERTIFICATE_BYTES,
        help_text=__("Chứng thư gốc của nơi cấp chữ ký số cho trường, tải ở trang chính thức của nơi ấy."),
    )  # fmt: skip


class PolicyForm(ui.Form):
    """What else is asked of signatures."""

    tsa_url = ui.CharField(
        label=__("Máy chủ dấu thời gian"), required=False, max_length=300,
        help_text=__("Địa chỉ theo RFC 3161 do nơi cấp chữ ký số cho biết. Để trống thì chữ ký không có dấu thời gian."),
    )  # fmt: skip
    asks_network = forms.BooleanField(
        label=__("Hỏi nơi cấp qua mạng xem chứng thư có bị thu hồi không (OCSP, CRL)"), required=False
    )


class ListForm(ui.Form):
    list = ui.FileField(
        label=__("Danh sách chứng thư bị thu hồi"), kinds=(".crl", ".pem", ".der"), max_bytes=20 * 1024 * 1024,
        help_text=__("Tệp .crl tải ở trang của nơi cấp; có ngày hết hạn, quá ngày thì tải tệp mới."),
    )  # fmt: skip


class CertificateForm(ui.Form):
    """A certificate and whose it is: somebody's of the institution, or the agency's own."""

    person = ui.ThingField(label=__("Của ai"))
    certificate = ui.FileField(
        label=__("Chứng thư"), kinds=CERTIFICATES, max_bytes=CERTIFICATE_BYTES,
        help_text=__("Phần công khai, không có khóa bí mật: tệp .cer, .crt hoặc .pem."),
    )  # fmt: skip

    def __init__(self, *args: Any, institution: Unit, people: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        own = [("co-quan", institution.name)]
        self.offer_things("person", ui.by_id(people), lambda one: one.display_name, before=own)
