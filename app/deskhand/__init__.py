"""Deskhand: teach a pretrained model your own work, on your own computer."""

__version__ = "0.1.0"
