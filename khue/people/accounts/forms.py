"""What a person may change about themselves."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from khue.foundation.ui import forms as ui


class ProfileForm(ui.Form):
    title = ui.CharField(
        label=_("Học hàm, học vị"), max_length=20, required=False, help_text=_("Ví dụ ThS., in trước họ tên")
    )
    language = forms.ChoiceField(label=_("Ngôn ngữ của thư gửi đến"), choices=settings.LANGUAGES)
