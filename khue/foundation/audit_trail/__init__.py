"""Append-only, hash-chained journal of every write. It has no foreign keys to what it describes."""
