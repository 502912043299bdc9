"""The unit tree, positions, appointments from-to, periods, holidays."""
