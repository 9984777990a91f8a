"""Teach: one message after another."""
