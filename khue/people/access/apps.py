from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Posts and charges bring grants: access listens to organisation, which cannot know it."""

    name = "khue.people.access"
    label = "access"
    verbose_name = _("Phân quyền")

    def ready(self) -> None:
        from khue.people.access import actions
        from khue.people.organisation import hooks

        hooks.appointment_made.listen(actions.on_appointment_made)
        hooks.appointment_ended.listen(actions.on_appointment_ended)
        hooks.charge_made.listen(actions.on_charge_made)
        hooks.charge_ended.listen(actions.on_charge_ended)
        hooks.unit_closed.listen(actions.on_unit_closed)
