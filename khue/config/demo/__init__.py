"""The demo school: invented, and loaded through the same imports and actions that people use."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from khue.config.demo import drafting, material, school, years
from khue.foundation.kernel import errors
from khue.people.organisation.models import Unit

PASSWORD = "khue-dung-thu"
"""Of every demo account. Production has no demo."""


def refuse_in_production() -> None:
    if settings.PRODUCTION:
        raise errors.NotAllowed("demo", "Chế độ vận hành (KHUE_ENV=production) không có trường mẫu.")


def is_empty() -> bool:
    return not Unit.objects.exists()


def load_if_empty(say: Callable[[str], object]) -> bool:
    """Load the demo into an empty database; another one is left as it is."""
    refuse_in_production()
    if not is_empty():
        return False
    begun = time.monotonic()
    load(timezone.now())
    say(f"Đã nạp trường mẫu trong {time.monotonic() - begun:.0f} giây.")
    return True


def load(now: datetime) -> None:
    """The whole play: the school, the year behind it, the year under way up to `now`."""
    stage = school.found(material.school(), now, PASSWORD)
    years.play(stage, material.plans(), now)
    school.delegate(stage, material.school(), now)
    drafting.next_issue(stage, now)


def reset(say: Callable[[str], object]) -> None:
    """Begin anew: every row and every uploaded file of this installation goes."""
    refuse_in_production()
    call_command("drop_everything", verbosity=0)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    call_command("prepare")
    load_if_empty(say)


def welcome(address: str) -> str:
    """What the terminal shows once Khuê answers."""
    lines = ["", f"  Khuê đang chạy: {address}", "", f"  Tài khoản dùng thử (mật khẩu chung: {PASSWORD}):"]
    lines += [f"    {email:<28} {who}: {why}" for email, who, why in material.accounts()]
    return "\n".join([*lines, "", "  Dừng: Ctrl-C", ""])
