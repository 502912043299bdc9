"""Files that people send, and a library in a folder of the test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from khue.engine.records import actions, terms
from khue.engine.records.models import Evidence
from tests.cast import Cast

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def package(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return stream.getvalue()


def file(content: bytes = PDF, name: str = "Báo cáo quý I.pdf") -> ContentFile[bytes]:
    return ContentFile(content, name=name)


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def add(cast: Cast) -> Callable[..., Evidence]:
    """`add(file=…)`: the head of the faculty adds a piece."""

    def added(**more: Any) -> Evidence:
        told = {
            "institution": cast.school,
            "unit": cast.faculty,
            "title": "Báo cáo hiệu suất đào tạo",
            "effective_on": date(2026, 1, 20),
            "confidentiality": terms.INTERNAL,
            "by": cast.head,
            "at": cast.at,
        } | more
        if not told.get("url") and "file" not in told:
            told["file"] = file()
        return actions.add_evidence(**told)

    return added
