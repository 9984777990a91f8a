"""Records the stream with a limit to how long a file may be, which is what a full drive looks like to SQLite.

Told a folder; says in JSON how many messages were recorded before the limit, the title of the problem, and how many
were there after the limit was lifted and recording went on.
"""

import json
import resource
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path

from deskhand.domain.problems import ProblemError
from deskhand.storage.project import Project
from faults.recording import recorded, stream

_ROOM = 400_000  # bytes
_AFTER = 30  # messages


def main(folder: Path) -> None:
    with closing(Project.open(folder)) as project:
        resource.setrlimit(resource.RLIMIT_FSIZE, (_ROOM, resource.RLIM_INFINITY))
        kept, title = 0, ""
        try:
            for message in stream():
                project.record(message)
                kept += 1
        except ProblemError as error:
            title = error.problem.title
        found = recorded(folder)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        for message in islice(stream(found), _AFTER):
            project.record(message)
    print(json.dumps([kept, title, found, recorded(folder)]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
