"""Dates and numbers as Vietnamese offices write them; Django's own `vi` reads 01/02/2027 as 2 January (stack.md, trap 10)."""
