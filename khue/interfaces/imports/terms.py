"""States of a file that came in."""

from django.utils.translation import gettext_lazy as _

STAGED, CONFIRMED, DISCARDED = "staged", "confirmed", "discarded"
STATES = [(STAGED, _("Chờ xác nhận")), (CONFIRMED, _("Đã xác nhận")), (DISCARDED, _("Đã bỏ"))]
