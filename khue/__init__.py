"""Khuê: electronic quality management for Vietnamese education. Six storeys, each a folder; imports go down only."""

__version__ = "0.2.0"
