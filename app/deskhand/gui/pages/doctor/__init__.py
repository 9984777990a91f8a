"""The computer check."""
