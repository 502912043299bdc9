"""What is done with evidence, forms and retention rules."""

from khue.engine.records.actions.evidence import Kept, add_evidence, attach, correct_evidence, detach, examine
from khue.engine.records.actions.forms import install_forms

__all__ = ["Kept", "add_evidence", "attach", "correct_evidence", "detach", "examine", "install_forms"]
