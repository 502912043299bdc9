"""Shorthand of the tests of screens: a signed-in browser, what a page says, what a browser would send."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client
from django.urls import reverse

from khue.engine.procedures import queries as case_queries
from khue.quality.objectives.models import ObjectiveSet
from tests.quality.objectives import stage

HTMX = {"HX-Request": "true"}


def sign_in(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="khue.people.access.backend.GrantBackend")
    return client


def said(response: Any) -> str:
    """The words of a page, without tags, spaces joined."""
    bare = re.sub(r"<(script|style)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def url(name: str, *args: Any) -> str:
    return reverse(f"objectives:{name}", args=args)


def task_of(objective_set: ObjectiveSet) -> str:
    task = case_queries.open_task(stage.fresh(objective_set).case)
    assert task is not None
    return task.public_id


def deed_url(objective_set: ObjectiveSet) -> str:
    return url("deed", objective_set.public_id, task_of(objective_set))


def typed(statement: str = "Đảm bảo hiệu suất đào tạo từ 86% trở lên.", **more: Any) -> dict[str, Any]:
    """A form of an objective as a browser sends it: one target row, one task row."""
    return {
        "lam": "luu", "number": "1", "statement": statement, "serves": "", "lead": ["Trưởng khoa", ""],
        "supporting": ["GVCN"], "time_text": "Trong năm học", "evidence": "Báo cáo HK1\nBáo cáo HK2", "note": "",
        "revision": "1", "chi-tieu-TOTAL_FORMS": "1", "chi-tieu-INITIAL_FORMS": "0", "chi-tieu-0-key": "",
        "chi-tieu-0-subject": "Hiệu suất đào tạo", "chi-tieu-0-comparator": ">=", "chi-tieu-0-value": "86",
        "chi-tieu-0-value_high": "", "chi-tieu-0-unit": "%", "chi-tieu-0-baseline": "84,2",
        "nhiem-vu-TOTAL_FORMS": "1", "nhiem-vu-INITIAL_FORMS": "0", "nhiem-vu-0-key": "",
        "nhiem-vu-0-text": "Phụ đạo HSSV", "nhiem-vu-0-lead": "Mai Xuân Lộc; Phòng Đào tạo",
        "nhiem-vu-0-supporting": "", "nhiem-vu-0-time_text": "Trước 31/3/2027",
        **more,
    }  # fmt: skip
