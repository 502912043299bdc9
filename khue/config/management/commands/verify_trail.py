import sys

from django.core.management.base import BaseCommand

from khue.foundation.audit_trail import queries
from khue.quality.objectives import queries as objectives
from khue.quality.objectives import terms
from khue.quality.objectives.models import ObjectiveSet


class Command(BaseCommand):
    help = "Kiểm tra chuỗi nhật ký của mọi cơ sở; in mã cuối chuỗi để ghi lại và so về sau"

    def handle(self, *args, **options):
        found = queries.verify()
        for head in found.heads:
            self.stdout.write(f"Cơ sở {head.institution_id}: {head.seq} dòng, mã cuối {head.hash}")
        for broken in found.breaks:
            self.stderr.write(f"Cơ sở {broken.institution_id}, dòng {broken.seq}: {broken.what}")
        changed = _changed_behind()
        for line in changed:
            self.stderr.write(line)
        if found.breaks or changed:
            sys.exit(1)
        self.stdout.write(f"Nhật ký nguyên vẹn: {found.events} dòng.")


def _changed_behind() -> list[str]:
    """Issued sets whose content is no longer what was frozen with its hash."""
    issued = ObjectiveSet.objects.filter(state__in=sorted(terms.READABLE)).select_related("unit", "period")
    return [f"{one}: {fault}" for one in issued.order_by("pk") for fault in objectives.verify_frozen(one)]
