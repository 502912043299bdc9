from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditTrailConfig(AppConfig):
    name = "khue.foundation.audit_trail"
    label = "audit_trail"
    verbose_name = _("Nhật ký")
