"""The shelf: pretrained models as files on this computer, checked before they are used.

Nothing here imports torch, and no code that comes with a model is ever run: models are read as files.
"""

import hashlib
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from deskhand.domain.models import Modality, Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine.remembered import Remembered
from deskhand.storage.places import home, resources

STARTER = "all-MiniLM-L6-v2"
_WEIGHTS = "model.safetensors"
_NEEDED = ("config.json", "tokenizer.json", _WEIGHTS)
_NEEDED_TO_PERCEIVE = ("config.json", "preprocessor_config.json", _WEIGHTS)
_SMALL_FILES = (
    *("config.json", "tokenizer.json", "sentence_bert_config.json", "modules.json", "1_Pooling/config.json"),
    "preprocessor_config.json",
)
SPEECH_FILES = (
    *("config.json", "generation_config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json"),
    *("special_tokens_map.json", "added_tokens.json", "normalizer.json", "vocab.json", "merges.txt", _WEIGHTS),
)
_PICKLES = {".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib"}


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model whose files were found and checked. ``fingerprint`` (64 hex digits) changes with any of them."""

    model: Model
    folder: Path
    fingerprint: str


def catalogue() -> tuple[Model, ...]:
    """All models that Deskhand knows by name; ``here`` says whether the files are on this computer."""
    return tuple(_known(row) for row in _rows())


def find(model: str = "") -> ModelFiles:
    """The checked files of a model: an id of the shelf, a folder, or ``""`` for the starter model.

    Raises ``ProblemError`` if it is not here, not what it should be, or would bring code or pickles.
    """
    row = next((row for row in _rows() if row["id"] == (model or STARTER)), None)
    if row is not None:
        return _from_distribution(row)
    folder = Path(model).expanduser()
    if not folder.is_dir():
        raise _unknown(model)
    return _from_folder(folder.resolve())


def find_speech(folder: Path) -> ModelFiles:
    """The checked files of a speech model in its makers' form.

    Those publish it in several forms side by side, pickles among them; only ``SPEECH_FILES`` are ever opened. Raises
    ``ProblemError`` as ``find``.
    """
    _check_there(folder)
    _check_no_code(folder)
    files = _files_in(folder)
    return replace(files, model=replace(files.model, modality=Modality.SPEECH))


def find_picture(model: str) -> ModelFiles | None:
    """The checked files of a model of pictures in the folder ``model``; ``None`` for "": there is none.

    As with ``find_speech`` only named files are ever opened. Raises ``ProblemError`` as ``find``.
    """
    return _find_perceiving(model, Modality.PICTURE)


def find_sound(model: str) -> ModelFiles | None:
    """The checked files of a model of sounds in the folder ``model``; ``None`` for "": there is none.

    Of a speech model (Whisper) only what hears is used. Raises ``ProblemError`` as ``find``.
    """
    return _find_perceiving(model, Modality.SOUND)


def _find_perceiving(model: str, modality: Modality) -> ModelFiles | None:
    if not model:
        return None
    folder = Path(model).expanduser().resolve()
    _check_there(folder, _NEEDED_TO_PERCEIVE)
    _check_no_code(folder)
    files = _files_in(folder)
    return replace(files, model=replace(files.model, modality=modality))


def _rows() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = tomllib.loads((resources() / "models.toml").read_text(encoding="utf-8"))["model"]
    return rows


def _known(row: dict[str, str]) -> Model:
    return Model(
        id=row["id"],
        name=row["name"],
        modality=Modality(row["modality"]),
        about=row["about"],
        languages=row["languages"],
        licence=row["licence"],
        size=int(row["size"]),
        sha256=row["sha256"],
        here=_installed_folder(row) is not None,
    )


def _installed_folder(row: dict[str, str]) -> Path | None:
    """Where the package's files lie; the package itself is not imported."""
    try:
        folder = Path(str(distribution(row["distribution"]).locate_file(row["folder"])))
    except PackageNotFoundError:
        return None
    return folder if (folder / _WEIGHTS).is_file() else None


def _from_distribution(row: dict[str, str]) -> ModelFiles:
    folder = _installed_folder(row)
    if folder is None:
        raise ProblemError(
            Problem(
                title="The model is not on this computer",
                happened=f"Deskhand looked for {row['name']} ({row['id']}), but its files are not installed.",
                did="Nothing was changed.",
                advice="Install Deskhand again: the model comes with it.",
                details=f"distribution {row['distribution']} without {row['folder']}/{_WEIGHTS}",
            )
        )
    if _checksum(folder / _WEIGHTS) != row["sha256"]:
        raise _refused(folder, "its main file is not the one that its makers published; it may be damaged")
    return ModelFiles(_known(row), folder, _fingerprint(folder))


def _from_folder(folder: Path) -> ModelFiles:
    _check_there(folder)
    unsafe = sorted(file.name for file in folder.rglob("*") if file.suffix.lower() in _PICKLES)
    if unsafe:
        raise _refused(folder, f"it contains files that could run programs when opened ({', '.join(unsafe[:3])})")
    _check_no_code(folder)
    return _files_in(folder)


def _check_there(folder: Path, needed: Sequence[str] = _NEEDED) -> None:
    missing = [name for name in needed if not (folder / name).is_file()]
    if missing:
        raise _refused(folder, f"it lacks {', '.join(missing)}")


def _check_no_code(folder: Path) -> None:
    if any(folder.rglob("*.py")) or _names_own_code(folder):
        raise _refused(folder, "it brings program code of its own, which Deskhand never runs")


def _files_in(folder: Path) -> ModelFiles:
    weights = folder / _WEIGHTS
    model = Model(
        id=str(folder),
        name=folder.name,
        modality=Modality.TEXT,
        about="A model from a folder of yours.",
        languages="",
        licence="",
        size=weights.stat().st_size,
        sha256=_checksum(weights),
        here=True,
    )
    return ModelFiles(model, folder, _fingerprint(folder))


def _names_own_code(folder: Path) -> bool:
    """Whether a configuration asks for code outside the library (``auto_map``)."""
    for file in folder.glob("*config.json"):
        try:
            settings = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise _refused(folder, f"{file.name} cannot be read") from error
        if isinstance(settings, dict) and "auto_map" in settings:
            return True
    return False


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256(_checksum(folder / _WEIGHTS).encode())
    for name in _SMALL_FILES:
        file = folder / name
        digest.update(name.encode())
        digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()


def _checksum(file: Path) -> str:
    """SHA-256 of a large file, remembered for as long as its size and time of change stay the same."""
    state = file.stat()
    remembered = Remembered(home() / "checked-models.json")
    name = f"{file}|{state.st_size}|{state.st_mtime_ns}"
    known = remembered.get(name)
    if known:
        return known
    with file.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    remembered.put(name, checksum)
    return checksum


def _unknown(model: str) -> ProblemError:
    known = ", ".join(row["id"] for row in _rows())
    return ProblemError(
        Problem(
            title="This model is not known",
            happened=f"“{model}” is neither the name of a model on the shelf nor a folder on this computer.",
            did="Nothing was changed.",
            advice=f"Use one of these: {known}. Or give the folder that holds the model's files.",
        )
    )


def _refused(folder: Path, because: str) -> ProblemError:
    return ProblemError(
        Problem(
            title="This model cannot be used",
            happened=f"The model in “{folder.name}” was not opened: {because}.",
            did="None of it was loaded; nothing was changed.",
            advice="Use the model that comes with Deskhand, or get this one from its makers in the safetensors form.",
        )
    )
