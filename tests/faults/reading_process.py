"""Reads the files of run 1, as the program does, and notes every file that is opened: ``FOLDER OPENED``."""

import sys
from pathlib import Path

from deskhand import jobs
from deskhand.domain.items import SourceKind
from deskhand.domain.jobs import Failed, Progress, ReadFiles
from deskhand.readers.apart.pool import Apart, Opened
from deskhand.storage.project import Project


class Quiet:
    def progress(self, progress: Progress) -> None:
        """Nobody listens."""


def main(folder: Path, opened: Path) -> None:
    read = Apart.read

    def note(self: Apart, path: Path, kind: SourceKind) -> Opened:
        with opened.open("a", encoding="utf-8") as file:
            file.write(f"{path.name}\n")
        return read(self, path, kind)

    Apart.read = note  # type: ignore[method-assign]
    project = Project.open(folder)
    for event in jobs.perform(ReadFiles(1), project, Quiet()):
        project.record(event)
        assert not isinstance(event, Failed), event
    project.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
