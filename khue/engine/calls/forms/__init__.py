"""What is asked when a call is opened or steered."""

from khue.engine.calls.forms.opening import OpeningForm
from khue.engine.calls.forms.steering import CloseForm, ExtensionForm, JoinForm, NumberForm

__all__ = ["CloseForm", "ExtensionForm", "JoinForm", "NumberForm", "OpeningForm"]
