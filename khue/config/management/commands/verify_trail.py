import sys

from django.core.management.base import BaseCommand

from khue.foundation.audit_trail import queries


class Command(BaseCommand):
    help = "Kiểm tra chuỗi nhật ký của mọi cơ sở; in mã cuối chuỗi để ghi lại và so về sau"

    def handle(self, *args, **options):
        found = queries.verify()
        for head in found.heads:
            self.stdout.write(f"Cơ sở {head.institution_id}: {head.seq} dòng, mã cuối {head.hash}")
        for broken in found.breaks:
            self.stderr.write(f"Cơ sở {broken.institution_id}, dòng {broken.seq}: {broken.what}")
        if found.breaks:
            sys.exit(1)
        self.stdout.write(f"Nhật ký nguyên vẹn: {found.events} dòng.")
