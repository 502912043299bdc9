"""The fixed words of contents, as plain Python."""

from khue.foundation.reading import values as reading

ACHIEVED, BETWEEN = "achieved", "between"
COMPARATORS = (*reading.COMPARATORS, ACHIEVED)
RECURRENCES = reading.RECURRENCES
LEAD, SUPPORTING = "lead", "supporting"
PARTS = (LEAD, SUPPORTING)
