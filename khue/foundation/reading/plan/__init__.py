"""Plans: from an opened document to objectives, tasks, people, times and evidence, each traceable to its cell.

`reader` holds the steps together. Which module does what, in which order: "The way of a plan" in the page on reading.
"""

from khue.foundation.reading.plan.reader import read_plan

__all__ = ["read_plan"]
