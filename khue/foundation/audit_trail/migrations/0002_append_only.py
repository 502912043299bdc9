"""The database itself refuses to change or delete a row of the journal."""

from django.db import migrations

MESSAGE = "audit trail is append-only"


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION audit_trail_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
        schema_editor.execute(
            "CREATE TRIGGER audit_trail_append_only BEFORE UPDATE OR DELETE ON audit_trail_auditevent "
            "FOR EACH ROW EXECUTE FUNCTION audit_trail_refuse()"
        )
        return
    for deed in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER audit_trail_no_{deed.lower()} BEFORE {deed} ON audit_trail_auditevent "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


class Migration(migrations.Migration):
    dependencies = [("audit_trail", "0001_initial")]
    operations = [migrations.RunPython(forbid, migrations.RunPython.noop, elidable=False)]
