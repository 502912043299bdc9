from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "Xóa mọi bảng của cơ sở dữ liệu dùng thử (không chạy ở chế độ vận hành)"
    requires_system_checks: list[str] = []  # noqa: RUF012

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("Không xóa cơ sở dữ liệu ở chế độ vận hành.")
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
                return
            cursor.execute("PRAGMA foreign_keys=OFF")
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}")
            cursor.execute("PRAGMA foreign_keys=ON")
