"""Which workbook of units and people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khue.foundation.ui import forms
from khue.interfaces.imports.importing.people import LIMITS


class PeopleForm(forms.Form):
    file = forms.FileField(label=_("Tệp Excel đã điền"), max_bytes=LIMITS.bytes, kinds=(".xlsx", ".xls", ".ods"))
