"""Help and keys of a page."""
