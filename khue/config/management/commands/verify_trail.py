import sys

from django.core.management.base import BaseCommand

from khue.foundation.audit_trail import queries
from khue.foundation.audit_trail.models import AuditEvent


class Command(BaseCommand):
    help = "Kiểm tra chuỗi nhật ký của mọi cơ sở"

    def handle(self, *args, **options):
        breaks = list(queries.breaks())
        for found in breaks:
            self.stderr.write(f"Cơ sở {found.institution_id}, dòng {found.seq}: {found.what}")
        if breaks:
            sys.exit(1)
        self.stdout.write(f"Nhật ký nguyên vẹn: {AuditEvent.objects.count()} dòng.")
