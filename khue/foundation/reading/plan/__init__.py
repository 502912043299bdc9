"""Plan tables: from an opened document to objectives, tasks, people, times and evidence, each traceable to its cell.

The order of the work: `front` (title, unit, year) · `layout` (which table is the plan, what its columns mean) · `rows` (what
each row is) · `drafts` (rows of one objective, also over pages) · `items`, `people` (lists inside cells) · `reader`.
"""

from khue.foundation.reading.plan.reader import read_plan

__all__ = ["read_plan"]
