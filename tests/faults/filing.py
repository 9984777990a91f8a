"""A filing over three dozen files that something happens to, and what must be true whatever it was."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from deskhand.domain.filing import Deed, Move, MoveState
from deskhand.domain.filing_messages import (
    DoFiling,
    FilingEnded,
    FilingStarted,
    FilingTakenBack,
    SettleFiling,
    UndoFiling,
)
from deskhand.storage.project import Project
from jobs.filings import ended_well, filed, planned, project_of, tree, write

FILING = 1
LABELS = ("Letter", "Invoice", "Delivery note")
LONG = 2_500_000  # bytes: more than is written at once
OTHER_DRIVE = Path("/dev/shm")


def two_drives(folder: Path) -> bool:
    """Whether there is a second drive to file to."""
    return OTHER_DRIVE.is_dir() and OTHER_DRIVE.stat().st_dev != folder.stat().st_dev


@dataclass(frozen=True, slots=True)
class Scene:
    """A project, the folder with its files and the one they are filed into; ``undoing``: they are filed already.

    ``root`` and ``beyond`` (where the target is) can be put back to how they were in the beginning.
    """

    root: Path
    beyond: Path
    deed: Deed
    undoing: bool
    files: int = 36

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def target(self) -> Path:
        return self.beyond / "sorted"

    @property
    def project(self) -> Path:
        return self.root / "project"

    def make(self) -> None:
        """The beginning: a plan that was started, or a whole filing that is to be taken back."""
        write(self.inbox, self.contents())
        answers = {name: (LABELS[number % 3], 0.9) for number, name in enumerate(self.contents())}
        with closing(project_of(self.project, self.inbox, answers)) as project:
            planned(project, self.target, "{Type}/{name}", self.deed)
            if self.undoing:
                filed(project)
                project.record(FilingTakenBack(FILING))
            else:
                project.record(FilingStarted(FILING))
        for folder, kept in self._kept():
            kept.mkdir(parents=True)
            if folder.exists():
                shutil.copytree(folder, kept / folder.name)

    def begin(self) -> None:
        """Put everything back to the beginning."""
        for folder, kept in self._kept():
            shutil.rmtree(folder, ignore_errors=True)
            if (kept / folder.name).exists():
                shutil.copytree(kept / folder.name, folder)

    def _kept(self) -> Iterator[tuple[Path, Path]]:
        for folder in (self.inbox, self.project):
            yield folder, self.root / "kept" / folder.name
        yield self.target, self.beyond / "kept"

    def contents(self) -> dict[str, bytes]:
        """What the files hold. Some are empty, some equal, some have one name in two folders."""
        found = {}
        for number in range(self.files):
            name = f"{('', 'one/', 'two/')[number % 3]}Brief für {number // 2}.pdf"
            size = LONG if number == 5 else (number * 397) % 9000
            found[name] = hashlib.sha256(str(number // 2).encode()).digest() * (size // 32)
        return found


def check(scene: Scene) -> None:
    """Restart; journal and disk agree, and every file is there exactly once with all its bytes."""
    with closing(Project.open(scene.project)) as project:
        ended_well(project, SettleFiling(FILING))
        moves = list(project.filings.each(FILING))
    assert len(moves) == scene.files
    before = scene.contents()
    inbox, target = tree(scene.inbox), tree(scene.target)
    for move in moves:
        _check_one(scene, move, before[os.path.relpath(os.fsdecode(move.source), scene.inbox)], inbox, target)
    stray = {name: len(content) for name, content in (inbox | target).items()}
    assert not inbox, f"nobody knows why these are in the first folder: {stray}"
    assert not target, f"nobody knows why these are in the second folder: {stray}"


def _check_one(scene: Scene, move: Move, content: bytes, inbox: dict[str, bytes], target: dict[str, bytes]) -> None:
    here = os.path.relpath(os.fsdecode(move.source), scene.inbox)
    there = str(Path(*move.folder, move.name))
    is_filed = move.state in (MoveState.DONE, MoveState.LEFT)
    assert is_filed or move.state in (MoveState.PLANNED, MoveState.FAILED, MoveState.TAKEN_BACK), move
    if scene.deed is Deed.COPY or not is_filed:
        assert inbox.pop(here) == content, move
    else:
        assert here not in inbox, move
    if is_filed:
        assert target.pop(there) == content, move
    else:
        assert there not in target, move
    if scene.deed is Deed.COPY and is_filed:
        assert (scene.target / there).stat().st_mtime_ns == (scene.inbox / here).stat().st_mtime_ns


def finish(scene: Scene) -> None:
    """What was begun is done to its end."""
    with closing(Project.open(scene.project)) as project:
        if scene.undoing:
            _take_back(project)
        else:
            project.record(FilingStarted(FILING))
            ended_well(project, DoFiling(FILING))
            project.record(FilingEnded(FILING))
            assert set(project.filings.counts(FILING)) == {MoveState.DONE}
    if scene.undoing:
        assert_back(scene)
    else:
        assert len(tree(scene.target)) == scene.files
        check(scene)


def take_back(scene: Scene) -> None:
    """What was begun is put back."""
    with closing(Project.open(scene.project)) as project:
        _take_back(project)
    assert_back(scene)


def _take_back(project: Project) -> None:
    project.record(FilingTakenBack(FILING))
    ended_well(project, UndoFiling(FILING))
    assert set(project.filings.counts(FILING)) <= {MoveState.TAKEN_BACK, MoveState.PLANNED, MoveState.FAILED}


def assert_back(scene: Scene) -> None:
    assert tree(scene.inbox) == scene.contents()
    assert tree(scene.target) == {}


@contextmanager
def scene_of(root: Path, deed: Deed, *, across: bool, undoing: bool, files: int = 36) -> Iterator[Scene]:
    """A scene that leaves nothing behind on the other drive."""
    root.mkdir(parents=True)
    beyond = OTHER_DRIVE / f"deskhand-{os.getpid()}-{root.name}" if across else root / "beyond"
    scene = Scene(root, beyond, deed, undoing, files)
    try:
        scene.make()
        yield scene
    finally:
        if across:
            shutil.rmtree(beyond, ignore_errors=True)
