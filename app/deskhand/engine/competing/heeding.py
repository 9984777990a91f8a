"""A network that heeds a stop in the midst of a step, and of a test: a step on photos can take seconds."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from torch import nn

Look = Callable[[], None]
"""Says that it goes on; raises once the person has stopped it."""

_PATIENCE = 0.7  # seconds; what ends sooner stops between two steps, where it is kept how far it is


@contextmanager
def heeding(module: nn.Module, look: Look) -> Iterator[Look]:
    """While in it ``look`` is called every ``_PATIENCE`` seconds, from wherever the network is by then: a layer on its
    way forth, or the gradient of a weight on its way back. What it raises comes out of the network.

    Gives a ``look`` for between the steps: after it the patience begins anew.
    """
    last = time.monotonic()

    def now() -> None:
        nonlocal last
        look()
        last = time.monotonic()

    def heed(*_: object) -> None:
        if time.monotonic() - last > _PATIENCE:
            now()

    hooks = [each.register_forward_pre_hook(heed) for each in module.modules()]
    weights = (weight for weight in module.parameters() if weight.requires_grad)
    hooks += [weight.register_post_accumulate_grad_hook(heed) for weight in weights]  # type: ignore[no-untyped-call]
    try:
        yield now
    finally:
        for hook in hooks:
            hook.remove()
