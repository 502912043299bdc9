import secrets

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "In một chuỗi bí mật mới cho KHUE_SECRET"
    requires_system_checks: list[str] = []  # noqa: RUF012

    def handle(self, *args, **options):
        self.stdout.write(secrets.token_urlsafe(64))
