"""Quality policy (ISO 9001 5.2) and strategic indicators by year, given to units and compared with their results (seed 001, B1 and B2)."""
