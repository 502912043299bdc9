"""Remember what the pack said of each role, so that a later pack adds what is new and leaves alone what an institution changed.

Of roles that are there already it is what `packs/roles.yaml` said in 0.1.0: whatever was added since is new to them.
"""

from typing import Any, ClassVar

from django.db import migrations, models

FIRST = {
    "rector": (
        (
            "objectives.view_set objectives.comment_set objectives.approve_set records.view_evidence "
            "records.view_restricted organisation.view procedures.view audit_trail.view"
        ),
        "",
    ),
    "vice_rector": (
        (
            "objectives.view_set objectives.comment_set objectives.approve_set records.view_evidence "
            "records.view_restricted organisation.view procedures.view"
        ),
        "",
    ),
    "quality_head": (
        (
            "objectives.view_set objectives.comment_set objectives.check_set objectives.issue_set "
            "records.view_evidence records.add_evidence records.view_restricted imports.import_people "
            "organisation.view procedures.view audit_trail.view"
        ),
        (
            "objectives.create_set objectives.edit_set objectives.record_measurement objectives.update_task "
            "objectives.evaluate_set imports.import_plan"
        ),
    ),
    "quality_officer": (
        (
            "objectives.view_set objectives.comment_set objectives.check_set objectives.issue_set "
            "records.view_evidence records.add_evidence imports.import_people organisation.view procedures.view"
        ),
        (
            "objectives.create_set objectives.edit_set objectives.record_measurement objectives.update_task "
            "objectives.evaluate_set imports.import_plan"
        ),
    ),
    "unit_head": (
        (
            "objectives.view_set objectives.create_set objectives.edit_set objectives.comment_set "
            "objectives.record_measurement objectives.update_task objectives.evaluate_set records.view_evidence "
            "records.add_evidence records.view_restricted imports.import_plan organisation.view procedures.view"
        ),
        "",
    ),
    "unit_deputy": (
        (
            "objectives.view_set objectives.create_set objectives.edit_set objectives.comment_set "
            "objectives.record_measurement objectives.update_task objectives.evaluate_set records.view_evidence "
            "records.add_evidence imports.import_plan organisation.view procedures.view"
        ),
        "",
    ),
    "staff": (
        (
            "objectives.view_set objectives.comment_set objectives.update_task records.view_evidence "
            "records.add_evidence organisation.view procedures.view"
        ),
        "",
    ),
    "institution_admin": (
        (
            "organisation.view organisation.edit access.grant imports.import_people procedures.view "
            "procedures.install_version audit_trail.view"
        ),
        "",
    ),
    "auditor": (
        "objectives.view_set records.view_evidence organisation.view procedures.view audit_trail.view",
        "",
    ),
    "authority_officer": (
        "objectives.view_set records.view_evidence organisation.view procedures.view",
        "",
    ),
    "clerk": (
        "objectives.view_set organisation.view procedures.view",
        "",
    ),
}
"""Permissions and own permissions by role, with a space between."""


def remember(apps: Any, _schema: Any) -> None:
    Role = apps.get_model("access", "Role")  # noqa: N806
    for code, (permissions, own) in FIRST.items():
        told = {"permissions": permissions.split(), "own_permissions": own.split()}
        Role.objects.filter(code=code).update(told=told)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0002_lent_grants")]

    operations: ClassVar = [
        migrations.AddField(model_name="role", name="told", field=models.JSONField(default=dict)),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
