import sys

from django.core.management.base import BaseCommand

from khue.config import demo
from khue.foundation.kernel import errors


class Command(BaseCommand):
    help = "Nạp trường mẫu vào cơ sở dữ liệu trống; --reset: xóa hết rồi nạp lại"

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="xóa MỌI dữ liệu rồi nạp lại trường mẫu")

    def handle(self, *args, **options):
        try:
            if options["reset"]:
                demo.reset(self.stdout.write)
            elif not demo.load_if_empty(self.stdout.write):
                self.stdout.write("Cơ sở dữ liệu đã có dữ liệu; dùng --reset nếu muốn làm lại từ đầu.")
        except errors.Refused as refusal:
            self.stderr.write(refusal.message)
            sys.exit(2)
