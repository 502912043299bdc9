"""What we carry of others is what we think it is, small, and complete."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "khue/foundation/ui/static"
VENDOR = STATIC / "vendor"
SUMS = dict(reversed(line.split("  ")) for line in (VENDOR / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
SHEET = (VENDOR / "tabler-icons/icons.svg").read_text(encoding="utf-8")


def test_every_file_is_listed() -> None:
    here = {
        path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file() and path.parent != VENDOR
    }
    assert here == set(SUMS)


@pytest.mark.parametrize("name", sorted(SUMS))
def test_file_is_unchanged(name: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == SUMS[name]


@pytest.mark.parametrize("folder", ["tabler", "inter", "tabler-icons"])
def test_licence_lies_beside(folder: str) -> None:
    assert "Copyright" in (VENDOR / folder / "LICENSE").read_text(encoding="utf-8")


def test_no_source_maps() -> None:
    assert [path.name for path in STATIC.rglob("*.*s*") if b"sourceMappingURL" in path.read_bytes()] == []


def test_addresses_in_styles_exist() -> None:
    missing = [
        f"{sheet.name}: {url}"
        for sheet in STATIC.rglob("*.css")
        for url in re.findall(r'url\("?((?!data:)[^")]+)"?\)', sheet.read_text(encoding="utf-8"))
        if not (sheet.parent / url).is_file()
    ]
    assert missing == []


ICONS = re.compile(r"""(?:\bicon\(\s*|icon_name\s*=\s*|"icon":\s*)["']([a-z0-9-]+)["']""")
ITEMS = re.compile(r'MenuItem\([^()]*(?:\([^()]*\)[^()]*)*?,\s*"[a-z_:-]+",\s*"([a-z0-9-]+)"')


def test_icons_that_screens_use_are_in_the_sheet() -> None:
    used = {
        (name, path.name)
        for path in (ROOT / "khue").rglob("jinja2/**/*.html")
        for name in ICONS.findall(path.read_text(encoding="utf-8"))
    }
    used |= {
        (name, path.name)
        for path in (ROOT / "khue/config").glob("*.py")
        for name in ITEMS.findall(path.read_text(encoding="utf-8"))
    }
    assert sorted((name, where) for name, where in used if f'id="i-{name}"' not in SHEET) == []


@pytest.mark.urls("tests.foundation.ui.urls")
def test_first_visit_costs_at_most_150_kb(client: Client) -> None:
    page = client.get("/thanh-phan/").content
    paths = set(re.findall(r'(?:href|src)="/tinh/([^"#]+)', page.decode()))
    files = [Path(str(finders.find(path))) for path in paths]
    weights = {
        file.name: len(file.read_bytes() if file.suffix == ".woff2" else gzip.compress(file.read_bytes()))
        for file in files
    }
    weights["page"] = len(gzip.compress(page))
    assert sum(weights.values()) <= 150 * 1024, weights


def test_script_and_styles_stay_readable() -> None:
    ours = [*(STATIC / "ui").rglob("*.css"), *(STATIC / "ui").rglob("*.js")]
    assert [path.name for path in ours if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []
