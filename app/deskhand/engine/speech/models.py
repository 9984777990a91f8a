"""A speech model as files: checked, and brought into the form that CTranslate2 reads."""

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine import shelf
from deskhand.engine.failing import ProcessorLostError
from deskhand.engine.speech.whisper import NO_MEMORY, Whisper
from deskhand.storage.atomic import problem_of
from deskhand.storage.places import models_folder

_CONVERTED = ("model.bin", "config.json", "tokenizer.json")
_VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
_SPECIFICATION = b"WhisperSpec"  # at the head of every file that CTranslate2 wrote for Whisper
_BESIDE = ("tokenizer.json", "preprocessor_config.json", "generation_config.json")
_MAKING, _LONG_AGO = "making-", 86_400  # seconds
_PRECISION = "int8"  # a quarter of the size; the same words within the noise (methods.md, 3.1)


def open_whisper(model: str, noticed: Callable[[str], None], language: str = "", processor: str = "") -> Whisper:
    """The model in the folder ``model``. ``noticed`` hears in plain words what takes long or has to be done otherwise.
    ``processor`` is the only one that may do it ("": the best).

    Raises ``ProblemError`` if there is none, it is no speech model, incomplete, damaged, does not know ``language`` (a
    code, "": any), or would bring code.
    """
    if not model:
        raise ProblemError(_NONE)
    folder = Path(model).expanduser().resolve()
    if not folder.is_dir():
        raise _refused(folder, "there is no such folder")
    converted = folder if (folder / "model.bin").is_file() else _converted(folder, noticed)
    _check(converted)
    try:
        whisper = Whisper(converted, noticed, processor, alone=bool(processor))
    except MemoryError as error:
        raise ProblemError(NO_MEMORY) from error
    except ProcessorLostError:
        raise
    except Exception as error:  # the libraries have a kind of error for every kind of damage
        raise _refused(folder, "its files are damaged or do not fit each other", type(error).__name__) from error
    if language and language not in whisper.languages:
        raise ProblemError(_unknown_language(folder, language, whisper.languages))
    return whisper


def make_ready(folder: Path, target: Path) -> None:
    """Write the model in ``folder``, as its makers publish it, to ``target`` in the form that listens.

    Raises ``ProblemError``.
    """
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        _convert(folder, _only_what_is_opened(folder, Path(scratch) / "published"), target)


def _check(folder: Path) -> None:
    if missing := _missing(folder):
        raise _refused(folder, f"it lacks {', '.join(missing)}")
    with (folder / "model.bin").open("rb") as file:
        if _SPECIFICATION not in file.read(64):
            raise _refused(folder, "its main file is no speech model in the form that Deskhand reads")


def _missing(folder: Path) -> list[str]:
    missing = [name for name in _CONVERTED if not (folder / name).is_file()]
    vocabulary = any((folder / name).is_file() for name in _VOCABULARIES)
    return missing if vocabulary else [*missing, _VOCABULARIES[0]]


def _converted(folder: Path, noticed: Callable[[str], None]) -> Path:
    """The model in CTranslate2's form, kept under its fingerprint, so that it is converted once."""
    files = shelf.find_speech(folder)
    if _type_of(folder) != "whisper":
        raise _refused(folder, "it is no Whisper model, so it cannot turn speech into words")
    target = models_folder() / f"{folder.name}-{files.fingerprint[:12]}"
    if not _missing(target):
        return target
    noticed("The speech model is made ready. This happens once.")
    models_folder().mkdir(parents=True, exist_ok=True)
    _clear_up()
    with tempfile.TemporaryDirectory(prefix=_MAKING, dir=models_folder()) as scratch:
        made = Path(scratch) / "model"
        _convert(folder, _only_what_is_opened(folder, Path(scratch) / "published"), made)
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)
    return target


def _only_what_is_opened(folder: Path, target: Path) -> Path:
    """A folder with the files that are opened and no other, so that no library finds a pickle to open instead."""
    target.mkdir()
    for name in shelf.SPEECH_FILES:
        if (folder / name).is_file():
            _link(folder / name, target / name)
    return target


def _link(file: Path, target: Path) -> None:
    try:
        target.hardlink_to(file)
    except OSError:  # another drive, or one that knows no links
        shutil.copyfile(file, target)


def _clear_up() -> None:
    """Take away what a conversion left behind that was killed. Another one may be under way: it takes minutes."""
    for left in models_folder().glob(f"{_MAKING}*"):
        if time.time() - left.stat().st_mtime > _LONG_AGO:
            shutil.rmtree(left, ignore_errors=True)


def _convert(folder: Path, opened: Path, target: Path) -> None:
    from ctranslate2.converters import TransformersConverter

    from deskhand.engine.quiet_libraries import quiet_transformers

    quiet_transformers()
    beside = [name for name in _BESIDE if (opened / name).is_file()]
    try:
        TransformersConverter(str(opened), copy_files=beside).convert(str(target), quantization=_PRECISION)
    except MemoryError as error:
        raise ProblemError(NO_MEMORY) from error
    except OSError as error:
        raise ProblemError(problem_of(error, models_folder() / folder.name)) from error
    except Exception as error:  # as above
        raise _refused(folder, "its files are damaged or do not fit each other", type(error).__name__) from error


def _type_of(folder: Path) -> str:
    settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return str(settings.get("model_type", "")) if isinstance(settings, dict) else ""


_NONE = Problem(
    title="A speech model is needed",
    happened="To turn recordings into words Deskhand needs a speech model, and none has been chosen.",
    did="Nothing was changed; the recordings stay listed.",
    advice="Choose the folder of a Whisper model on the page Choose, or name it after --model.",
)


def _unknown_language(folder: Path, language: str, known: tuple[str, ...]) -> Problem:
    return Problem(
        title="This speech model does not know that language",
        happened=f"The recordings are said to be in “{language}”; the model in “{folder.name}” was not made for it.",
        did="No recording was listened to, as the words would be wrong.",
        advice="Choose another language, or a Whisper model for many languages.",
        details=f"{len(known)} languages: {', '.join(known[:10])}",
    )


def _refused(folder: Path, because: str, details: str = "") -> ProblemError:
    return ProblemError(
        Problem(
            title="This speech model cannot be used",
            happened=f"The model in “{folder.name}” was not opened: {because}.",
            did="No recording was listened to; nothing was changed.",
            advice="Choose the folder of a Whisper model, as its makers publish it or converted for faster-whisper.",
            details=details,
        )
    )
