"""Quality objectives, targets, plans, measurements, evaluation: ISO 9001 6.2, seeds 000 and 003."""
