"""The desk at which one objective is written: what it stood at, the forms, and what the buttons beside “Lưu” do to the rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.quality.objectives import contents
from khue.quality.objectives.forms import filling, rows
from khue.quality.objectives.forms import objective as forms
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.views import choices

Rows = list[dict[str, str]]
TARGETS, TASKS = "chi-tieu", "nhiem-vu"
_ADDS = {"them-chi-tieu": TARGETS, "them-nhiem-vu": TASKS}
_DROPS = {"bo-chi-tieu": TARGETS, "bo-nhiem-vu": TASKS}


@dataclass
class Desk:
    """One objective of `set` being written; `before` is None for a new one."""

    set: ObjectiveSet
    before: contents.ObjectiveContent | None
    form: Any = None
    targets: Any = None
    tasks: Any = None
    conflict: dict[str, Any] | None = field(default=None)

    @cached_property
    def school(self) -> Callable[[], list[tuple[str, str]]] | None:
        return None if self.set.is_school_level else partial(choices.school_objectives, self.set)

    @cached_property
    def known(self) -> filling.Known:
        return choices.names(self.set)

    def fill(self) -> Desk:
        """As it stands; a new one begins with an empty row of each kind."""
        content = self.before or contents.ObjectiveContent(number=str(self.set.objectives.count() + 1), statement="")
        initial = filling.initial(content) | {"revision": self.set.revision}
        return self._lay_out(
            initial, filling.target_rows(content.targets) or [{}], filling.task_rows(content.tasks) or [{}]
        )

    def read(self, data: QueryDict) -> bool:
        """Takes what was sent for saving; False when something has to be corrected."""
        self.form = forms.ObjectiveForm(data, school=self.school)
        self.targets = forms.TargetRows(data, prefix=TARGETS)
        self.tasks = forms.TaskRows(data, prefix=TASKS)
        checks = [self.form.is_valid(), self.targets.is_valid(), self.tasks.is_valid()]
        return all(checks)

    def press(self, data: QueryDict, button: str) -> Desk:
        """What was typed, as typed, after a button that only changes rows."""
        typed: dict[str, Any] = {name: data.get(name, "") for name in forms.ObjectiveForm.base_fields}
        typed |= {"lead": rows.texts(data, "lead"), "supporting": rows.texts(data, "supporting")}
        lists = {
            TARGETS: rows.raw(data, TARGETS, forms.TARGET_NAMES),
            TASKS: rows.raw(data, TASKS, forms.TASK_NAMES),
        }
        verb, _dash, place = button.rpartition("-")
        if verb in _DROPS and place.isdecimal() and len(place) < 4:
            del lists[_DROPS[verb]][int(place) : int(place) + 1]
        lists = {prefix: rows.filled(typed_rows) for prefix, typed_rows in lists.items()}
        if button == "doc-cau":
            lists[TARGETS] += filling.read_from(typed["statement"], lists[TARGETS])
        added = _ADDS.get(button, "")
        if added:
            lists[added].append({})
        self._lay_out(typed, lists[TARGETS], lists[TASKS])
        self._look_at(added)
        return self

    def put(self, content: contents.ObjectiveContent) -> Desk:
        """This content in the forms instead of what was typed; nothing is saved."""
        initial = filling.initial(content) | {"revision": self.form.cleaned_data["revision"]}
        return self._lay_out(
            initial, filling.target_rows(content.targets) or [{}], filling.task_rows(content.tasks) or [{}]
        )

    def content(self) -> contents.ObjectiveContent:
        """What valid forms say."""
        return filling.content(self.form, self.targets, self.tasks, known=self.known, before=self.before)

    def clash(self, refusal: errors.Conflict, now: contents.ObjectiveContent | None, revision: int) -> None:
        """Somebody saved first: nothing typed is lost, and what differs is said. Saving again means: this one."""
        typed = self.content()
        old = contents.SetContent(objectives=(now,) if now else ())
        self.conflict = {
            "message": refusal.message,
            "changes": contents.differences(old, contents.SetContent(objectives=(typed,)))[:12],
        }
        self.form.data = self.form.data.copy()
        self.form.data["revision"] = str(revision)

    @property
    def action(self) -> str:
        if self.before:
            return reverse("objectives:objective-edit", args=[self.set.public_id, self.before.key])
        return reverse("objectives:objective-add", args=[self.set.public_id])

    @property
    def heading(self) -> str:
        return _("Sửa mục tiêu %(number)s") % {"number": self.before.number} if self.before else _("Thêm mục tiêu")

    def context(self, request: HttpRequest) -> dict[str, Any]:
        time_text = self.form["time_text"].value() or ""
        return {
            "set": self.set, "form": self.form, "targets": self.targets, "tasks": self.tasks,
            "heading": self.heading, "action": self.action, "conflict": self.conflict,
            "desk_key": self.before.key if self.before else "", "remarks": None,
            "schedule": self.known.schedule(time_text),
            "suggestions": choices.suggestions(self.set),
        }  # fmt: skip

    def _lay_out(self, initial: dict[str, Any], targets: Rows, tasks: Rows) -> Desk:
        self.form = forms.ObjectiveForm(initial=initial, school=self.school)
        self.targets = forms.TargetRows(initial=targets, prefix=TARGETS)
        self.tasks = forms.TaskRows(initial=tasks, prefix=TASKS)
        return self

    def _look_at(self, prefix: str) -> None:
        """The new row is where one goes on typing."""
        for prefix_, formset in ((TARGETS, self.targets), (TASKS, self.tasks)):
            if prefix_ == prefix:
                formset.focus = len(formset.forms) - 1
