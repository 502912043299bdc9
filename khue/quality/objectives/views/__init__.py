"""The screens of objectives. A view fetches by queries, reads a form, calls one action and goes back; it decides nothing."""
