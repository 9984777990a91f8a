"""How each family of sound models wants to hear, and what its layers then say.

HuBERT, WavLM and wav2vec 2.0 hear the sound as it is, Whisper's encoder, CLAP and AST a picture of its pitches over
time. Of each layer the mean over time is taken, over that time only in which there was sound: of a model that learned
without answers it is rarely the last layer that tells most (methods.md, 1.3; SUPERB, Yang et al. 2021).
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
import torch
from scipy.signal import resample_poly
from transformers import ASTModel, AutoConfig, AutoFeatureExtractor, ClapAudioModel
from transformers.models.whisper.modeling_whisper import WhisperEncoder

from deskhand.engine.encoders.loading import Untyped, does_not_fit, frozen, load_with_report, settings_in
from deskhand.engine.failing import is_memory
from deskhand.engine.inputs import RATE, SOUND_VIEWS, Samples, View
from deskhand.engine.recipe import Precision
from deskhand.engine.shelf import ModelFiles

Heard = dict[str, torch.Tensor]
"""Sounds in the form of a network, a row a sound; "attention_mask" is 1 where there is sound."""
_LONGEST = 30  # seconds that are heard at once; of what is longer, parts of like length
_SILENCE = 4 * RATE
_STEP = RATE // 4  # sounds are filled up to a multiple of it, so that some have the same length and go together


class Ears(Protocol):
    """``longest`` values are heard at once; ``layers`` are those whose mean is taken, by their place in the network
    (0 is what goes into the first)."""

    longest: int
    layers: tuple[int, ...]

    def filled(self, count: int) -> int:
        """To how many values a sound of ``count`` is filled up."""
        ...

    def batch(self, sounds: Sequence[Samples], filled: int) -> Heard:
        """Sounds of at most ``longest`` values, each filled up with silence."""
        ...

    def hear(self, network: torch.nn.Module, batch: Heard) -> list[torch.Tensor]:
        """(rows, size) of float32 for each of ``layers``."""
        ...


def views_of(ears: Ears) -> tuple[View, ...]:
    """What the views are called: the last is always that of the last layer."""
    return SOUND_VIEWS[: len(ears.layers)]


def open_ears(files: ModelFiles, precision: Precision) -> tuple[Ears, torch.nn.Module]:
    """The part of a model that hears, and how it wants to. Raises ``ProblemError``.

    Of Whisper that is the encoder, of CLAP the tower for sounds; of the rest nothing is loaded.
    """
    family = str(settings_in(files, "config.json").get("model_type"))
    make = _FAMILIES.get(family)
    if make is None:
        raise does_not_fit(files, "it does not hear in a way that Deskhand knows", family)
    try:
        extractor: Untyped = AutoFeatureExtractor.from_pretrained(  # type: ignore[no-untyped-call]
            str(files.folder), trust_remote_code=False, local_files_only=True
        )
    except Exception as error:  # as in loading
        raise does_not_fit(files, "its preprocessor_config.json does not fit", type(error).__name__) from error
    ears, network = make(files, extractor, precision)
    try:
        with torch.inference_mode():
            ears.hear(network, typed(ears.batch([np.zeros(RATE, np.float32)], ears.filled(RATE)), network))
    except (AttributeError, TypeError, ValueError, RuntimeError, KeyError, IndexError) as error:
        if is_memory(error):
            raise
        raise does_not_fit(files, "it does not hear in a way that Deskhand knows", str(error)) from error
    return ears, network


def typed(batch: Heard, network: torch.nn.Module) -> Heard:
    """The batch in the kind of numbers that the network computes with."""
    kind = next(network.parameters()).dtype
    return {name: each.to(kind) if each.is_floating_point() else each for name, each in batch.items()}


def _evenly(count: int) -> tuple[int, ...]:
    """Up to six of ``count`` layers, evenly spread, the last among them."""
    of = min(len(SOUND_VIEWS), count)
    return tuple(round((number + 1) * count / of) for number in range(of))


def _mean(states: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
    """(rows, size): the mean of states (rows, times, size) over the first ``there`` (rows) times, one at least."""
    places = torch.arange(states.shape[1], device=states.device)
    weights = (places < there.clamp(min=1)[:, None]).float()
    return torch.einsum("rts,rt->rs", states.float(), weights) / weights.sum(dim=1, keepdim=True)


def _some(sound: Samples) -> Samples:
    return sound if len(sound) else np.zeros(1, np.float32)


def _padded(sounds: Sequence[Samples], filled: int) -> list[Samples]:
    return [np.pad(sound, (0, filled - len(sound))) for sound in sounds]


def _mask(lengths: Sequence[int], filled: int) -> torch.Tensor:
    return (torch.arange(filled) < torch.tensor(lengths)[:, None]).long()


class _Waves:
    """HuBERT, WavLM, wav2vec 2.0: the sound as it is. Those that were made with a mask are given one."""

    def __init__(self, extractor: Untyped, config: Untyped) -> None:
        self._extractor = extractor
        self.longest = _LONGEST * RATE
        self.layers = _evenly(config.num_hidden_layers)

    def filled(self, count: int) -> int:
        return max(1, -(-count // _STEP)) * _STEP

    def batch(self, sounds: Sequence[Samples], filled: int) -> Heard:
        heard = [
            np.asarray(self._extractor(_some(sound), sampling_rate=RATE)["input_values"][0], np.float32)
            for sound in sounds
        ]
        values = torch.from_numpy(np.stack(_padded(heard, filled)))
        return {"input_values": values, "attention_mask": _mask([len(sound) for sound in sounds], filled)}

    def hear(self, network: Untyped, batch: Heard) -> list[torch.Tensor]:
        mask = batch["attention_mask"]
        given = mask if self._extractor.return_attention_mask else None
        said = network(input_values=batch["input_values"], attention_mask=given, output_hidden_states=True)
        states = [*said.hidden_states[:-1], said.last_hidden_state]
        there = network._get_feat_extract_output_lengths(mask.sum(dim=1))  # noqa: SLF001 - as the library itself does
        return [_mean(states[layer], there) for layer in self.layers]


class _Whisper:
    """The encoder of Whisper: 100 pictures of pitches a second, of which it makes 50 states.

    It learned on sounds that were filled up with silence to 30 seconds. Four seconds of it say as much about a sound,
    in a sixth of the time (spoken digits: 97.8 of 100 right, with half a second 95.6; tests/bench/RESULTS.md).
    """

    def __init__(self, extractor: Untyped, config: Untyped) -> None:
        self._extractor = extractor
        self._extractor.dither = 0.0
        self.longest = int(extractor.n_samples)
        self.layers = _evenly(config.encoder_layers)

    def filled(self, count: int) -> int:
        return min((count + _SILENCE + RATE - 1) // RATE * RATE, self.longest)

    def batch(self, sounds: Sequence[Samples], filled: int) -> Heard:
        given = {"sampling_rate": RATE, "padding": "longest", "truncation": False, "return_tensors": "pt"}
        pitches = self._extractor(_padded(sounds, filled), **given)["input_features"]
        step = self._extractor.hop_length
        return {
            "input_features": pitches,
            "attention_mask": _mask([-(-len(sound) // step) for sound in sounds], pitches.shape[2]),
        }

    def hear(self, network: Untyped, batch: Heard) -> list[torch.Tensor]:
        """Its own way through the network: the library would have every sound filled up to 30 seconds."""
        states = torch.nn.functional.gelu(network.conv1(batch["input_features"]))
        states = torch.nn.functional.gelu(network.conv2(states)).permute(0, 2, 1)
        states = states + network.embed_positions.weight[: states.shape[1]]
        there = (batch["attention_mask"].sum(dim=1) + 1) // 2
        means = []
        for number, layer in enumerate(network.layers, start=1):
            states = layer(states, None)
            if number in self.layers:
                last = number == len(network.layers)
                means.append(_mean(network.layer_norm(states) if last else states, there))
        return means


class _Spectrogram:
    """AST: ten seconds as a picture in patches; its last layer is what its own pooling makes of it."""

    def __init__(self, extractor: Untyped, config: Untyped) -> None:
        self._extractor, self._config = extractor, config
        self.longest = int(config.max_length) * RATE // 100
        self.layers = _evenly(config.num_hidden_layers)

    def filled(self, count: int) -> int:
        return self.longest

    def batch(self, sounds: Sequence[Samples], filled: int) -> Heard:
        shortest = [np.pad(sound, (0, max(0, RATE // 20 - len(sound)))) for sound in sounds]  # one picture at least
        pitches = self._extractor(shortest, sampling_rate=RATE, return_tensors="pt")["input_values"]
        times = [min(len(sound) * 100 // RATE, pitches.shape[1]) for sound in sounds]
        return {"input_values": pitches, "attention_mask": _mask(times, pitches.shape[1])}

    def hear(self, network: Untyped, batch: Heard) -> list[torch.Tensor]:
        said = network(input_values=batch["input_values"], output_hidden_states=True)
        high, wide = network.embeddings.get_shape(self._config)
        there = (batch["attention_mask"].sum(dim=1) - self._config.patch_size) // self._config.time_stride + 1
        means = [self._over_patches(said.hidden_states[layer], high, wide, there) for layer in self.layers[:-1]]
        return [*means, said.pooler_output.float()]

    @staticmethod
    def _over_patches(states: torch.Tensor, high: int, wide: int, there: torch.Tensor) -> torch.Tensor:
        patches = states[:, -high * wide :].reshape(len(states), high, wide, -1)
        return _mean(patches.mean(dim=1), there)


class _Clap:
    """The tower of CLAP that hears: up to ten seconds, and of them only what its own pooling makes.

    What is shorter is repeated, as it learned; what is longer comes in parts, so that nothing is left out by chance.
    """

    def __init__(self, extractor: Untyped) -> None:
        self._extractor = extractor
        self._rate = int(extractor.sampling_rate)
        self.longest = int(extractor.nb_max_samples) * RATE // self._rate
        self.layers: tuple[int, ...] = (1,)

    def filled(self, count: int) -> int:
        return self.longest

    def batch(self, sounds: Sequence[Samples], filled: int) -> Heard:
        quick = [resample_poly(_some(sound), self._rate, RATE) for sound in sounds]
        most = self._extractor.nb_max_samples
        heard = self._extractor([one[:most] for one in quick], sampling_rate=self._rate, return_tensors="np")
        pitches = torch.from_numpy(np.asarray(heard["input_features"], np.float32))
        return {"input_features": pitches, "is_longer": torch.zeros((len(sounds), 1), dtype=torch.bool)}

    def hear(self, network: Untyped, batch: Heard) -> list[torch.Tensor]:
        said = network(input_features=batch["input_features"], is_longer=batch["is_longer"])
        return [said.pooler_output.float()]


_Made = tuple[Ears, torch.nn.Module]
_OF_ENCODER = {r"^(model\.)?encoder\.": ""}
_OF_TOWER = {r"^(clap\.)?audio_model\.": ""}
_ONLY_IN_TRAINING = {"masked_spec_embed"}


def _waves(files: ModelFiles, extractor: Untyped, precision: Precision) -> _Made:
    network, loading = load_with_report(files)
    missing = [name for name in loading["missing_keys"] if name not in _ONLY_IN_TRAINING]
    return _Waves(extractor, network.config), frozen(files, network, missing, loading, precision)


def _whisper(files: ModelFiles, extractor: Untyped, precision: Precision) -> _Made:
    network = _part(files, WhisperEncoder, precision, key_mapping=_OF_ENCODER)
    return _Whisper(extractor, network.config), network


def _spectrogram(files: ModelFiles, extractor: Untyped, precision: Precision) -> _Made:
    network = _part(files, ASTModel, precision)
    return _Spectrogram(extractor, network.config), network


def _clap(files: ModelFiles, extractor: Untyped, precision: Precision) -> _Made:
    config = AutoConfig.from_pretrained(str(files.folder), trust_remote_code=False).audio_config
    return _Clap(extractor), _part(files, ClapAudioModel, precision, config=config, key_mapping=_OF_TOWER)


def _clap_alone(files: ModelFiles, extractor: Untyped, precision: Precision) -> _Made:
    return _Clap(extractor), _part(files, ClapAudioModel, precision)


def _part(files: ModelFiles, kind: Untyped, precision: Precision, **told: object) -> torch.nn.Module:
    network: Untyped
    network, loading = load_with_report(files, kind, **told)
    network._weight_conversions = None  # noqa: SLF001 - saved, its weights have their own names: it is no part of anything
    return frozen(files, network, loading["missing_keys"], loading, precision)


_FAMILIES: dict[str, Callable[[ModelFiles, Untyped, Precision], _Made]] = {
    "hubert": _waves,
    "wavlm": _waves,
    "wav2vec2": _waves,
    "whisper": _whisper,
    "audio-spectrogram-transformer": _spectrogram,
    "clap": _clap,
    "clap_audio_model": _clap_alone,
}
