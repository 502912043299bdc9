"""Calls: one notice asks many units for the same thing by a day; who has answered, who is late, who was reminded when."""
