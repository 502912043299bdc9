"""How one wants one's letters."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from khue.foundation.ui import forms as ui
from khue.people.notifications import terms


class LettersForm(ui.Form):
    reminders = forms.ChoiceField(label=_("Thư nhắc hạn"), choices=terms.WISHES, widget=forms.RadioSelect)
    others = forms.ChoiceField(
        label=_("Thư báo việc mới, kết quả xử lý"), choices=terms.WISHES, widget=forms.RadioSelect
    )
    digest_hour = ui.IntegerField(
        label=_("Giờ gửi thư gộp"), min_value=0, max_value=23, help_text=_("Từ 0 đến 23 giờ, chỉ vào ngày làm việc")
    )
