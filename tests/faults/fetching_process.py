"""Fetches a model in children that are killed. What they need is imported before they fork.

A line in: anything. A line out: the child's number. Another when it is gone: 0 and what was said last, or the signal.
"""

import os
import sys
from pathlib import Path

from deskhand import jobs
from deskhand.domain.jobs import FetchModel, Progress
from deskhand.jobs import fetch_model, placing  # noqa: F401 - before the fork
from deskhand.jobs.library_settings import tell_libraries


class Silent:
    """Hears how far it is."""

    def progress(self, progress: Progress) -> None:
        """Nobody listens."""


def main(model: str, told: Path) -> None:
    """Until there is no more line."""
    tell_libraries()
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            last = list(jobs.perform(FetchModel(model), None, Silent()))[-1]
            told.write_text(repr(last))
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(-os.WTERMSIG(status) if os.WIFSIGNALED(status) else told.read_text(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
