"""How a network of sound divides it: frames, of which some can be hidden.

Networks with convolutions in front (wav2vec 2.0, HuBERT, WavLM and their like) make a frame of every 20 ms; what is
hidden is covered between these and the layers that look at all of it.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch

from deskhand.domain.models import Modality
from deskhand.engine.adapting.patches import DOES_NOT_FIT
from deskhand.engine.adapting.topped import Topped, learning, place
from deskhand.engine.bucketing import batches_of
from deskhand.engine.finetuning import Group
from deskhand.engine.inputs import Rows
from deskhand.engine.trainees.trainee import Batch, Trainee

_TRIED = 4000  # samples: a quarter of a second
_FRONT = 0.1  # so much slower do the convolutions learn (Baevski et al. 2020: their gradient is scaled)


@dataclass(frozen=True, slots=True)
class Frames:
    """A frame is made of ``window`` samples, and the next ``hop`` samples later; first of ``features`` numbers by the
    convolutions, then of ``size`` by the layers."""

    window: int
    hop: int
    features: int
    size: int

    def count(self, samples: torch.Tensor) -> torch.Tensor:
        """How many frames so many samples are."""
        return ((samples - self.window) // self.hop + 1).clamp(min=0)


class FramesWork(Topped):
    """A network that listens and something on top of it; sounds of about the same length go together."""

    def __init__(
        self, trainee: Trainee[Any], contents: Sequence[Any], frames: Frames, top: torch.nn.Module, seed: int
    ) -> None:
        super().__init__(trainee, contents, top, seed)
        self.frames = frames

    def groups(self) -> Sequence[Group]:
        """The convolutions learn more slowly."""
        network: Any = self.trainee.network
        front = learning(network.feature_extractor)
        in_front = {id(weights) for weights in front}
        rest = [weights for weights in learning(network) if id(weights) not in in_front]
        return [Group(rest), Group(front, _FRONT), *super().groups()[1:]]

    def batches(self, epoch: int, size: int) -> Sequence[Rows]:
        return batches_of([len(sound) for sound in self._contents], size, self._seed, epoch)


@dataclass(frozen=True, slots=True)
class Heard:
    """``features`` (recordings, frames, features) are what the convolutions made, ``states`` (…, size) what the layers
    made of what was not hidden. float32."""

    features: torch.Tensor
    states: torch.Tensor


def no_frames(trainee: Trainee[Any]) -> str:
    """Why nothing can be learned from hidden frames; "" if something can."""
    if trainee.modality is not Modality.SOUND:
        return "This model does not listen to sounds."
    if frames_of(trainee) is None:
        return "This model hears no single moments, as wav2vec 2.0, HuBERT and WavLM do, so none can be hidden."
    return ""


def frames_of(trainee: Trainee[Any]) -> Frames | None:
    """As the configuration says, if that is what comes out."""
    network: Any = trainee.network
    try:
        config = network.config
        window = 1
        for kernel, stride in zip(reversed(config.conv_kernel), reversed(config.conv_stride), strict=True):
            window = (window - 1) * stride + kernel
        frames = Frames(window, math.prod(config.conv_stride), config.conv_dim[-1], config.hidden_size)
        silence = torch.zeros(1, window + _TRIED, device=place(network))
        hidden = torch.zeros(1, int(frames.count(torch.tensor(silence.shape[1]))), dtype=torch.bool)
        cover = torch.zeros(config.hidden_size, device=silence.device)
        with torch.no_grad(), torch.random.fork_rng(devices=[]):
            heard = hear(network, {"input_values": silence}, hidden.to(silence.device), cover)
    except DOES_NOT_FIT:
        return None
    count = hidden.shape[1]
    fits = heard.states.shape == (1, count, frames.size) and heard.features.shape == (1, count, frames.features)
    return frames if fits else None


def hear(network: Any, batch: Batch, hidden: torch.Tensor, cover: torch.Tensor) -> Heard:  # noqa: ANN401
    """What ``network`` makes of sounds, frames ``hidden`` (recordings, frames) being replaced by ``cover`` (size)."""
    given = {"input_values": batch["input_values"]}
    if network.config.feat_extract_norm != "group" and "attention_mask" in batch:  # as they were made to
        given["attention_mask"] = batch["attention_mask"]
    made: list[torch.Tensor] = []

    def keep(_: torch.nn.Module, __: object, features: torch.Tensor) -> None:
        made.append(features.transpose(1, 2).float())

    def hide(_: torch.nn.Module, __: object, projected: Any) -> Any:  # noqa: ANN401
        states = projected[0] if isinstance(projected, tuple) else projected
        covered = torch.where(hidden[..., None], cover.to(states.dtype), states)
        return (covered, *projected[1:]) if isinstance(projected, tuple) else covered

    hooks = [
        network.feature_extractor.register_forward_hook(keep),
        network.feature_projection.register_forward_hook(hide),
    ]
    try:
        with _no_other_hidden(network.config):
            states = network(**given).last_hidden_state
    finally:
        for hook in hooks:
            hook.remove()
    return Heard(made[0], states.float())


def real(batch: Batch, frames: Frames) -> torch.Tensor:
    """Which frames are sound, not what was added to make all equally long: (recordings, frames)."""
    values = batch["input_values"]
    if "attention_mask" in batch:
        samples = batch["attention_mask"].sum(dim=1)
    else:
        places = torch.arange(1, values.shape[1] + 1, device=values.device)
        samples = (places * (values != 0)).amax(dim=1)  # what was added is 0
    longest = frames.count(torch.tensor(values.shape[1], device=values.device))
    numbers = torch.arange(int(longest), device=values.device)
    return numbers < frames.count(samples).clamp(min=1)[:, None]


def spans(there: torch.Tensor, share: float, length: int) -> torch.Tensor:
    """Frames to hide: of each of those ``there`` the share ``share`` begins a span of ``length`` frames; spans may
    overlap, at least one is in each recording, and in the shortest they are shorter. Drawn by torch's generator."""
    shortest = int(there.sum(dim=1).min())
    length = max(1, min(length, shortest // 2))
    chance = torch.rand(there.shape, device=there.device).masked_fill(~there, 2.0)
    begins = (chance < share) | (chance == chance.amin(dim=1, keepdim=True))
    padded = torch.nn.functional.pad(begins.float()[:, None], (length - 1, 0))
    covered = torch.nn.functional.max_pool1d(padded, length, stride=1)[:, 0] > 0
    return covered & there


def cover_of(network: torch.nn.Module, size: int) -> torch.nn.Parameter:
    """What hidden frames are replaced by: to begin with, what the network was made with."""
    own = getattr(network, "masked_spec_embed", None)
    return torch.nn.Parameter(torch.rand(size) if own is None else own.detach().clone())


@contextmanager
def _no_other_hidden(config: Any) -> Iterator[None]:  # noqa: ANN401
    """Networks hide frames of their own while they are trained, by numpy's generator, which nobody seeds."""
    before = getattr(config, "apply_spec_augment", True)
    config.apply_spec_augment = False
    try:
        yield
    finally:
        config.apply_spec_augment = before
