"""What the report card says of text, picture, and both."""

import pytest

from deskhand.cli import cards
from deskhand.domain.evaluations import Candidate, Evaluation, Method, Score, Verdict
from deskhand.domain.questions import Question, QuestionKind
from deskhand.domain.skills import Skill


def card_of(method: Method, **right: int) -> str:
    """A report card as a person reads it, with so many right of 60 by each method."""
    candidates = tuple(Candidate(Method[name.upper()], Score(count, 60, 0.1, 0.9)) for name, count in right.items())
    score = next(one.score for one in candidates if one.method is method)
    card = Evaluation(60, ("A", "B"), method, score, candidates, "A", Verdict.WORTH_USING, "")
    question = Question(1, "Type", QuestionKind.CHOICE, ("A", "B"))
    return cards.words(question, Skill("1-a", 1, "m", card, "2026-01-01"))


def test_of_documents_it_says_in_a_sentence_how_text_picture_and_both_did() -> None:
    said = card_of(Method.BOTH, commonest=10, words=40, model=49, colours=22, picture=41, both=52)
    assert "Best was text and picture together (52 of 60); text alone 49 of 60, the picture alone 41 of 60." in said


def test_it_calls_nothing_the_best_that_another_way_equals() -> None:
    said = card_of(Method.WORDS, commonest=10, words=49, model=47, colours=22, both=49)
    assert "Nothing was better than text alone (49 of 60); the picture alone 22 of 60" in said


@pytest.mark.parametrize("right", [{"words": 40, "model": 49}, {"colours": 30, "picture": 49}])
def test_where_there_is_one_way_to_look_nothing_is_said_of_it(right: dict[str, int]) -> None:
    said = card_of(Method[list(right)[-1].upper()], commonest=10, **right)
    assert "Best was" not in said
    assert "Nothing was better" not in said
