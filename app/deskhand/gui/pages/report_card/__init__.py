"""Report card: whether a skill is worth using."""
