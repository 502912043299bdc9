"""Every deed on the organisation. Also as `actions.add_unit(…)`.

The rooms are `founding`, `units`, `successions`, `posts`, `signing`, `times`.
"""

from khue.people.organisation.actions.founding import found_institution
from khue.people.organisation.actions.posts import (
    add_position,
    appoint,
    change_position,
    end_appointment,
    end_charge,
    put_in_charge,
    welcome,
)
from khue.people.organisation.actions.signing import delegate, end_absence, end_delegation, record_absence
from khue.people.organisation.actions.successions import merge_units, split_unit
from khue.people.organisation.actions.times import add_calendar_day, add_period, install_calendar, remove_calendar_day
from khue.people.organisation.actions.units import add_unit, change_unit, close_unit, move_unit, rename_unit

__all__ = [
    "add_calendar_day",
    "add_period",
    "add_position",
    "add_unit",
    "appoint",
    "change_position",
    "change_unit",
    "close_unit",
    "delegate",
    "end_absence",
    "end_appointment",
    "end_charge",
    "end_delegation",
    "found_institution",
    "install_calendar",
    "merge_units",
    "move_unit",
    "put_in_charge",
    "record_absence",
    "remove_calendar_day",
    "rename_unit",
    "split_unit",
    "welcome",
]
