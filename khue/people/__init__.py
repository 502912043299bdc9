"""Who, where, and may they."""
