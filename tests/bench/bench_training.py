"""Training throughput beside the ``Trainer`` of transformers with its defaults: same model, same batch, in one run.

    .venv/bin/python tests/bench/bench_training.py [--rows 400] [--device cpu|cuda]

Messages of mixed length (from the tickets and intents of ../shared/data): what pads least learns quickest.
"""

import argparse
import csv
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app")]

import numpy as np  # noqa: E402
import torch  # noqa: E402
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments  # noqa: E402

from deskhand.domain.evaluations import Method  # noqa: E402
from deskhand.engine import devices, shelf  # noqa: E402
from deskhand.engine.challengers.challenger import Start  # noqa: E402
from deskhand.engine.challengers.fine_tuned import FineTuned  # noqa: E402
from deskhand.engine.competing.material import seeing  # noqa: E402
from deskhand.engine.encoders.measuring import recipe_for  # noqa: E402
from deskhand.engine.finetuning import Processor, Schedule, train  # noqa: E402
from deskhand.engine.inputs import Lesson, View  # noqa: E402
from deskhand.engine.methods.method import Option  # noqa: E402
from deskhand.engine.methods.vectors import OnVectors  # noqa: E402
from deskhand.engine.recipe import Precision  # noqa: E402
from deskhand.engine.trainees.text import TextTrainee  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
BATCH = 16


def texts(rows: int) -> list[str]:
    """Half of them short messages, half tickets as they are."""
    with (DATA / "intents" / "messages.csv").open(encoding="utf-8") as file:
        short = [max(row.values(), key=len) for row in csv.DictReader(file)]
    with (DATA / "tickets" / "tickets.csv").open(encoding="utf-8") as file:
        long = [max(row.values(), key=len) for row in csv.DictReader(file)]
    rng = np.random.default_rng(0)
    mixed = [short[place] for place in rng.permutation(len(short))[: rows // 2]]
    mixed += [long[place] for place in rng.permutation(len(long))[: rows - len(mixed)]]
    return [mixed[place] for place in rng.permutation(len(mixed))]


class Rows(torch.utils.data.Dataset):
    def __init__(self, encoded: list[list[int]], truth: np.ndarray) -> None:
        self.encoded, self.truth = encoded, truth

    def __len__(self) -> int:
        return len(self.encoded)

    def __getitem__(self, place: int) -> dict[str, object]:
        return {"input_ids": self.encoded[place], "labels": int(self.truth[place])}


def padded(rows: list[dict[str, object]]) -> dict[str, torch.Tensor]:
    longest = max(len(row["input_ids"]) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for number, row in enumerate(rows):
        ids[number, : len(row["input_ids"])] = torch.tensor(row["input_ids"])
        mask[number, : len(row["input_ids"])] = 1
    return {"input_ids": ids, "attention_mask": mask, "labels": torch.tensor([row["labels"] for row in rows])}


def theirs(trainee: TextTrainee, contents: list[str], truth: np.ndarray, device: torch.device) -> float:
    network = AutoModelForSequenceClassification.from_pretrained(str(trainee.files.folder), num_labels=10)
    with tempfile.TemporaryDirectory() as folder:
        arguments = TrainingArguments(
            folder,
            num_train_epochs=1,
            per_device_train_batch_size=BATCH,
            report_to=[],
            save_strategy="no",
            use_cpu=device.type == "cpu",
            disable_tqdm=True,
            logging_strategy="no",
        )
        trainer = Trainer(network, arguments, padded, Rows(trainee.tokens(contents), truth))
        began = time.perf_counter()
        trainer.train()
        return time.perf_counter() - began


def ours(trainee: TextTrainee, contents: list[str], truth: np.ndarray, processor: Processor) -> float:
    inputs = seeing(trainee, processor)(contents)
    numbers = np.arange(len(contents))
    lesson = Lesson(inputs, truth, tuple(map(str, range(10))), numbers, numbers)
    start = Start(trainee, contents, lesson, OnVectors(Method.MODEL, ()), Option(10.0, (View.TEXT,)))
    attempt = FineTuned(Method.FULL).attempt(start)
    began = time.perf_counter()
    train(attempt, Schedule(epochs=1, batch=BATCH, rate=5e-5), processor)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument("--device", default=str(devices.best()))
    options = parser.parse_args()
    device = torch.device(options.device)
    files = shelf.find("")
    half = device.type != "cpu" or recipe_for(files).precision is Precision.HALF
    contents = texts(options.rows)
    truth = np.random.default_rng(0).integers(0, 10, len(contents))
    for round_ in range(2):
        reference = theirs(TextTrainee(files), contents, truth, device)
        full = ours(TextTrainee(files), contents, truth, Processor(device))
        quick = ours(TextTrainee(files), contents, truth, Processor(device, half=half))
        print(
            f"round {round_ + 1}: {len(contents)} messages, batch {BATCH}, {device}: "
            f"Trainer {len(contents) / reference:.1f} a second; ours in float32 {len(contents) / full:.1f} "
            f"({reference / full:.2f} times); as measured for this computer ({'bfloat16' if half else 'float32'}) "
            f"{len(contents) / quick:.1f} ({reference / quick:.2f} times)",
            flush=True,
        )


if __name__ == "__main__":
    main()
