"""Written procedures as immutable versions, and the cases that run by them."""
