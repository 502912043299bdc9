"""Vietnamese plans: targets, time spans and plan tables, from text to values. Pure Python, no Django."""
