"""The database itself refuses to change or delete an issued version."""

from django.db import migrations

MESSAGE = "issued procedures are never changed"
TABLE = "procedures_procedureversion"


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION procedures_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER procedures_version_stays BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION procedures_refuse()"
        )
        return
    for deed in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER procedures_version_no_{deed.lower()} BEFORE {deed} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


class Migration(migrations.Migration):
    dependencies = [("procedures", "0002_drafts_and_named_people")]
    operations = [migrations.RunPython(forbid, migrations.RunPython.noop, elidable=False)]
