"""The one family of errors that a person may see.

A rule, a reader or an action that says no raises a `Refused`; one place in `ui` turns it into a page with `status`.
`message` is a whole Vietnamese sentence: what is wrong and what to do about it. `code` is for programs and tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any


class Refused(Exception):
    """A deed that is not done, with the reason in words."""

    status = 409

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message


class NotAllowed(Refused):
    """This person may not do this."""

    status = 403


class NotFound(Refused):
    """It does not exist, or this person may not know that it exists."""

    status = 404


class Conflict(Refused):
    """Somebody was faster, or the thing is not in the state the deed needs."""

    status = 409


class TooLarge(Refused):
    """A file or a request that is bigger than the limits."""

    status = 413


class Invalid(Refused):
    """Input that is malformed; `fields` names each faulty field with its sentences."""

    status = 422

    def __init__(self, code: str, message: str, fields: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(code, message)
        self.fields: dict[str, list[str]] = {name: list(said) for name, said in (fields or {}).items()}


class Unreadable(Refused):
    """A file that cannot be read: empty, encrypted, a picture, damaged, or of another kind."""

    status = 422


def allows(check: Callable[..., Any], *args: Any, **named: Any) -> bool:
    """A rule that says no by `Refused`, as a yes or no."""
    try:
        check(*args, **named)
    except Refused:
        return False
    return True
