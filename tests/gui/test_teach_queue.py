"""Which item Teach shows next."""

from deskhand.domain.jobs import Asked, AskNext, Why
from deskhand.gui.pages.teach.queue import TeachQueue


def queue_of(ids: range, answered: set[int]) -> TeachQueue:
    return TeachQueue(ids, answered.__contains__)


def test_before_deskhand_has_chosen_items_come_in_their_own_order_without_the_answered_ones() -> None:
    answered = {1, 2}
    queue = queue_of(range(1, 6), answered)
    assert queue.next() == 3
    assert queue.next() == 3, "an item that was only shown is not lost"
    answered.add(3)
    assert queue.next() == 4
    assert queue.about(4) is None, "nothing is said about why an item is asked that nobody chose"


def test_what_deskhand_chose_comes_first() -> None:
    queue = queue_of(range(1, 6), set())
    queue.take(AskNext(1, (Asked(5, Why.BETWEEN, "Billing", 0.6), Asked(4, Why.RANDOM)), learned_from=9))
    assert queue.next() == 5
    assert queue.about(5) == Asked(5, Why.BETWEEN, "Billing", 0.6)


def test_a_skipped_item_comes_back_when_nothing_else_is_left() -> None:
    answered = {2}
    queue = queue_of(range(1, 4), answered)
    queue.skip(1)
    assert queue.next() == 3
    answered.add(3)
    assert queue.next() == 1


def test_skipping_the_last_ones_shows_them_in_turn() -> None:
    queue = queue_of(range(1, 3), set())
    queue.skip(1)
    queue.skip(2)
    assert queue.next() == 1
    queue.skip(1)
    assert queue.next() == 2


def test_not_sure_is_not_asked_again_until_it_is_undone() -> None:
    queue = queue_of(range(1, 3), set())
    queue.not_sure(1)
    queue.not_sure(2)
    assert queue.next() is None
    assert queue.passed_over == (1, 2)
    queue.bring_back(2)
    queue.take(AskNext(1, (Asked(2, Why.UNLIKE),), learned_from=3))
    assert queue.next() == 2
