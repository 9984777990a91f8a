"""Which item is shown next in Teach. Never waits: until Deskhand has chosen, items come in their own order."""

from collections.abc import Callable, Iterable, Iterator

from deskhand.domain.jobs import Asked, AskNext


class TeachQueue:
    """The items to ask about one question.

    ``in_order`` yields item ids as they lie in the project; ``answered`` tells whether the person has answered one.
    Skipped items come back when nothing else is left; those they were *not sure* about do not in this sitting.
    """

    def __init__(self, in_order: Iterable[int], answered: Callable[[int], bool]) -> None:
        self._in_order: Iterator[int] = iter(in_order)
        self._ahead: int | None = None
        self._answered = answered
        self._chosen: dict[int, Asked] = {}
        self._skipped: list[int] = []
        self._not_sure: set[int] = set()

    @property
    def passed_over(self) -> tuple[int, ...]:
        """Items that should not be chosen now, for the next request."""
        return (*self._skipped, *sorted(self._not_sure))

    def take(self, asked: AskNext) -> None:
        """Deskhand has chosen anew."""
        self._chosen = {item.item_id: item for item in asked.items}

    def about(self, item_id: int) -> Asked | None:
        """Why this item is asked and what Deskhand guesses, if it was Deskhand that chose it."""
        return self._chosen.get(item_id)

    def look_again(self, in_order: Iterable[int]) -> None:
        """From the beginning: there are items now that there were not."""
        self._in_order, self._ahead = iter(in_order), None

    def next(self) -> int | None:
        """The best item that is not answered yet, or None when every one has an answer."""
        chosen = next((item_id for item_id in self._chosen if self._open(item_id)), None)
        if chosen is not None:
            return chosen
        return self._next_in_order() or self._one_that_was_skipped()

    def skip(self, item_id: int) -> None:
        self.bring_back(item_id)
        self._skipped.append(item_id)

    def not_sure(self, item_id: int) -> None:
        self._not_sure.add(item_id)

    def bring_back(self, item_id: int) -> None:
        """An answer or a skip was taken back."""
        self._not_sure.discard(item_id)
        if item_id in self._skipped:
            self._skipped.remove(item_id)

    def _next_in_order(self) -> int | None:
        while self._ahead is None or not self._open(self._ahead):
            self._ahead = next(self._in_order, None)
            if self._ahead is None:
                return None
        return self._ahead

    def _one_that_was_skipped(self) -> int | None:
        return next((item_id for item_id in self._skipped if not self._answered(item_id)), None)

    def _open(self, item_id: int) -> bool:
        return item_id not in self._skipped and item_id not in self._not_sure and not self._answered(item_id)
