from django.db import migrations, models

import khue.people.accounts.models


def give_each_their_own(apps, schema_editor):
    person = apps.get_model("accounts", "Person")
    for row in person.objects.only("pk").iterator():
        person.objects.filter(pk=row.pk).update(public_id=khue.people.accounts.models.new_public_id())


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="public_id",
            field=models.CharField(default=khue.people.accounts.models.new_public_id, editable=False, max_length=12),
        ),
        migrations.RunPython(give_each_their_own, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="person",
            name="public_id",
            field=models.CharField(
                default=khue.people.accounts.models.new_public_id, editable=False, max_length=12, unique=True
            ),
        ),
    ]
