"""The registry of the navigation. `config` fills it as data; this storey only shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PHONE_ROOM = 5  # what the bar at the bottom of a phone holds


@dataclass(frozen=True)
class MenuItem:
    """One entry. `also` names further namespaces in which it counts as the present one; `count` says how much waits there.
    `when` asks more than a permission in some unit does."""

    label: StrOrPromise
    url_name: str
    icon: str
    permission: str | None = None
    order: int = 100
    place: str = "main"  # or "user": the menu behind the person's name; any other: pages that stand beside one another
    also: tuple[str, ...] = ()
    count: Callable[[HttpRequest], int] | None = None
    when: Callable[[HttpRequest], bool] | None = None


@dataclass(frozen=True)
class Entry:
    """A MenuItem as this person sees it on this page."""

    label: StrOrPromise
    href: str
    icon: str
    current: bool
    count: int
    on_phone: bool


_items: list[MenuItem] = []


def fill(items: list[MenuItem] | tuple[MenuItem, ...]) -> None:
    """Replaces the whole navigation."""
    _items[:] = sorted(items, key=lambda item: item.order)


def add(item: MenuItem) -> None:
    """Adds one entry to what is there."""
    fill([*(one for one in _items if one.url_name != item.url_name), item])


def entries(request: HttpRequest, place: str = "main") -> list[Entry]:
    """What this person may see, in order; an entry whose page is not installed is left out."""
    shown: list[Entry] = []
    for item in _items:
        if item.place != place or not _allowed(request, item):
            continue
        try:
            href = reverse(item.url_name)
        except NoReverseMatch:
            continue
        count = item.count(request) if item.count else 0
        shown.append(Entry(item.label, href, item.icon, _is_current(request, item), count, len(shown) < PHONE_ROOM))
    return shown


def beside(request: HttpRequest) -> list[Entry]:
    """The pages that stand beside the present one as tabs, it among them; nothing where it stands alone."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    here = next((item for item in _items if item.url_name == name and item.place not in {"main", "user"}), None)
    if here is None:
        return []
    found = [replace(one, current=one.href == reverse(here.url_name)) for one in entries(request, here.place)]
    return found if len(found) > 1 else []


def _allowed(request: HttpRequest, item: MenuItem) -> bool:
    if item.when is not None and not item.when(request):
        return False
    return item.permission is None or request.user.has_perm(item.permission)


def _is_current(request: HttpRequest, item: MenuItem) -> bool:
    match = request.resolver_match
    if match is None:
        return False
    home = item.url_name.rpartition(":")[0]
    if home:
        return bool({home, *item.also} & {match.namespace, match.app_name})
    return match.view_name == item.url_name or match.namespace in item.also
