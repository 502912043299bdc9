"""What the environment may say, read in one place. Development needs nothing; production refuses to start half set up."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PKCS11 = ("library", "token", "certificate")
"""Where the token of the server is: the maker's library, the token's label, the label of the certificate on it."""


@dataclass(frozen=True)
class Env:
    """The settings a machine may give. `missing()` names what production still lacks, in Vietnamese."""

    name: str
    data: Path
    secret: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    database_url: str
    mail_url: str
    mail_from: str
    behind_proxy: bool
    pkcs11: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def production(self) -> bool:
        return self.name == "production"

    def missing(self) -> list[str]:
        if not self.production:
            return []
        wanted = {
            "KHUE_SECRET": (len(self.secret) >= 50, "chuỗi bí mật từ 50 ký tự trở lên, ví dụ lấy từ `khue secret`"),
            "KHUE_HOSTS": (
                bool(self.hosts),
                "tên miền của máy chủ, cách nhau dấu phẩy, ví dụ: chatluong.truong.edu.vn",
            ),
            "KHUE_MAIL_URL": (
                self.mail_url.startswith(("smtp://", "smtps://")),
                "máy chủ thư, ví dụ: smtps://ten:matkhau@smtp.truong.edu.vn:465",
            ),
            "KHUE_MAIL_FROM": ("@" in self.mail_from, "địa chỉ gửi thư, ví dụ: khue@truong.edu.vn"),
        }
        return [f"{name}: {what}" for name, (given, what) in wanted.items() if not given]


def _list(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def read(source: dict[str, str] | None = None) -> Env:
    """Read the `KHUE_*` variables."""
    values = dict(os.environ if source is None else source)
    return Env(
        name=values.get("KHUE_ENV", "development"),
        data=Path(values.get("KHUE_DATA", ROOT / "var")),
        secret=values.get("KHUE_SECRET", ""),
        hosts=_list(values.get("KHUE_HOSTS", "")),
        origins=_list(values.get("KHUE_ORIGINS", "")),
        database_url=values.get("KHUE_DATABASE_URL", ""),
        mail_url=values.get("KHUE_MAIL_URL", ""),
        mail_from=values.get("KHUE_MAIL_FROM", ""),
        behind_proxy=values.get("KHUE_BEHIND_PROXY", "") in {"1", "true", "yes"},
        pkcs11={name: values.get(f"KHUE_PKCS11_{name.upper()}", "") for name in PKCS11},
    )
