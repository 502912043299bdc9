"""What the frame of every page says about where we are: the school's name and the person's position. No query of its own."""

from __future__ import annotations

from django.http import HttpRequest

from khue.foundation.ui.context import Brand
from khue.people.access import backend


def brand(request: HttpRequest) -> Brand:
    """The institution of the signed-in person; before sign-in, Khuê itself."""
    held = backend.held_by(getattr(request, "user", None))
    name = next((grant.institution_name for grant in held), "")
    return Brand(short=name)


def position(request: HttpRequest) -> str:
    held = backend.held_by(getattr(request, "user", None))
    return next((grant.title for grant in held if grant.title), "")


def oversees(request: HttpRequest) -> bool:
    """Whether the person follows the objectives of a whole institution, as the page of totals asks."""
    schools = [grant.institution for grant in backend.held_by(request.user) if grant.institution is not None]
    return any(request.user.has_perm("objectives.view_set", school) for school in schools)


def reads_papers(request: HttpRequest) -> bool:
    """Whether papers come to the person, or the person looks into the register, as an auditor does."""
    return any(request.user.has_perm(f"papers.{deed}") for deed in ("read_paper", "view_register"))


def signs_papers(request: HttpRequest) -> bool:
    """Whether the person signs decisions or keeps the seal: such people keep images of both."""
    return any(request.user.has_perm(one) for one in ("papers.stamp_paper", "objectives.approve_set"))
