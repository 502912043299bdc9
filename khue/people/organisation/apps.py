from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "khue.people.organisation"
    label = "organisation"
    verbose_name = _("Tổ chức")

    def ready(self) -> None:
        from khue.foundation.audit_trail import wording as trail
        from khue.people.organisation import wording

        trail.register(wording.SENTENCES, area=wording.AREA, label=wording.LABEL)
