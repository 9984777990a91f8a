"""What fine-tuning gains over an unchanged model with a regression on top, and over SetFit, on real data.

    .venv/bin/python tests/bench/bench_thorough.py photos [--minutes 60] [--way full]
    .venv/bin/python tests/bench/bench_thorough.py intents [--per-category 8] [--draw 0] [--setfit ITERATIONS]

``photos``: ../shared/data/photos-recycling with deit-tiny; the competition as a course holds it (five folds).
``intents``: MiniLM, a few messages a category to learn from, 2,000 messages of the published test part to be tested on.
"""

import argparse
import csv
import io
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app")]

import numpy as np  # noqa: E402

from deskhand.domain.courses import Lines, Point, Way  # noqa: E402
from deskhand.domain.evaluations import Method  # noqa: E402
from deskhand.domain.models import Modality  # noqa: E402
from deskhand.engine import devices, evaluating, shelf  # noqa: E402
from deskhand.engine.challengers.challenger import Start  # noqa: E402
from deskhand.engine.challengers.contrastive import Contrastive  # noqa: E402
from deskhand.engine.challengers.fine_tuned import FineTuned  # noqa: E402
from deskhand.engine.competing import finishing  # noqa: E402
from deskhand.engine.competing.clock import Clock  # noqa: E402
from deskhand.engine.competing.competition import Competition, Reached  # noqa: E402
from deskhand.engine.competing.material import Material, seeing  # noqa: E402
from deskhand.engine.encoders.measuring import picture_recipe_for, recipe_for  # noqa: E402
from deskhand.engine.finetuning import Processor, train  # noqa: E402
from deskhand.engine.inputs import Inputs, Lesson, View  # noqa: E402
from deskhand.engine.methods.method import Option  # noqa: E402
from deskhand.engine.methods.vectors import OnVectors  # noqa: E402
from deskhand.engine.recipe import Precision  # noqa: E402
from deskhand.engine.trainees.pictures import PictureTrainee  # noqa: E402
from deskhand.engine.trainees.text import TextTrainee  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
DEIT = DATA / "models" / "deit-tiny-patch16-224"


def photos(options: argparse.Namespace) -> None:
    from deskhand.readers.pictures import open_picture

    root = DATA / "photos-recycling"
    kinds = sorted(folder.name for folder in root.iterdir() if folder.is_dir())
    jpegs, truth = [], []
    for number, kind in enumerate(kinds):
        for path in sorted((root / kind).iterdir()):
            file = io.BytesIO()
            open_picture(path, 512).save(file, "JPEG", quality=90)
            jpegs.append(file.getvalue())
            truth.append(number)
    files = shelf.find_picture(str(DEIT))
    processor = Processor(devices.best(), half=picture_recipe_for(files).precision is Precision.HALF)
    inputs = seeing(PictureTrainee(files), processor)(jpegs)
    rows = np.arange(len(jpegs))
    lesson = Lesson(inputs, np.array(truth), tuple(kinds), rows, rows)
    material = Material(Modality.PICTURE, lambda: PictureTrainee(files), jpegs)
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        competition = Competition(lesson, [material], Way(options.way), Path(folder), processor)
        for moment in competition.run(Clock(60 * options.minutes, 0.0, lambda *_: None)):
            tell(moment, began)
        for one in competition.contenders:
            print(f"{one.entry.method} {one.plan} epoch {one.epoch} head {one.head}: {one.comparison}")
        quick = {trial.method.method.value: f"{trial.marks.mean():.4f}" for trial in competition.quick.trials}
        print("unchanged:", quick)
        clock = Clock(60 * options.minutes, 0.0, lambda *_: None)
        winner = competition.winner
        outcome = finishing.learned_from_all(competition, winner, clock) if winner else finishing.unchanged(competition)
        print(outcome.decision.words)
        card = outcome.study.evaluation
        print(f"report card: {card.method} {card.score}; in all {time.perf_counter() - began:.0f} s")


def tell(moment: object, began: float) -> None:
    seconds = f"{time.perf_counter() - began:6.0f} s"
    if isinstance(moment, Lines):
        print(seconds, f"to beat {moment.now.right} of {moment.now.of} ({moment.now_method})", flush=True)
    elif isinstance(moment, Point) and moment.score is not None:
        print(seconds, f"{moment.method} {moment.times:.0f}: {moment.score.right} of {moment.score.of}", flush=True)
    elif isinstance(moment, Reached):
        print(seconds, moment.stage, moment.words, flush=True)


# --- messages -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Task:
    """``texts`` with their ``truth`` to learn from; ``asked`` with what is ``wanted``."""

    labels: tuple[str, ...]
    texts: list[str]
    truth: np.ndarray
    asked: list[str]
    wanted: np.ndarray


def task(options: argparse.Namespace) -> Task:
    with (DATA / "intents" / "messages.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["Split"].startswith("oos")]
    column = next(name for name in rows[0] if name not in ("Intent", "Domain", "Split"))
    labels = sorted({row["Intent"] for row in rows})
    rng = np.random.default_rng(options.draw)
    by = {name: [row[column] for row in rows if row["Intent"] == name and row["Split"] == "train"] for name in labels}
    learned = [(text, place) for place, name in enumerate(labels) for text in drawn(rng, by[name], options)]
    tests = [row for row in rows if row["Split"] == "test"]
    exam = [tests[place] for place in rng.permutation(len(tests))[:2000]]
    truth, wanted = [place for _, place in learned], [labels.index(row["Intent"]) for row in exam]
    texts, asked = [text for text, _ in learned], [row[column] for row in exam]
    return Task(tuple(labels), texts, np.array(truth), asked, np.array(wanted))


def intents(options: argparse.Namespace) -> None:
    given = task(options)
    files = shelf.find("")
    processor = Processor(devices.best(), half=recipe_for(files).precision is Precision.HALF)
    frozen, option = OnVectors(Method.MODEL, ()), Option(30.0, (View.TEXT,))
    began = time.perf_counter()
    see = seeing(TextTrainee(files), processor)
    numbers = np.arange(len(given.truth))
    lesson = Lesson(see(given.texts), given.truth, given.labels, numbers, numbers)
    head = frozen.fit(lesson, [option])[0]
    say("frozen", head.apply(see(given.asked)).argmax(axis=1) == given.wanted, time.perf_counter() - began)
    for challenger in (Contrastive(), FineTuned(Method.FULL)):
        began = time.perf_counter()
        start = Start(TextTrainee(files), given.texts, lesson, frozen, option, options.draw)
        attempt = challenger.attempt(start)
        train(attempt, challenger.schedule(start), processor)
        see_now = seeing(start.trainee, processor)
        heads = attempt.heads(see_now)
        took = time.perf_counter() - began
        seen: Inputs = see_now(given.asked)
        for number, one in enumerate(heads):
            right = one.apply(seen).argmax(axis=1) == given.wanted
            say(f"{challenger.method}, head {number + 1} of {len(heads)}", right, took)
    for iterations in options.setfit:
        say(f"SetFit, num_iterations={iterations}", *setfit(files.folder, given, iterations))


def drawn(rng: np.random.Generator, texts: list[str], options: argparse.Namespace) -> list[str]:
    return [texts[place] for place in rng.permutation(len(texts))[: options.per_category]]


def setfit(folder: Path, given: Task, iterations: int) -> tuple[np.ndarray, float]:
    from datasets import Dataset
    from setfit import SetFitModel, Trainer, TrainingArguments

    began = time.perf_counter()
    model = SetFitModel.from_pretrained(str(folder))
    with tempfile.TemporaryDirectory() as scratch:
        arguments = TrainingArguments(
            output_dir=scratch, batch_size=16, num_epochs=1, num_iterations=iterations, save_strategy="no", report_to=[]
        )
        data = Dataset.from_dict({"text": given.texts, "label": given.truth.tolist()})
        Trainer(model=model, args=arguments, train_dataset=data).train()
    took = time.perf_counter() - began
    return np.asarray(model.predict(given.asked)) == given.wanted, took


def say(name: str, right: np.ndarray, seconds: float) -> None:
    score = evaluating.score(right)
    print(
        f"{name}: {100 * right.mean():.2f} ({100 * score.low:.1f} to {100 * score.high:.1f}), {seconds:.0f} s",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("photos", "intents"))
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--way", default=Way.FULL.value)
    parser.add_argument("--per-category", type=int, default=8)
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--setfit", type=int, nargs="*", default=[])
    options = parser.parse_args()
    {"photos": photos, "intents": intents}[options.what](options)


if __name__ == "__main__":
    main()
