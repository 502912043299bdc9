"""The fixed words of running cases."""

OPEN, ENDED = "open", "ended"

STAFF = "staff"
"""The role that everybody appointed in a unit has there, granted or not."""
