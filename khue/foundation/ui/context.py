"""What the shell of every page needs, worked out only when a template asks for it.

The institution's name, the working period and the person's position live in storeys above; they come in as providers,
registered by `config`: `context.provide(brand=…, period=…, periods=…, position=…)`, each a function of the request.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from khue.foundation.ui import menu as navigation

THEMES = (("", _("Theo máy"), "device-desktop"), ("light", _("Sáng"), "sun"), ("dark", _("Tối"), "moon"))
THEME_COOKIE = "khue_giao_dien"


@dataclass(frozen=True)
class Brand:
    """Whose system it is. `short` is for the bar on a phone, `logo` the address of a picture (none: Khuê's star)."""

    name: str = "Khuê"
    short: str = ""
    logo: str = ""
    contact: str = ""  # address behind “Liên hệ”, empty: no link
    contact_label: str = ""

    @property
    def owner(self) -> str:
        """The institution, when it is known."""
        return self.name if self.name != "Khuê" else self.short


@dataclass(frozen=True)
class Choice:
    """One line of the year menu."""

    label: str
    href: str
    current: bool = False


Provider = Callable[[HttpRequest], Any]
_DEFAULTS: dict[str, Provider] = {
    "brand": lambda request: Brand(),
    "period": lambda request: "",
    "periods": lambda request: (),
    "position": lambda request: "",
    "search": lambda request: "",
}
_providers: dict[str, Provider] = dict(_DEFAULTS)


def provide(**providers: Provider) -> None:
    """Registers where brand, period, periods, position and the address of the search page come from."""
    if unknown := providers.keys() - _DEFAULTS.keys():
        raise TypeError(f"the shell has no {', '.join(sorted(unknown))}")
    _providers.update(providers)


class Shell:
    """The frame around a screen, for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def person(self) -> Any:
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def name(self) -> str:
        return str(getattr(self.person, "display_name", self.person))

    @cached_property
    def menu(self) -> list[navigation.Entry]:
        return navigation.entries(self.request) if self.person else []

    @cached_property
    def user_menu(self) -> list[navigation.Entry]:
        return navigation.entries(self.request, place="user") if self.person else []

    @cached_property
    def beside(self) -> list[navigation.Entry]:
        """The tabs over this page: the pages of the same place in the navigation."""
        return navigation.beside(self.request) if self.person else []

    @cached_property
    def unread(self) -> int:
        """How many notices wait; asks only a person who knows."""
        count = getattr(self.person, "unread_count", 0)
        return int(count() if callable(count) else count)

    @cached_property
    def brand(self) -> Brand:
        found: Brand = _providers["brand"](self.request)
        return found

    @cached_property
    def period(self) -> str:
        return str(_providers["period"](self.request))

    @cached_property
    def periods(self) -> tuple[Choice, ...]:
        return tuple(_providers["periods"](self.request))

    @cached_property
    def position(self) -> str:
        return str(_providers["position"](self.request))

    @cached_property
    def search(self) -> str:
        return str(_providers["search"](self.request))

    @cached_property
    def messages(self) -> list[Any]:
        return list(messages.get_messages(self.request))

    @cached_property
    def theme(self) -> str:
        chosen = self.request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in {"light", "dark"} else ""

    themes = THEMES


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Django's context processor."""
    return {"shell": Shell(request)}
