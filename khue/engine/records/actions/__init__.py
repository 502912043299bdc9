"""What is done with evidence, forms and retention rules."""

from khue.engine.records.actions.evidence import add_evidence, attach, correct_evidence, detach
from khue.engine.records.actions.forms import install_forms

__all__ = ["add_evidence", "attach", "correct_evidence", "detach", "install_forms"]
