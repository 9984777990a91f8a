"""A text model in each precision: how quick, and how far it agrees with float32, on 1,500 short messages.

Processor time, as other work disturbs the clock on the wall. A processor without bfloat16, or of an office computer,
is imitated by telling oneDNN to leave instructions unused (then only these figures are of it, not the machine's):

    PYTHONPATH=app [ONEDNN_MAX_CPU_ISA=AVX512_CORE_VNNI|AVX2_VNNI|AVX2] python tests/bench/bench_precision.py [MODEL]
"""

import os
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from sklearn.linear_model import LogisticRegression
from torch.ao.quantization import per_channel_dynamic_qconfig, quantize_dynamic

from deskhand.engine import shelf
from deskhand.engine.devices import CPU
from deskhand.engine.encoders.text import TextEncoder
from deskhand.engine.recipe import Precision
from deskhand.engine.threads import one_thread

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ROWS, TIMED, ROUNDS = 1500, 600, 3


def of_torch(files: shelf.ModelFiles) -> TextEncoder:
    """torch's dynamic int8 of every linear layer, as it comes."""
    encoder = TextEncoder(files, Precision.FULL, CPU)
    torch.backends.quantized.engine = "x86"
    quantize_dynamic(encoder._placed.network, {torch.nn.Linear: per_channel_dynamic_qconfig}, inplace=True)
    return encoder


def neighbours_kept(full: np.ndarray, other: np.ndarray) -> float:
    nearest = [(one @ one.T - 9 * np.eye(len(one))).argmax(axis=1) for one in (full, other)]
    like = full @ full.T
    rows = np.arange(len(full))
    return float(np.mean(like[rows, nearest[0]] - like[rows, nearest[1]] < 5e-3))


def main() -> None:
    files = shelf.find(sys.argv[1] if len(sys.argv) > 1 else "")
    messages = pd.read_csv(DATA / "intents" / "messages.csv", dtype=str, keep_default_na=False)
    chosen = messages.sample(ROWS, random_state=0)
    texts, answers = chosen.Message.tolist(), chosen.Domain.to_numpy()
    ways = {str(precision): TextEncoder(files, precision, CPU) for precision in Precision}
    ways["int8 of torch"] = of_torch(files)
    vectors = {name: encoder.encode(texts) for name, encoder in ways.items()}
    quickest = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, encoder in ways.items():
            before = time.process_time()
            encoder.encode(texts[:TIMED])
            quickest[name] = min(quickest[name], time.process_time() - before)
    half = np.arange(ROWS) % 2 == 0
    full = vectors[str(Precision.FULL)]
    print(os.environ.get("ONEDNN_MAX_CPU_ISA", "as it is"))
    with one_thread():
        said = {
            name: LogisticRegression(C=30, max_iter=500).fit(one[half], answers[half]).predict(one[~half])
            for name, one in vectors.items()
        }
    for name, one in vectors.items():
        speed, times = TIMED / quickest[name], quickest[str(Precision.FULL)] / quickest[name]
        least = np.sum(full * one, axis=1).min()
        agree = 100 * np.mean(said[name] == said[str(Precision.FULL)])
        print(
            f"{name}: {speed:.0f} texts a second of processor time, {times:.2f} times; neighbours kept"
            f" {100 * neighbours_kept(full, one):.1f} %; predictions that agree {agree:.1f} %, right"
            f" {100 * np.mean(said[name] == answers[~half]):.1f} %; cosine at least {least:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
