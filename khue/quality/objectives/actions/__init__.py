"""Deeds on sets. The rooms: `sets` (open, version, withdraw), `editing`, `comments`, `measuring`, `evaluating`, `deciding`.

Each takes `by` and `at`, is atomic, leaves its row in the journal, and returns the thing.
"""

from khue.quality.objectives.actions.comments import add_comment, respond
from khue.quality.objectives.actions.editing import (
    describe,
    move_objective,
    remove_objective,
    replace_content,
    save_objective,
)
from khue.quality.objectives.actions.evaluating import (
    ObjectiveWords,
    open_evaluation,
    save_evaluation,
    submit_evaluation,
)
from khue.quality.objectives.actions.measuring import record_measurement, update_task
from khue.quality.objectives.actions.sets import new_version, open_set, withdraw
from khue.quality.objectives.actions.tallying import recount

__all__ = [
    "ObjectiveWords",
    "add_comment",
    "describe",
    "move_objective",
    "new_version",
    "open_evaluation",
    "open_set",
    "record_measurement",
    "recount",
    "remove_objective",
    "replace_content",
    "respond",
    "save_evaluation",
    "save_objective",
    "submit_evaluation",
    "update_task",
    "withdraw",
]
