"""What people do with files that came in."""
