"""Vietnamese plans: targets, time spans and plan tables, from text to values. Pure Python, no Django."""

from khue.foundation.reading.plan import read_plan
from khue.foundation.reading.targets import read_targets, read_targets_with_remarks
from khue.foundation.reading.timespan import read_timespan

__all__ = ["read_plan", "read_targets", "read_targets_with_remarks", "read_timespan"]
