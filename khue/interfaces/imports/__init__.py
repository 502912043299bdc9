"""Files that come in: read, staged, corrected by a person, confirmed, then saved by actions."""
