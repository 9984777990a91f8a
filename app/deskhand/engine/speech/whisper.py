"""Whisper at work: many windows at once, on the processor that is best, and on a lesser one when that fails."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2 import StorageView, get_cuda_device_count, get_supported_compute_types
from faster_whisper import WhisperModel
from faster_whisper.feature_extractor import FeatureExtractor
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import merge_punctuations, pad_or_trim
from numpy.typing import NDArray

from deskhand.domain.problems import Problem, ProblemError
from deskhand.domain.processors import Work
from deskhand.engine.choosing_processors import chosen
from deskhand.engine.failing import give_up_if_broken, is_memory
from deskhand.engine.remarks import SLOWER, SMALLER
from deskhand.engine.speech.segments import Segment, segments_of
from deskhand.engine.speech.voice import Samples
from deskhand.storage.computer import remember_failure

Features = NDArray[np.float32]

_FRAMES = 3000  # of 10 ms in the longest window
_STEP = 100  # windows are padded to whole seconds: equal ones are heard together
_SILENCE = 300  # frames of silence after the sound, without which the last words suffer (tests/bench/RESULTS.md)
_BEFORE, _AFTER = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"  # punctuation that belongs to the word after, before
_FIRST_WORD_BY = 50  # steps of 20 ms: as faster-whisper's ``max_initial_timestamp`` of one second
_TYPES = {"cuda": ("int8_float16", "float16", "int8_float32", "float32"), "cpu": ("int8", "int8_float32", "float32")}
_TOGETHER = {"cuda": 32, "cpu": 4}  # windows; halved when memory runs out


@dataclass(frozen=True, slots=True)
class Way:
    """How to decode. ``whole``: the window is padded to its full 30 seconds. ``no_repeat``: so many words in a row may
    not come twice (0: they may)."""

    beam_size: int = 5
    whole: bool = False
    no_repeat: int = 0
    hot_words: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """``samples`` of at most 30 s; ``language`` a code, "": to be found out."""

    samples: Samples
    language: str = ""


@dataclass(frozen=True, slots=True)
class Decoded:
    """``log_probability`` is the mean of its tokens, ``no_speech`` (0 to 1) the model's own doubt in the sound."""

    segments: tuple[Segment, ...]
    language: str
    log_probability: float
    no_speech: float

    @property
    def is_silence(self) -> bool:
        """Whether the model itself takes the sound for none. Source: Whisper's ``no_speech_threshold``."""
        return self.no_speech > 0.6 and self.log_probability < -1.0


class Whisper:
    """A converted model. ``noticed`` hears in plain words when another processor or less memory has to do."""

    def __init__(
        self, folder: Path, noticed: Callable[[str], None], processor: str = "", *, alone: bool = False
    ) -> None:
        """``processor`` as torch calls it ("cuda:1"); "": the best, by the last computer check. ``alone``: no other."""
        self._folder = folder
        self._noticed = noticed
        self._alone = alone
        try:
            self._load(processor or _best())
        except (RuntimeError, ValueError, MemoryError) as error:
            self._change_or_raise(error)  # nothing of it was begun: this process can go on

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that the model knows."""
        return tuple(self._model.supported_languages)

    def decode(self, windows: Sequence[Window], way: Way) -> list[Decoded]:
        """The words of every window, in order. A window is heard the same whatever comes with it."""
        features = [self._features(window, way) for window in windows]
        groups: dict[int, list[int]] = {}
        for number, one in enumerate(features):
            groups.setdefault(one.shape[1], []).append(number)
        batches = [
            group[start : start + self.together]
            for _, group in sorted(groups.items(), reverse=True)  # the longest first: then all end together
            for start in range(0, len(group), self.together)
        ]
        found: dict[int, Decoded] = {}
        with ThreadPoolExecutor(self._workers) as pool:
            work = [
                pool.submit(self._batch, [features[one] for one in batch], [windows[one] for one in batch], way)
                for batch in batches
            ]
            for batch, decoded in zip(batches, work, strict=True):
                found.update(zip(batch, decoded.result(), strict=True))
        return [found[number] for number in range(len(windows))]

    def _load(self, processor: str) -> None:
        device, _, number = processor.partition(":")
        self.device, self._processor = device, f"cuda:{number or 0}" if device == "cuda" else device
        types = get_supported_compute_types(device)
        kind = next(one for one in _TYPES[device] if one in types)
        cores = os.cpu_count() or 1
        # Two decoders of half the cores each waste less time waiting than one of all (tests/bench/RESULTS.md).
        self._workers = 1 if device == "cuda" or cores == 1 else 2
        self.together = _TOGETHER[device]
        self._model = WhisperModel(
            str(self._folder),
            device=device,
            device_index=int(number or 0),
            compute_type=kind,
            cpu_threads=max(1, cores // self._workers),
            num_workers=self._workers,
            local_files_only=True,
        )
        self._model.feature_extractor = FeatureExtractor(self._model.model.n_mels)  # its file may be missing

    def _features(self, window: Window, way: Way) -> Features:
        return padded(self._model.feature_extractor(window.samples)[:, :-1], whole=way.whole)

    def _batch(self, features: list[Features], windows: list[Window], way: Way) -> list[Decoded]:
        """Decode windows of equal size; in halves if memory runs out, without the graphics processor if that fails."""
        try:
            return self._decode(features, windows, way)
        except (RuntimeError, MemoryError) as error:
            middle = len(features) // 2 if is_memory(error) else 0
            if middle:
                self._shrink(middle)
            elif is_memory(error) and self.device == "cpu":
                raise ProblemError(NO_MEMORY) from error
            else:
                give_up_if_broken(error, self._processor, Work.HEARING)
                self._change_or_raise(error)
        parts = [slice(0, middle), slice(middle, None)] if middle else [slice(None)]
        return [one for part in parts for one in self._batch(features[part], windows[part], way)]

    def _shrink(self, size: int) -> None:
        if size < self.together:
            self.together = size
            self._noticed(SMALLER)

    def _change_or_raise(self, error: Exception) -> None:
        """Go on with the main processor; where that is what failed, there is no way on."""
        if self.device == "cpu" or self._alone:
            raise error
        failed = self._processor
        self._load("cpu")
        if is_memory(error):
            self._noticed(SLOWER)
        else:
            remember_failure(failed, Work.HEARING)
            self._noticed("The graphics processor failed. The main processor goes on; it is slower.")

    def _decode(self, features: list[Features], windows: list[Window], way: Way) -> list[Decoded]:
        encoded = self._model.encode(np.stack(features))
        languages = self._languages(encoded, windows)
        tokenizers = [self._tokenizer(language) for language in languages]
        results = self._model.model.generate(
            encoded,
            [self._model.get_prompt(one, [], hotwords=way.hot_words or None) for one in tokenizers],
            beam_size=way.beam_size,
            no_repeat_ngram_size=way.no_repeat,
            max_length=self._model.max_length,
            max_initial_timestamp_index=_FIRST_WORD_BY,
            return_scores=True,
            return_no_speech_prob=True,
        )
        tokens = [result.sequences_ids[0] for result in results]
        words = self._words(encoded, tokens, tokenizers, [one.shape[1] for one in features])
        return [
            Decoded(
                segments_of(ids, heard, tokenizer, len(window.samples) / 16_000),
                language,
                result.scores[0] * len(ids) / (len(ids) + 1),
                result.no_speech_prob,
            )
            for ids, heard, tokenizer, window, language, result in zip(
                tokens, words, tokenizers, windows, languages, results, strict=True
            )
        ]

    def _languages(self, encoded: StorageView, windows: list[Window]) -> list[str]:
        if not self._model.model.is_multilingual:
            return ["en"] * len(windows)
        if all(window.language for window in windows):
            return [window.language for window in windows]
        found = [guesses[0][0].strip("<|>") for guesses in self._model.model.detect_language(encoded)]
        return [window.language or guess for window, guess in zip(windows, found, strict=True)]

    def _tokenizer(self, language: str) -> Tokenizer:
        multilingual = self._model.model.is_multilingual
        return Tokenizer(self._model.hf_tokenizer, multilingual, task="transcribe", language=language)

    def _words(
        self, encoded: StorageView, tokens: list[list[int]], tokenizers: list[Tokenizer], frames: list[int]
    ) -> list[list[dict[str, Any]]]:
        """The words of each window with their times and probabilities, as faster-whisper aligns them.

        On the main processor each is aligned alone: in company some times move by 20 ms, and nothing is won. On others
        one language is named for all: alignment weighs times, not words, and windows of one batch mostly agree.
        """
        text = [[token for token in ids if token < tokenizers[0].eot] for ids in tokens]
        if self.device == "cpu":
            alone = (StorageView.from_array(one[np.newaxis]) for one in np.asarray(encoded))
            each = zip(alone, tokenizers, text, frames, strict=True)
            aligned = [self._model.find_alignment(how, [ids], view, [size])[0] for view, how, ids, size in each]
        else:
            aligned = list(self._model.find_alignment(tokenizers[0], text, encoded, frames))
        for words in aligned:
            merge_punctuations(words, _BEFORE, _AFTER)
        return aligned


def _best() -> str:
    """Only NVIDIA's processors are known to CTranslate2 beside the main one. Whether they work is seen at once."""
    here = [*(f"cuda:{number}" for number in range(get_cuda_device_count())), "cpu"]
    return chosen(Work.HEARING, here, lambda _: "")


def padded(features: Features, *, whole: bool = False) -> Features:
    """(pitches, frames) with some silence after the sound, in whole seconds; or 30 seconds of both."""
    frames = features.shape[1] + _SILENCE
    size = _FRAMES if whole else min(_FRAMES, -(-frames // _STEP) * _STEP)
    return np.ascontiguousarray(pad_or_trim(features, size), dtype=np.float32)


NO_MEMORY = Problem(
    title="Not enough memory to listen",
    happened="The speech model and half a minute of sound did not fit into this computer's memory.",
    did="Deskhand stopped here; what was heard before is kept.",
    advice="Close other programs and go on, or choose a smaller speech model.",
)
