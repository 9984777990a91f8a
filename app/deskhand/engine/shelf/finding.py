"""From the name of a model to its files: in the store, in the package that brings it, or in any folder."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from deskhand.domain.models import Modality, Model
from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine.shelf import safety
from deskhand.engine.shelf.files import NEEDED, WEIGHTS, ModelFiles, checksum, fingerprint_of, refused
from deskhand.storage import models
from deskhand.storage.models import Receipt
from deskhand.storage.places import models_folder

STARTER = "all-MiniLM-L6-v2"


def catalogue() -> tuple[Model, ...]:
    """All models that Deskhand knows by name, and those that were added; ``here`` says whether they are here."""
    return models.on_the_shelf()


def find(model: str = "") -> ModelFiles:
    """The checked files of a model of texts: an id of the shelf, a folder, or ``""`` for the starter model.

    Raises ``ProblemError`` if it is not here, not what it should be, or would bring code or pickles.
    """
    return _find(model or STARTER, Modality.TEXT)


def find_speech(model: str | Path) -> ModelFiles:
    """The checked files of a speech model in its makers' form.

    Those publish it in several forms side by side, pickles among them; only ``SPEECH_FILES`` are ever opened. Raises
    ``ProblemError`` as ``find``.
    """
    return _find(str(model), Modality.SPEECH)


def find_picture(model: str) -> ModelFiles | None:
    """The checked files of a model of pictures; ``None`` for "": there is none.

    As with ``find_speech`` only named files are ever opened. Raises ``ProblemError`` as ``find``.
    """
    return _find(model, Modality.PICTURE) if model else None


def find_sound(model: str) -> ModelFiles | None:
    """The checked files of a model of sounds; ``None`` for "": there is none.

    Of a speech model (Whisper) only what hears is used. Raises ``ProblemError`` as ``find``.
    """
    return _find(model, Modality.SOUND) if model else None


def folder_named(model: str) -> Path:
    """Where a model lies that is named by its id or its folder. It is not looked at, and may not be there."""
    return models.place_of(model) or Path(model).expanduser().resolve()


def files_in(folder: Path, modality: Modality, about: Model | None = None) -> ModelFiles:
    """The files of a model in any folder, checked but for what its receipt says. Raises ``ProblemError``."""
    missing = [name for name in NEEDED[modality] if not (folder / name).is_file()]
    if missing:
        raise refused(folder.name, f"it lacks {', '.join(missing)}")
    safety.check_names(folder, pickles=modality is Modality.TEXT)
    safety.check_contents(folder)
    return ModelFiles(about or _of_a_folder(folder, modality), folder, fingerprint_of(folder))


def check_whole(folder: Path, receipt: Receipt, done: Callable[[int], None] = lambda _: None) -> None:
    """Each file is what it was when it came. ``done`` hears how many bytes were looked at. Raises ``ProblemError``."""
    for file in receipt.model.files:
        path = folder / file.path
        if not path.is_file() or path.stat().st_size != file.size or checksum(path) != file.sha256:
            raise ProblemError(_damaged(receipt.model, file.path))
        done(file.size)


def is_whole(folder: Path, receipt: Receipt) -> bool:
    """The same, as yes or no."""
    try:
        check_whole(folder, receipt)
    except ProblemError:
        return False
    return True


def _find(model: str, modality: Modality) -> ModelFiles:
    package = models.package_folder(model)
    if package is not None:
        return _of_package(model, package, modality)
    receipt = models.receipt_of(model)
    if receipt is not None:
        return _of_store(receipt, modality)
    known = models.known(model)
    if known is not None:
        raise ProblemError(_not_here(known))
    folder = Path(model).expanduser().resolve()
    if not folder.is_dir():
        raise ProblemError(_unknown(model))
    of_the_store = models.receipt_of(folder.name) if folder.parent == models_folder().resolve() else None
    return files_in(folder, modality) if of_the_store is None else _of_store(of_the_store, modality)


def _of_package(model: str, folder: Path, modality: Modality) -> ModelFiles:
    known = models.known(model)
    assert known is not None
    if checksum(folder / WEIGHTS) != known.sha256:
        raise refused(folder.name, "its main file is not the one that its makers published; it may be damaged")
    return files_in(folder, modality, replace(known, here=True))


def _of_store(receipt: Receipt, modality: Modality) -> ModelFiles:
    folder = models.folder_of(receipt.model.id)
    check_whole(folder, receipt)
    return files_in(folder, modality, replace(receipt.model, here=True, modality=modality))


def _of_a_folder(folder: Path, modality: Modality) -> Model:
    weights = folder / WEIGHTS
    return Model(
        id=str(folder),
        name=folder.name,
        modality=modality,
        about="A model from a folder of yours.",
        languages="",
        licence="",
        size=weights.stat().st_size,
        sha256=checksum(weights),
        here=True,
    )


def _damaged(model: Model, path: str) -> Problem:
    return Problem(
        title="This model is damaged",
        happened=f"A file of {model.full_name} is not what it was when the model came here.",
        did="None of it was loaded; nothing was changed.",
        advice="Get the model again on the page Models, or add it again from its folder or zip.",
        details=path,
    )


def _not_here(model: Model) -> Problem:
    return Problem(
        title="The model is not on this computer",
        happened=f"{model.full_name} was not fetched or added yet, or was removed.",
        did="Nothing was changed.",
        advice="Get it on the page Models, or add it there from a folder or a zip; or choose another model.",
    )


def _unknown(model: str) -> Problem:
    known = ", ".join(one.id for one in models.on_the_shelf() if one.here)
    return Problem(
        title="This model is not known",
        happened=f"“{model}” is neither the name of a model on the shelf nor a folder on this computer.",
        did="Nothing was changed.",
        advice=f"Use one of these: {known}. Or give the folder that holds the model's files.",
    )
