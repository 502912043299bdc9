"""`khue found`: a real school's first day. The administrator gets a letter to set a password; the link is printed too."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from khue.config import founding
from khue.foundation.kernel import clock, errors, periods
from khue.people.accounts import actions as accounts
from khue.people.organisation import terms
from khue.people.organisation.models import Unit

KINDS = [kind for kind, _label in terms.UNIT_KINDS if kind in terms.INSTITUTION_KINDS]


class Command(BaseCommand):
    help = "Lập cơ sở đầu tiên (trường hoặc Sở) và người quản trị của cơ sở"

    def add_arguments(self, parser):
        parser.add_argument("--kind", required=True, choices=KINDS, help="loại cơ sở")
        parser.add_argument("--code", required=True, help="mã ngắn, ví dụ CDKV")
        parser.add_argument("--name", required=True, help="tên đầy đủ")
        parser.add_argument("--short-name", default="", help="tên ngắn ở đầu trang")
        parser.add_argument("--parent", default="", help="mã của cơ sở cấp trên đã có (Sở), nếu quản lý chung")
        parser.add_argument("--superior", default="", help="cơ quan chủ quản, in ở đầu văn bản")
        parser.add_argument("--place", required=True, help="địa danh ở dòng ngày tháng")
        parser.add_argument("--symbol", required=True, help="ký hiệu trong số văn bản, ví dụ CĐKTKV")
        parser.add_argument("--admin-name", required=True, help="họ tên người quản trị")
        parser.add_argument("--admin-email", required=True, help="thư điện tử của người quản trị")

    def handle(self, *args, **options):
        at = timezone.now()
        fields = founding.Founding.__dataclass_fields__
        wanted = founding.Founding(**{name: options[name] for name in fields})
        school, admin = founding.found(wanted, at, parent=_above(options["parent"]))
        founding.add_school_year(school, periods.period_of(clock.today(at)).starts_on.year, admin, at)
        host = settings.ALLOWED_HOSTS[0]
        origin = f"https://{host}" if settings.PRODUCTION else f"http://{host}:8000"
        accounts.invite(person=admin, by=None, at=at, institution=school, origin=origin)
        self.stdout.write(f"Đã lập {school.name}. Khi Khuê chạy, thư đặt mật khẩu sẽ gửi đến {admin.email}.")


def _above(code):
    if not code:
        return None
    found = Unit.objects.filter(is_institution=True, code=code).first()
    if found is None:
        raise errors.NotFound("parent", f"Chưa có cơ sở nào mang mã {code}. Lập cơ sở cấp trên trước.")
    return found
