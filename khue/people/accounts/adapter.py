"""What allauth asks us: nobody signs up by themselves; people are invited."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in for invited people only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
