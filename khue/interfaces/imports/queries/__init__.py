"""What the import screens show."""
