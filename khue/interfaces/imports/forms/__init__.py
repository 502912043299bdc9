"""What people type on the import screens."""
