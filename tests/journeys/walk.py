"""A walk through Khuê: one person in one browser, looking closely at every page they come to.

`Hall` holds what the people of a journey share: the clock, the browser, the pages already examined. `Walk` is one person's
way; its methods are the words of the screens, so that a journey reads as what people do.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import Error, FilePayload, Locator, Page, TimeoutError, expect

from khue.people.accounts.models import Person
from khue.people.organisation.models import Period
from tests.cast import Cast
from tests.journeys import papers
from tests.journeys.clock import Clock
from tests.journeys.conftest import LAPTOP

SHOWN = """[...new Set([...document.querySelectorAll('body [class]')].flatMap(one => [...one.classList]))]"""
"""The components on a page, by their classes."""
WIDE = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  return [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > edge + 1)
    .map(one => `${one.tagName}.${one.className}`).concat(`${document.documentElement.scrollWidth} px`);
}"""
"""What reaches beyond the right edge of a page that scrolls sideways."""
DROP = """([place, name, text]) => {
  const bytes = Uint8Array.from(atob(text), one => one.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  place.dispatchEvent(new DragEvent('drop', {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""
SEEN: set[tuple[str, int, frozenset[str]]] = set()
"""Screen, width, components: what axe has examined, in any journey of this process. Components that it saw apart it has not seen together,
and one that is missing may be the heading or the landmark that the others need. Whose screen it is tells by what it shows."""
PATIENCE = 10_000
"""Milliseconds; a page that takes longer is broken, even where other work goes on beside it."""


@dataclass
class Hall:
    """What the people of one journey share."""

    open_page: Callable[..., Page]
    sign_in: Callable[[Page, Person], Page]
    axe: Callable[[Page], None]
    clock: Clock
    script: bool = True
    viewport: dict[str, int] = field(default_factory=lambda: LAPTOP)
    walks: dict[int, Walk] = field(default_factory=dict)

    def enter(self, person: Person) -> Walk:
        """This person has just signed in, at their own machine, and stands at their first screen."""
        if person.pk not in self.walks:
            page = self.open_page(viewport=self.viewport, java_script_enabled=self.script)
            page.set_default_timeout(PATIENCE)
            self.walks[person.pk] = Walk(page, self, person)
        walk = self.walks[person.pk]
        self.sign_in(walk.page, person)
        return walk.go("/")

    def examine(self, page: Page) -> None:
        """Nothing scrolls sideways; a screen that shows what it has not shown just so before is examined by axe (itself a script)."""
        wide = page.evaluate(WIDE)
        assert not wide, f"{page.url} scrolls sideways: {wide}"
        screen = resolve(address(page)).view_name
        assert screen != "account_login", "the session has ended"
        shown = (screen, self.viewport["width"], frozenset(page.evaluate(SHOWN)))
        if self.script and shown not in SEEN:
            self.axe(page)
            SEEN.add(shown)


@dataclass
class Walk:
    """One person at one browser."""

    page: Page
    hall: Hall
    person: Person

    # ---- getting about

    def go(self, address: str) -> Self:
        self.page.goto(address)
        return self.look()

    def leave(self, address: str) -> Self:
        """Go there although something typed is not saved."""
        self.page.once("dialog", lambda question: question.accept())
        return self.go(address)

    def look(self) -> Self:
        for left in (2, 1, 0):
            self.page.wait_for_load_state()
            expect(self.page.locator("main h1")).to_have_count(1)
            try:
                self.hall.examine(self.page)
                return self
            except Error as told:  # the click was still on its way to another page: look at that one
                if "context was destroyed" not in str(told) or not left:
                    raise
        return self

    def status_of(self, address: str) -> int:
        """What the server answers, without going there."""
        return self.page.request.get(address, max_redirects=0).status

    def follow(self, name: str | re.Pattern[str], within: Locator | None = None) -> Self:
        (within or self.page).get_by_role("link", name=name).first.click()
        return self.look()

    def pick(self, menu: str, entry: str) -> Self:
        """An entry of a menu that opens."""
        self.page.locator("summary", has_text=menu).click()
        return self.follow(entry)

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> Self:
        button = (within or self.page).get_by_role("button", name=name).first
        if self.hall.script and button.evaluate("one => Boolean(one.form?.hasAttribute('hx-post'))"):
            self._press_by_htmx(button)
        elif self.hall.script:
            button.click()
        else:
            self._press_plainly(button)
        return self.look()

    def _press_plainly(self, button: Locator) -> None:
        """Without script every button leads to a page. A click that sent nothing was lost on a busy machine and is done again;
        one that did send is never repeated: its page is waited for, however long the deed takes."""
        with self.page.expect_navigation(timeout=6 * PATIENCE):
            try:
                with self.page.expect_request(lambda sent: sent.is_navigation_request(), timeout=4_000):
                    button.click()
            except TimeoutError:
                button.click()

    def _press_by_htmx(self, button: Locator) -> None:
        """htmx sends, and goes on to another page only when the answer says so: nothing to wait for in between."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
            button.click()
        onward = answered.value.headers.get("hx-redirect", "")
        if onward:
            self.page.wait_for_url(f"**{onward}")

    # ---- reading and writing

    def reads(self, *texts: str) -> Self:
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)
        return self

    def does_not_read(self, *texts: str) -> Self:
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text)
        return self

    def is_told(self, text: str) -> Self:
        """By the note after a deed."""
        expect(self.page.locator("#k-loi-bao")).to_contain_text(text)
        return self

    def is_asked(self, text: str) -> Self:
        """By a form that came back."""
        expect(self.page.get_by_role("alert").first).to_contain_text(text)
        return self

    def write(self, within: Locator | None = None, **fields: str) -> Self:
        """Into inputs by their names."""
        for name, text in fields.items():
            (within or self.page).locator(f"[name='{name}']").first.fill(text)
        return self

    def choose(self, within: Locator | None = None, **fields: str) -> Self:
        """In lists by the names of the fields."""
        for name, label in fields.items():
            (within or self.page).locator(f"select[name='{name}']").first.select_option(label=label)
        return self

    def choose_one(self, label: str) -> Self:
        """Of several buttons of which one may be on."""
        self.page.get_by_role("radio", name=label).check()
        return self

    def attach(self, name: str, file: FilePayload, within: Locator | None = None) -> Self:
        (within or self.page).locator(f"input[type=file][name='{name}']").set_input_files(file)
        return self

    # ---- files

    def drop(self, file: FilePayload) -> Self:
        """Onto the place for files; by the input where no script runs."""
        place = self.page.locator("[data-drop]")
        if not self.hall.script:
            return self.attach("file", file)
        place.evaluate(
            f"(place, rest) => ({DROP})([place, ...rest])", [file["name"], base64.b64encode(file["buffer"]).decode()]
        )
        expect(place.get_by_role("listitem")).to_contain_text(file["name"])
        return self

    def file_at(self, address: str) -> bytes:
        """A download, with the person's own session."""
        answer = self.page.request.get(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        assert answer.headers["content-disposition"].startswith("attachment")
        return answer.body()

    def saves(self, menu: str, entry: str) -> str:
        """The text of the file that the browser saves from an entry of a menu."""
        self.page.locator("summary", has_text=menu).click()
        with self.page.expect_download() as downloaded:
            self.page.get_by_role("link", name=entry, exact=True).first.click()
        return papers.words_of(downloaded.value.path().read_bytes())


# ---- the screens of a set


def address(page: Page) -> str:
    """Where the page stands, without question mark and hash."""
    return urlsplit(page.url).path


def row(page: Page, heading: str) -> Locator:
    """The part of a page under the heading that begins so."""
    return page.locator("section.k-panel").filter(
        has=page.get_by_role("heading", name=re.compile("^" + re.escape(heading)))
    )


def deed(
    walk: Walk,
    outcome: str,
    *,
    reason: str = "",
    files: Mapping[str, FilePayload] = MappingProxyType({}),
    **fields: str,
) -> Walk:
    """On the page of the present step: this outcome, with what it asks for. Whether it was taken is the caller's to check."""
    form = walk.page.get_by_role("form", name=outcome, exact=True)
    if not form.is_visible():
        walk.page.locator("details > summary", has_text=outcome).click()
    walk.write(form, **(fields | {"reason": reason} if reason else fields))
    for name, file in files.items():
        walk.attach(name, file, form)
    return walk.press(outcome, form)


@dataclass
class Year:
    """A school year to be walked through, the file that the faculty sends, and where its two sets came to stand."""

    hall: Hall
    cast: Cast
    period: Period
    unit_file: bytes
    school_set: str = ""
    unit_set: str = ""

    @property
    def code(self) -> str:
        return self.period.code

    @property
    def label(self) -> str:
        """“2021 - 2022”, as lists of years say it."""
        return self.code.replace("-", " - ")

    @property
    def last_day(self) -> str:
        """A day near the end of the year on which results hold."""
        return f"15/5/{self.period.ends_on.year}"

    def enter(self, part: str) -> Walk:
        return self.hall.enter(getattr(self.cast, part))

    def has_printed(self, walk: Walk, of: str, form: str, kind: str, *words: str) -> None:
        """The form downloads as a file whose text says these words."""
        text = papers.words_of(walk.file_at(f"{of}in/{form}.{kind}"))
        assert [one for one in words if one.casefold() not in text.casefold()] == []
