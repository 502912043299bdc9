"""Permissions, roles, grants over a unit and what hangs below it; the one permission backend."""
