"""How sure Deskhand is, in words that everybody reads alike."""


def in_ten(confidence: float) -> str:
    """``9 in 10``. Never 10 in 10: nobody can be that sure, and never 0, for a guess is a guess."""
    return f"{min(9, max(1, round(confidence * 10)))} in 10"
