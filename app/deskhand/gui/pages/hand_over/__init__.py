"""Handing a project over as one file, and opening such a file."""
