from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Posts and charges bring grants: access listens to organisation, which cannot know it."""

    name = "khue.people.access"
    label = "access"
    verbose_name = _("Phân quyền")

    def ready(self) -> None:
        from khue.foundation.audit_trail import rules as journal
        from khue.foundation.audit_trail import wording as trail
        from khue.people.access import actions, queries, wording
        from khue.people.organisation import hooks

        hooks.appointment_made.listen(actions.on_appointment_made)
        hooks.appointment_ended.listen(actions.on_appointment_ended)
        hooks.charge_made.listen(actions.on_charge_made)
        hooks.charge_ended.listen(actions.on_charge_ended)
        hooks.delegation_made.listen(actions.on_delegation_made)
        hooks.delegation_ended.listen(actions.on_delegation_ended)
        hooks.absence_made.listen(actions.on_absence_made)
        hooks.absence_ended.listen(actions.on_absence_ended)
        hooks.unit_closed.listen(actions.on_unit_closed)
        hooks.homes.answered_by(queries.homes_of)
        hooks.roles.answered_by(queries.role_choices)
        hooks.permission_names.answered_by(queries.permission_names)
        hooks.delegable.answered_by(queries.delegable)
        hooks.powers.answered_by(queries.powers_of)
        journal.readable_by(queries.journals_of)
        trail.register(wording.SENTENCES, area=wording.AREA, label=wording.LABEL)
