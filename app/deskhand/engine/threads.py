"""How many threads the algebra library uses."""

from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits


@contextmanager
def one_thread() -> Iterator[None]:
    """For small matrices: there the library's threads mostly wait for each other.

    Logistic regression on 1,200 rows was 2 to 15 times as fast this way, beside other work (tests/bench/RESULTS.md).
    """
    with threadpool_limits(limits=1, user_api="blas"):
        yield
