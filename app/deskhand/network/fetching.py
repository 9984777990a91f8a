"""A whole model, file by file, into a folder where it is put together."""

import shutil
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar, cast

from deskhand.domain.models import Model, ModelFile
from deskhand.domain.problems import Problem, ProblemError
from deskhand.network import downloading, trouble
from deskhand.network.downloading import Wanted
from deskhand.network.hub import Hub
from deskhand.network.patience import FAILURES, Far, Patience

T = TypeVar("T")
_WEIGHTS = ".safetensors"
_READ = (_WEIGHTS, ".json", ".txt", ".model", ".jinja")
"""What models are read from. Nothing else is fetched, whatever a catalogue says: no pickles, no code."""
_ROOM = 64 << 20  # bytes that must stay free on the drive


@dataclass(frozen=True, slots=True)
class Coming:
    """How far the model is, in bytes. ``waits``: seconds that we wait before trying again (0: we do not)."""

    done: int
    total: int
    waits: int = 0


def fetch(hub: Hub, model: Model, folder: Path, patience: Patience) -> Generator[Coming, None, Model]:
    """Get ``model`` into ``folder``, going on with what lies there. The same model with its revision and files pinned.

    It can be killed at any time. Raises ``ProblemError``; ``OSError`` if ``folder`` cannot be written.
    """
    try:
        commit, wanted = yield from _of_model(_look_up(hub, model, patience), 0, model.size)
        _check_room(model, wanted, folder)
        files = yield from _fetch_all(hub, wanted, folder, patience)
    except (*FAILURES, ValueError) as error:  # ValueError: what came is not what the library can read
        raise ProblemError(trouble.problem_of(error, hub.host)) from error
    _clear(folder, files)
    main = next((file.sha256 for file in files if file.path == f"model{_WEIGHTS}"), model.sha256)
    size = sum(file.size for file in files)
    return replace(model, here=True, revision=commit, files=files, sha256=main, size=size)


def _look_up(hub: Hub, model: Model, patience: Patience) -> Generator[Far, None, tuple[str, tuple[Wanted, ...]]]:
    """The commit, and those files that the catalogue names and the hub has."""
    commit = yield from patience.until(lambda: hub.commit(model.id, model.revision))
    found = []
    for known in model.files:
        _check_name(known.path)
        published = yield from patience.until(lambda path=known.path: hub.look_up(model.id, commit, path))  # type: ignore[misc]
        if published is not None:
            found.append(Wanted(published, known))
        elif known.sha256:
            raise ProblemError(_lacks(model, f"“{known.path}”"))
    if not any(one.published.path.endswith(_WEIGHTS) for one in found):
        raise ProblemError(_lacks(model, "its numbers in the safe form (safetensors)"))
    for one in found:
        _check_told(one)
    return commit, tuple(found)


def _fetch_all(
    hub: Hub, wanted: Sequence[Wanted], folder: Path, patience: Patience
) -> Generator[Coming, None, tuple[ModelFile, ...]]:
    total, before = sum(one.published.size for one in wanted), 0
    files: list[ModelFile] = []
    for one in sorted(wanted, key=lambda one: one.published.size):  # small ones first: what is wrong shows at once
        file = yield from _of_model(downloading.fetch(hub, one, folder, patience), before, total)
        files.append(file)
        before += file.size
    yield Coming(total, total)
    return tuple(sorted(files, key=lambda file: file.path))


def _of_model(part: Generator[Far, None, T], before: int, total: int) -> Generator[Coming, None, T]:
    """The same steps, as those of the whole model."""
    while True:
        try:
            far = next(part)
        except StopIteration as end:
            return cast("T", end.value)
        yield Coming(before + far.done, total, far.waits)


def _check_name(path: str) -> None:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path or parts.suffix not in _READ:
        raise ProblemError(
            Problem(
                title="The catalogue of models is damaged",
                happened=f"It names a file that Deskhand does not fetch: “{path}”.",
                did="Nothing of this model was fetched.",
                advice="Install Deskhand again.",
            )
        )


def _check_told(one: Wanted) -> None:
    """What the hub says of a file before any of it is fetched."""
    told = one.published
    if told.size < 0:
        raise ValueError("the hub does not say how large a file is")
    other_size = one.known.size not in (0, told.size)
    other_hash = one.known.sha256 and len(told.etag) == len(one.known.sha256) and told.etag != one.known.sha256
    if other_size or other_hash:
        raise ProblemError(
            Problem(
                title="The hub has another model under this name",
                happened=f"The file “{told.path}” there is not the one that Deskhand knows.",
                did="It was not fetched; nothing was changed.",
                advice="If you use a mirror, check its address under Settings › Privacy and network. Else choose"
                " another model, and tell the makers of Deskhand.",
                details=f"{told.path}: {told.size} bytes, {told.etag[:12]}",
            )
        )


def _check_room(model: Model, wanted: Sequence[Wanted], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    here = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    need = sum(one.published.size for one in wanted) - here + _ROOM
    free = shutil.disk_usage(folder).free
    if need > free:
        raise ProblemError(
            Problem(
                title="There is not enough room for the model",
                happened=f"{model.name} needs {need / 1e6:,.0f} MB more, and {free / 1e6:,.0f} MB are free.",
                did="Nothing more was fetched; what had arrived is kept.",
                advice="Free some room, or move the models to another drive on the page Models, and press Get again.",
            )
        )


def _clear(folder: Path, files: Sequence[ModelFile]) -> None:
    """Nothing goes to the shelf with the model that is not of it, such as parts of an older version."""
    wanted = {folder / file.path for file in files}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()


def _lacks(model: Model, what: str) -> Problem:
    return Problem(
        title="The model cannot be used",
        happened=f"{model.name} at the hub lacks {what}.",
        did="Nothing of it was fetched.",
        advice="If you use a mirror, check its address under Settings › Privacy and network. Else choose another one.",
    )
