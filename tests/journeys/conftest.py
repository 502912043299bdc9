"""A real browser for the journeys: Chromium of this machine, Vietnamese, against the live server.

Playwright keeps an event loop running in the test thread, which Django takes for asynchronous code (stack.md, trap 38): so the
browser lives only as long as this package, and only here Django is told not to mind.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from khue.engine.records.actions import forms as record_forms
from khue.people.accounts.models import Person
from tests.cast import PACKS, Cast
from tests.journeys.clock import Clock
from tests.journeys.worker import Worker, install
from tests.quality.objectives import stage

LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
ONLY_FAULTS = {"resultTypes": ["violations"]}
"""What passes need not be described node by node."""
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "Response Status Error Code 4",  # the same, as htmx says it
    "htmx:afterRequest, ", "htmx:sendAbort, ", "htmx:sendError, ",  # a live check was under way when the page was left
)  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser without script sends the same deeds to the same addresses: one database is enough for that half."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            if "no-script" in item.name:
                item.add_marker(pytest.mark.once)


def _chromium() -> str:
    """The browser's path; without one CI fails, so that a pipeline cannot lose its journeys unnoticed."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")  # the first is the leanest
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "no Chromium: set CHROMIUM or install the package chromium"
        )
    return str(found)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=15_000)  # two cores, two browsers
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=_chromium(), args=list(ARGUMENTS))
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    if before is not None:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """`open_page(viewport=PHONE, java_script_enabled=False, color_scheme="dark")`: a fresh page; addresses may begin with “/”.

    What goes wrong in the page - an error of a script, a breach of the content policy - fails the test at its end.
    """
    faults: list[str] = []
    contexts = []

    def opened(**options: Any) -> Page:
        settings = {
            "viewport": LAPTOP,
            "locale": "vi-VN",
            "timezone_id": "Asia/Ho_Chi_Minh",
            "base_url": live_server.url,
            "reduced_motion": "reduce",
        }
        context = browser.new_context(**{**settings, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [fault for fault in faults if not fault.startswith(EXPECTED)] == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A laptop of 1366 × 768."""
    return open_page()


@pytest.fixture
def phone_page(open_page: Callable[..., Page]) -> Page:
    return open_page(viewport=PHONE, has_touch=True)


@pytest.fixture
def page_without_js(open_page: Callable[..., Page]) -> Page:
    """A laptop whose browser runs no script: every deed must work there."""
    return open_page(java_script_enabled=False)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The server's time, handed in."""
    stood = Clock()
    monkeypatch.setattr("django.utils.timezone.now", stood)
    return stood


@pytest.fixture
def worker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Worker:
    """`worker.work()`: until then what the pages hand to the worker waits in its queue."""
    return install(settings, monkeypatch)


@pytest.fixture
def school(cast: Cast, clock: Clock, settings: Any, tmp_path: Path) -> Cast:
    """The cast, whose school has its procedure, its forms and a folder of its own for files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    stage.install(cast)
    text = (PACKS / "forms" / "qt-dbcl-04.yaml").read_text(encoding="utf-8")
    record_forms.install_forms(institution=cast.school, text=text, by=None, at=cast.at)
    return cast


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Person], Page]:
    """`sign_in(page, person)` without the form, by the session's cookie."""

    def signed_in(page: Page, person: Person) -> Page:
        client = Client()
        client.force_login(person, backend="khue.people.access.backend.GrantBackend")
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return signed_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: not one finding of axe, WCAG 2 A to AA and good practice. Pages are the same on both databases: asked once."""

    def check(page: Page) -> None:
        if connection.vendor == "postgresql":
            return
        found = Axe().run(page, options=ONLY_FAULTS).response["violations"]
        assert [(one["id"], node["html"][:160]) for one in found for node in one["nodes"]] == []

    return check


@pytest.fixture
def fits() -> Callable[[Page], None]:
    """`fits(page)`: nothing is cut off or makes the page scroll sideways."""

    def check(page: Page) -> None:
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0

    return check
