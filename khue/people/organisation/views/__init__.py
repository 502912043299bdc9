"""Screens of the organisation: units, their changes, people, posts, times."""
