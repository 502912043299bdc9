"""The fixed words of records."""

from django.utils.translation import gettext_lazy as _

PUBLIC, INTERNAL, RESTRICTED = "public", "internal", "restricted"
CONFIDENTIALITY = [
    (PUBLIC, _("Công khai")),
    (INTERNAL, _("Nội bộ")),
    (RESTRICTED, _("Hạn chế, chỉ đơn vị giữ và phòng KT-ĐBCL")),
]
