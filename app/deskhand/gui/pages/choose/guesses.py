"""Which columns are taken for answers before the person has said anything."""

from deskhand.domain.items import TablePreview


def guessed_answers(preview: TablePreview) -> tuple[int, ...]:
    """Places of the columns whose flag is set from the start.

    Of the columns that could hold answers, one that is filled only in part is most telling: somebody began to
    answer. Failing that, answers are written to the right of what they answer; failing that, all are taken.
    """
    guesses = [place for place, _ in preview.answer_guesses]
    begun = [place for place in guesses if any(not row[place].strip() for row in preview.rows)]
    last_text = max(preview.text_guess, default=-1)
    behind = [place for place in guesses if place > last_text]
    return tuple(begun or behind or guesses)
