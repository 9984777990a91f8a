"""Whether reading photos without answers helps: one objective, gated as the program gates it.

python tests/bench/bench_adapting_pictures.py [OBJECTIVE [EPOCHS]]: ``simclr`` (the usual one), ``moco``, ``byol`` or
``dino``, on photos of rubbish with deit-tiny. Two thirds of each kind are the pool, read without answers; the others
are tested, before and after, on the same folds. There are far fewer photos than the 5,000 from which it should pay.
"""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from bench_pictures import DATA, Pictures, pictures_of

from deskhand.engine import devices, shelf
from deskhand.engine.adapting import gate
from deskhand.engine.adapting.byol import BYOL
from deskhand.engine.adapting.dino import DINO
from deskhand.engine.adapting.health import look
from deskhand.engine.adapting.moco import MoCo
from deskhand.engine.adapting.pool import picture_copies, pool_of
from deskhand.engine.adapting.simclr import SimCLR
from deskhand.engine.encoders.pictures import PictureEncoder
from deskhand.engine.finetuning import Processor, Step, train
from deskhand.engine.inputs import Inputs, Lesson
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles
from deskhand.engine.trainees.pictures import PictureTrainee
from deskhand.jobs.library_settings import tell_libraries

OBJECTIVES = {"simclr": SimCLR(), "moco": MoCo(), "byol": BYOL(), "dino": DINO()}
PHOTOS, MODEL = DATA / "photos-recycling", DATA / "models" / "deit-tiny-patch16-224"


def main(name: str, epochs: int) -> None:
    tell_libraries()
    objective = OBJECTIVES[name]
    pictures = pictures_of(path for path in PHOTOS.glob("*/*") if path.is_file())
    jpegs = list(pictures.load(list(pictures.paths)).values())
    kinds, truth = kinds_of(pictures)
    tested = np.flatnonzero(np.random.default_rng(0).permutation(len(truth)) % 3 == 0)
    pool = pool_of(len(jpegs), picture_copies(jpegs), set(tested.tolist()))
    lesson = lesson_of([jpegs[row] for row in tested], truth[tested], kinds, found(MODEL))
    frozen = gate.freeze(0, lesson)
    assert frozen is not None
    print(f"{name}, {epochs} times through {len(pool.rows)} photos; {len(tested)} others are tested")

    trainee, read = PictureTrainee(found(MODEL)), [jpegs[row] for row in pool.rows]
    healthy, began = look(trainee, read), time.perf_counter()
    schedule = replace(objective.schedule(len(read), 0), epochs=epochs)
    train(objective.work(trainee, read, 0), schedule, Processor(devices.best()), told=told)
    print(f"{time.perf_counter() - began:.0f} s; before {healthy}, after {look(trainee, read)}")
    with TemporaryDirectory() as folder:
        trainee.save(Path(folder))
        after = lesson_of([jpegs[row] for row in tested], truth[tested], kinds, found(Path(folder)))
    comparison = gate.judge(lesson, after, frozen)
    print(comparison)
    print(gate.decision(comparison, len(tested), "photos").words)


def told(step: Step) -> None:
    print(f"\r{step.step} of {step.of}, loss {step.loss:.3f}, {step.seconds:.0f} s", end="", flush=True)
    if step.step == step.of:
        print()


def kinds_of(pictures: Pictures) -> tuple[tuple[str, ...], np.ndarray]:
    names = [path.parent.name for path in pictures.paths.values()]
    kinds = tuple(sorted(set(names)))
    return kinds, np.array([kinds.index(name) for name in names])


def found(folder: Path) -> ModelFiles:
    files = shelf.find_picture(str(folder))
    assert files is not None
    return files


def lesson_of(jpegs: list[bytes], truth: np.ndarray, kinds: tuple[str, ...], files: ModelFiles) -> Lesson:
    """The photos as the model sees them, with their kinds."""
    encoder = PictureEncoder(files, Precision.FULL, devices.best())
    seen = np.split(np.concatenate([*encoder.encode(jpegs)]), len(encoder.views), axis=1)
    rows = np.arange(len(truth))
    return Lesson(Inputs([""] * len(truth), dict(zip(encoder.views, seen, strict=True))), truth, kinds, rows, rows)


if __name__ == "__main__":
    with TemporaryDirectory() as home:
        os.environ["DESKHAND_HOME"] = home  # what is remembered of models that are gone stays nowhere
        main(*(sys.argv[1:2] or ["simclr"]), *[int(number) for number in sys.argv[2:3] or ["12"]])
