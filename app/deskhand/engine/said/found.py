"""Something picked out of the words of one decoding, before it is compared with another."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Found:
    """``value`` as people write it, said from ``start`` to ``end`` seconds.

    ``same`` is what two decodings must have in common (the digits of a number). ``sound`` False: it can be shown, but
    not be right as it is.
    """

    value: str
    same: str
    start: float
    end: float
    sound: bool = True

    def with_end(self, value: str) -> "Found":
        """With ``value``, which has something more at its end; that too must be the same in both."""
        return replace(self, value=value, same=self.same + value.removeprefix(self.value))
