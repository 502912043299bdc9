"""The fixed words of calls: states of a call, and how far a unit has come."""

from django.utils.translation import gettext_lazy as _

OPEN, CLOSED = "open", "closed"
CALL_STATES = [(OPEN, _("Đang mở")), (CLOSED, _("Đã đóng"))]
TRANSITIONS = {OPEN: frozenset({CLOSED}), CLOSED: frozenset()}
"""A call is open from the moment it is sent; a closed one is only read."""

UNTOUCHED, WRITING, CHECKING, DECIDING, ANSWERED = "untouched", "writing", "checking", "deciding", "answered"
STAGES = (UNTOUCHED, WRITING, CHECKING, DECIDING, ANSWERED)
"""How far a unit is, whatever it was called for: nothing yet, at work, being checked, being decided, answered."""

DEADLINE = "call_deadline"
"""The name under which time limits of a procedure wait for the day of a call (`until: call_deadline`)."""
