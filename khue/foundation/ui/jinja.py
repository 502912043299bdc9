"""The environment that renders every screen: strict, escaped, with our words for dates and numbers.

An undefined name is an error, and so is an argument that a component does not declare. `_("… %(n)s …", n=3)` translates and
fills in; what is filled in is escaped. A per cent sign is only special when something is filled in.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import jinja2
from django.conf import settings
from django.templatetags import static as static_files
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from markupsafe import Markup, escape

from khue.foundation.ui import forms, wording


def _filled(text: str, variables: dict[str, Any]) -> str | Markup:
    if not variables:
        return text
    if any(hasattr(value, "__html__") for value in variables.values()):
        return escape(text) % variables
    return text % variables


def translated(text: str, /, **variables: Any) -> str | Markup:
    return _filled(translation.gettext(text), variables)


def pluralised(one: str, many: str, n: int, /, **variables: Any) -> str | Markup:
    return _filled(translation.ngettext(one, many, n), {"n": wording.number(n), **variables})


def url(name: str, /, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def url_if(name: str, /, *args: Any, **kwargs: Any) -> str:
    """The same, or nothing when that page is not part of this installation."""
    try:
        return url(name, *args, **kwargs)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=256)
def static(path: str) -> str:
    """The address of a file of ours; worked out once a process, since names carry their hash."""
    return static_files.static(path)


def icon_sheet() -> str:
    return static("vendor/tabler-icons/icons.svg")


@lru_cache(maxsize=1024)
def icon(name: str, label: str = "", css: str = "") -> Markup:
    """One Tabler icon. Without `label` it is decoration; with it, a picture that is read out. Python, for lists draw many."""
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    extra = f" {escape(css)}" if css else ""
    return Markup(f'<svg class="k-icon{extra}" {said}><use href="{icon_sheet()}#i-{escape(name)}"/></svg>')


def attributes(values: dict[str, Any]) -> Markup:
    """HTML attributes from names and values: True prints the bare name, False and None print nothing."""
    shown = []
    for name, value in values.items():
        if value is True:
            shown.append(f" {escape(name)}")
        elif value is not None and value is not False:
            shown.append(f' {escape(name)}="{escape(value)}"')
    return Markup("".join(shown))


def environment(**options: Any) -> jinja2.Environment:
    """The one Jinja2 environment of Django's backend (setting TEMPLATES)."""
    options |= {"undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.do", *options.get("extensions", [])]
    made = jinja2.Environment(**options)
    made.globals |= {
        "static": static,
        "icon": icon,
        "icon_sheet": icon_sheet,
        "url": url,
        "url_if": url_if,
        "widget": forms.widget,
        "optional": forms.optional,
        "attributes": attributes,
        "_": translated,
        "gettext": translated,
        "ngettext": pluralised,
        "due_in_words": wording.due,
        "language": translation.get_language,
        "languages": settings.LANGUAGES,
    }
    made.filters |= {
        "date": wording.day,
        "datetime": wording.moment,
        "number": wording.number,
        "size": wording.size,
        "initials": wording.initials,
        "slug": wording.slug,
    }
    return made
