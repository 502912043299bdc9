"""What everything stands on: kernel, office, reading, ui, audit trail."""
