"""Opening a call, letting units join, extending, reminding, closing."""

from khue.engine.calls.actions.opening import Notice, close, extend, give_number, join, open_call
from khue.engine.calls.actions.reminding import Reminded, remind

__all__ = ["Notice", "Reminded", "close", "extend", "give_number", "join", "open_call", "remind"]
