"""Forms that speak Vietnamese: every field says what to write, with an example, and never only “không hợp lệ”."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, ClassVar, Protocol, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khue.foundation.kernel import errors, numbers, text
from khue.foundation.ui import wording


class Addressed(Protocol):
    """A row that pages show by a name of its own, not by its key."""

    @property
    def public_id(self) -> str: ...


Thing = TypeVar("Thing")
Row = TypeVar("Row", bound=Addressed)
Choices = Iterable[tuple[Any, Any]]
_BARE = (forms.HiddenInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


def sent(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]:
    """What a form is bound to, `SomeForm(*sent(request))`: data and files of a POST, however empty; nothing of a GET."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


class Form(forms.Form):
    """The base of all our forms: text is normalised at the border, what is missing is asked for by name."""

    required_css_class = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.optional: dict[str, str] = {}
        for name, field in self.fields.items():
            _ask_by_name(field, str(field.label or name))

    def offer(self, name: str, choices: Choices | Callable[[], Choices]) -> None:
        """The choices of a field; those that a function gives are made when the field is shown."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} has no choices")
        field.choices = choices if callable(choices) else list(choices)

    def offer_rows(self, name: str, rows: QuerySet[Any]) -> None:
        """The rows of the database that a field chooses among."""
        field = self.fields[name]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError(f"{name} chooses no rows")
        field.queryset = rows

    def offer_things(
        self, name: str, things: Mapping[str, Thing], words: Callable[[Thing], Any], *, before: Choices = ()
    ) -> None:
        """Things by their key, shown by their words; the clean value is the thing itself. Choices `before` them are no thing."""
        field = self.fields[name]
        if not isinstance(field, ThingField | ThingsField):
            raise TypeError(f"{name} chooses no things")
        field.things = things
        field.choices = [*before, *((key, words(one)) for key, one in things.items())]

    def say_optional(self, names: Iterable[str], words: str = "") -> None:
        """What stands behind the labels of fields that may stay empty, instead of “(không bắt buộc)”: when they are needed, or nothing."""
        self.optional |= dict.fromkeys(names, words)

    def refuse(self, refusal: errors.Refused) -> None:
        """Shows what an action refused at the fields it names, or above the form."""
        fields: dict[str, list[str]] = getattr(refusal, "fields", {})
        for name, said in fields.items():
            self.add_error(name if name in self.fields else None, list(said))
        if not fields:
            self.add_error(None, refusal.message)


class ThingField(forms.ChoiceField):
    """One of the things at hand (`Form.offer_things`), None where none was chosen."""

    things: Mapping[str, Any] = MappingProxyType({})

    def clean(self, value: Any) -> Any:
        return self.things.get(super().clean(value))


class ThingsField(forms.MultipleChoiceField):
    """Several of the things at hand: a list."""

    widget = forms.CheckboxSelectMultiple
    things: Mapping[str, Any] = MappingProxyType({})

    def clean(self, value: Any) -> list[Any]:
        return [self.things[key] for key in super().clean(value)]


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows by what addresses show of them."""
    return {row.public_id: row for row in rows}


class CharField(forms.CharField):
    """Text in NFC; decomposed letters of old files and of macOS are joined (stack.md, trap 14)."""

    def to_python(self, value: Any) -> str:
        return text.nfc(super().to_python(value) or "")


class DateField(forms.DateField):
    """25/12/2027."""

    widget = forms.DateInput(
        format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}
    )
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": gettext_lazy("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 25/12/2027."),
        "year": gettext_lazy("Năm %(year)s không hợp lý. Ghi năm từ 1900 đến 2200."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y"], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return wording.day(value) if isinstance(value, date) else value

    def validate(self, value: Any) -> None:
        """A slip such as 0206 for 2026 is a day to Python, but not one from which days can be counted on."""
        super().validate(value)
        if value is not None and not 1900 <= value.year <= 2200:
            raise ValidationError(self.error_messages["year"], code="year", params={"year": value.year})


class DecimalField(forms.Field):
    """“92,5”, “1.200”: a Decimal, within `min_value` and `max_value`."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": gettext_lazy("Ghi số kiểu Việt Nam, ví dụ 94,5 hoặc 1.200."),
        "min": gettext_lazy("Ghi số từ %(limit)s trở lên."),
        "max": gettext_lazy("Ghi số không quá %(limit)s."),
    }

    def __init__(
        self, *, min_value: Decimal | int | None = None, max_value: Decimal | int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    def prepare_value(self, value: Any) -> Any:
        return numbers.format_number(value) if isinstance(value, Decimal | int | float) else value

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            return numbers.parse_number(str(value))
        except errors.Invalid:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            self._out_of_range("min", self.min_value)
        if self.max_value is not None and value > self.max_value:
            self._out_of_range("max", self.max_value)

    def _out_of_range(self, code: str, limit: Decimal | int) -> None:
        raise ValidationError(self.error_messages[code], code=code, params={"limit": numbers.format_number(limit)})


class IntegerField(DecimalField):
    """“1.200”: an int."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": gettext_lazy("Ghi số nguyên, ví dụ 12 hoặc 1.200.")}

    def to_python(self, value: Any) -> Any:
        read = super().to_python(value)
        if read is not None and read != int(read):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return None if read is None else int(read)


class FileField(forms.FileField):
    """One file of the kinds and the size that are allowed; what is wrong is said with the limit."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "empty": gettext_lazy("Tệp không có nội dung. Mở tệp kiểm tra rồi gửi lại."),
        "too_large": gettext_lazy(
            "Tệp “%(name)s” nặng %(size)s, quá mức %(limit)s. Bỏ bớt ảnh hoặc chia tệp rồi gửi lại."
        ),
        "kind": gettext_lazy("Không nhận tệp “%(name)s”. Gửi tệp có đuôi %(kinds)s."),
    }

    def __init__(self, *, max_bytes: int = 20 * 1024 * 1024, kinds: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_bytes, self.kinds = max_bytes, tuple(kinds)
        if self.kinds:
            self.widget.attrs["accept"] = ",".join(self.kinds)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            self.check(file)
        return file

    def check(self, file: UploadedFile) -> None:
        """Raises ValidationError for a file that is too large or of another kind."""
        name, weight = file.name or "", file.size or 0
        if self.kinds and PurePath(name).suffix.lower() not in self.kinds:
            params = {"name": name, "kinds": ", ".join(self.kinds)}
            raise ValidationError(self.error_messages["kind"], code="kind", params=params)
        if weight > self.max_bytes:
            sizes = {"name": name, "size": wording.size(weight), "limit": wording.size(self.max_bytes)}
            raise ValidationError(self.error_messages["too_large"], code="too_large", params=sizes)


class _ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(FileField):
    """Several files at once: a list."""

    widget = _ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        if not [file for file in files if file]:
            super().clean(None, initial)
            return []
        return [super(FilesField, self).clean(file, initial) for file in files if file]


def widget(bound: forms.BoundField, **attrs: Any) -> SafeString:
    """The input of a field with the classes and the aria attributes our stylesheet and screen readers expect.

    An attribute given as None is taken away, an empty one is left as the form has it.
    """
    kind = bound.field.widget
    shown = {name.replace("_", "-"): False if value is None else value for name, value in attrs.items() if value != ""}
    if not isinstance(kind, _BARE):
        shown["class"] = " ".join(
            filter(None, (_css(kind), "is-invalid" if bound.errors else "", str(shown.get("class") or "")))
        )
    return bound.as_widget(attrs=shown)


def optional(bound: forms.BoundField) -> str:
    """What stands behind the label of a field that may stay empty; nothing where it must not, or the form says nothing."""
    if bound.field.required:
        return ""
    told: Mapping[str, str] = getattr(bound.form, "optional", {})
    return told.get(bound.name, _("(không bắt buộc)"))


def _css(kind: forms.Widget) -> str:
    if isinstance(kind, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(kind, forms.Select) else "form-control"


def _ask_by_name(field: forms.Field, label: str) -> None:
    """“Nhập họ và tên.”, “Chọn đơn vị.”, “Chọn tệp để gửi.” instead of one sentence for all, unless the form says better."""
    if field.error_messages.get("required") is not forms.Field.default_error_messages["required"]:
        return
    if isinstance(field, forms.FileField):
        field.error_messages["required"] = _("Chọn tệp để gửi.")
    else:
        verb = _("Chọn %(label)s.") if isinstance(field, forms.ChoiceField) else _("Nhập %(label)s.")
        field.error_messages["required"] = verb % {"label": label[:1].lower() + label[1:]}
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        field.error_messages["invalid_choice"] = _("Chọn một dòng có trong danh sách.")
