"""The real work that a processor is tried with, compared with what the main processor makes of the same."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
import torch

from deskhand.domain.processors import Trial, Work
from deskhand.engine import devices, shelf
from deskhand.engine.doctor.reasons import DifferentError
from deskhand.engine.encoders.measuring import short_messages
from deskhand.engine.encoders.text import TextEncoder
from deskhand.engine.inputs import RATE, Samples
from deskhand.engine.optimizing import half_type
from deskhand.engine.recipe import Precision, remembered
from deskhand.engine.trainees.text import TextTrainee
from deskhand.storage.places import resources

_SECONDS = 1.5  # that each measurement takes
_SAME_MEANING = {Precision.FULL: 0.999, Precision.HALF: 0.99}  # cosine between two embeddings of one message
_SAME_LOSS, _SAME_SLOPE = 0.005, 0.99  # relative; cosine between all gradients
_SAME_LOSS_IN_HALF = 0.05
_SAME_WORDS = 0.6  # by letters: two precisions may hear a word otherwise
_WINDOW = 12  # seconds of speech
_AT_ONCE = 8  # messages a training step


def reading(kind: str) -> Trial:
    """Embeddings of messages by the model that comes with Deskhand. Raises what the libraries raise."""
    device, files, texts = torch.device(kind), shelf.find(), _texts()
    known = remembered(files)
    precision = known.precision if known is not None else Precision.FULL
    encoder = TextEncoder(files, precision, device)
    cores = torch.get_num_threads()
    detail = f"computes in {precision} on {'one core' if cores == 1 else f'{cores} cores'}"
    if device != devices.CPU:
        expected = TextEncoder(files, Precision.FULL, devices.CPU).encode(texts)
        likeness = (encoder.encode(texts) * expected).sum(axis=1).min()
        if not likeness >= _SAME_MEANING[precision]:  # so that no number is different too
            raise DifferentError
        detail = f"the same results as the main processor on {len(texts)} messages"
    return Trial(Work.READING, round(len(texts) / _quickest(lambda: encoder.encode(texts)), 1), detail)


@dataclass(frozen=True, slots=True)
class _Learned:
    """``losses`` before and after a step, and the gradients of that step."""

    losses: tuple[float, float]
    slopes: torch.Tensor

    def check(self, other: "_Learned", tolerance: float) -> None:
        apart = max(abs(one - two) / abs(one) for one, two in zip(self.losses, other.losses, strict=True))
        alike = torch.nn.functional.cosine_similarity(self.slopes, other.slopes, dim=0)
        if not (apart <= tolerance and alike >= _SAME_SLOPE):  # so that no number is different too
            raise DifferentError


def learning(kind: str) -> Trial:
    """Two training steps of the same model; loss and gradients are compared."""
    device = torch.device(kind)
    right = _learned(devices.CPU, torch.float32)
    right.check(right, _SAME_LOSS)
    if device != devices.CPU:
        right.check(_learned(device, torch.float32), _SAME_LOSS)
        if half_type(device) is torch.bfloat16:
            right.check(_learned(device, torch.bfloat16), _SAME_LOSS_IN_HALF)
    trainee = TextTrainee(shelf.find())
    trainee.network.to(device).train()
    optimizer = torch.optim.AdamW(trainee.network.parameters(), lr=1e-5)
    speed = _AT_ONCE / _quickest(lambda: _step(trainee, optimizer, torch.float32))
    detail = "learns as it should" if device == devices.CPU else "the same loss and slopes as the main processor"
    return Trial(Work.LEARNING, round(speed, 1), detail)


def hearing(kind: str, model: str) -> Trial:
    """A window of speech by CTranslate2, with the speech model in the folder ``model``."""
    from deskhand.engine.speech.models import open_whisper
    from deskhand.engine.speech.whisper import Way, Window

    window = Window(_speech(), "")
    whisper = open_whisper(model, lambda _: None, processor=kind)
    heard = whisper.decode([window], Way(beam_size=1))[0]
    if kind != "cpu":
        expected = open_whisper(model, lambda _: None, processor="cpu").decode([window], Way(beam_size=1))[0]
        said, right = (" ".join(one.text for one in every.segments) for every in (heard, expected))
        if SequenceMatcher(None, said, right, autojunk=False).ratio() < _SAME_WORDS:
            raise DifferentError
    took = _quickest(lambda: whisper.decode([window], Way(beam_size=1)))
    detail = "heard some seconds of speech" if kind == "cpu" else "the same words as the main processor"
    return Trial(Work.HEARING, round(len(window.samples) / RATE / took, 1), detail)


def _texts() -> list[str]:
    return short_messages()[::4]


def _learned(device: torch.device, number: torch.dtype) -> _Learned:
    trainee = TextTrainee(shelf.find())
    trainee.network.to(device).eval()  # dropout falls otherwise on each processor
    optimizer = torch.optim.AdamW(trainee.network.parameters(), lr=1e-5)
    before = _step(trainee, optimizer, number)
    grads = [weight.grad for weight in trainee.network.parameters() if weight.grad is not None]
    slopes = torch.cat([grad.detach().float().cpu().flatten() for grad in grads])
    return _Learned((before, _step(trainee, optimizer, number)), slopes)


def _step(trainee: TextTrainee, optimizer: torch.optim.Optimizer, number: torch.dtype) -> float:
    """One step that draws messages of one form together; the loss before it."""
    device = next(trainee.network.parameters()).device
    batch = {name: each.to(device) for name, each in trainee.batch(_texts()[:_AT_ONCE]).items()}
    pairs = torch.arange(_AT_ONCE, device=device) ^ 1
    optimizer.zero_grad(set_to_none=True)
    with torch.autocast(device.type, number, enabled=number is not torch.float32):
        (vectors,) = trainee.vectors(batch).values()
        likeness = 20 * vectors @ vectors.T
        alone = torch.eye(_AT_ONCE, device=device, dtype=torch.bool)
        loss = torch.nn.functional.cross_entropy(likeness.masked_fill(alone, -1e4), pairs)
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()
    return float(loss.detach())


def _speech() -> Samples:
    """The beginning of a sample voicemail; without the samples, tones that come and go."""
    from faster_whisper.audio import decode_audio

    files = sorted((resources() / "samples" / "voicemails").glob("*.wav"))
    if files:
        return np.asarray(decode_audio(str(files[0]), RATE), np.float32)[: _WINDOW * RATE]
    times = np.arange(_WINDOW * RATE, dtype=np.float32) / RATE
    return np.asarray(0.3 * np.sin(2 * np.pi * 220 * times) * (np.sin(2 * np.pi * 2 * times) > 0), np.float32)


def _quickest(do: Callable[[], object]) -> float:
    """Seconds of the quickest of several rounds; each ends with an answer on the main processor."""
    times: list[float] = []
    until = time.monotonic() + _SECONDS
    while not times or time.monotonic() < until:
        begun = time.perf_counter()
        do()
        times.append(time.perf_counter() - begun)
    return min(times)
