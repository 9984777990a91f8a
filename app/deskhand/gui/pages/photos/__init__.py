"""Teach, of photos: many look-alikes at once."""
