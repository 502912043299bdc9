"""Screens of outgoing papers."""
