"""What the training loop trains when Whisper learns from corrected transcripts."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from faster_whisper.feature_extractor import FeatureExtractor
from faster_whisper.tokenizer import Tokenizer
from tokenizers import Tokenizer as Vocabulary

from deskhand.engine.bucketing import batches_of
from deskhand.engine.finetuning import Group, Schedule
from deskhand.engine.inputs import Rows
from deskhand.engine.speech.clips import Clip
from deskhand.engine.speech.no_speech import no_speech
from deskhand.engine.speech.pupil import Pupil
from deskhand.engine.speech.varying import masked, varied
from deskhand.engine.speech.voice import Samples
from deskhand.engine.speech.whisper import Features, padded
from deskhand.engine.trainees.trainee import Batch

_NO_SPEECH = 0.05  # of all clips (methods.md, 3.6)
_STEP = 0.02  # seconds of a time token
_LAST = 1500  # the last of them
_ENGLISH = "en"
_AS_IT_CAME = 0.5  # of all clips
_MASKED = -100  # a place at which nothing is learned

BATCH = 4  # clips
_EPOCHS = (3, 5)  # methods.md, 3.6
_STEPS = 120


class Script:
    """Words as the tokens that the decoder is to say, in the form in which it is asked when recordings are heard."""

    def __init__(self, folder: Path, languages: Sequence[str]) -> None:
        self._vocabulary = Vocabulary.from_file(str(folder / "tokenizer.json"))
        self._languages = languages

    @property
    def times(self) -> int:
        """The first of the tokens that name a time."""
        return int(self._tokenizer("").timestamp_begin)

    @property
    def end(self) -> int:
        """The token of the end; those before are words."""
        return int(self._tokenizer("").eot)

    @property
    def _nobody(self) -> int:
        """The token that says that nobody speaks; older models have it under its first name."""
        names = ("<|nospeech|>", "<|nocaptions|>")
        known = (self._vocabulary.token_to_id(name) for name in names)
        return next((int(token) for token in known if token is not None), _MASKED)

    def of(self, clip: Clip) -> tuple[list[int], list[int]]:
        """Tokens to hear, and at each place the one to say next.

        That nobody speaks is what Whisper says first of all, and is not let say; then it ends after its first time.
        """
        one = self._tokenizer(clip.language)
        asked = len(one.sot_sequence) - 1
        if not clip.lines:
            return [*one.sot_sequence, one.timestamp_begin], [self._nobody, *[_MASKED] * asked, one.eot]
        said = [token for line in clip.lines for token in self._line(line.start, line.words, line.end, one)]
        tokens = [*one.sot_sequence, *said, one.eot]
        return tokens[:-1], [_MASKED] * asked + tokens[asked + 1 :]

    def without_times(self, clip: Clip) -> tuple[list[int], list[int]]:
        """How the decoder is asked for words without times, and the words as tokens."""
        one = self._tokenizer(clip.language)
        return [*one.sot_sequence, one.no_timestamps], one.encode(f" {clip.words}")

    def _line(self, start: float, words: str, end: float, one: Tokenizer) -> list[int]:
        first, last = (one.timestamp_begin + min(_LAST, max(0, round(moment / _STEP))) for moment in (start, end))
        return [first, *one.encode(f" {words}"), last]

    def _tokenizer(self, language: str) -> Tokenizer:
        many = tuple(self._languages) != (_ENGLISH,)
        likely = (language, _ENGLISH, *self._languages)
        known = next(one for one in likely if one in self._languages)
        return Tokenizer(self._vocabulary, many, task="transcribe", language=known)


class Hearing:
    """A ``Work``: ``clips`` and, so that silence stays silent, a few in which nobody speaks."""

    def __init__(self, pupil: Pupil, clips: Sequence[Clip], script: Script, seed: int) -> None:
        self._pupil, self._script, self._seed = pupil, script, seed
        fitting = [clip for clip in clips if len(script.of(clip)[0]) <= pupil.longest]
        languages = [clip.language for clip in fitting]
        silent = max(1, round(_NO_SPEECH * len(fitting)))
        self._clips = (*fitting, *no_speech(silent, seed, max(languages, key=languages.count, default="")))
        self._extract = FeatureExtractor(pupil.mels)

    @property
    def module(self) -> Pupil:
        return self._pupil

    def groups(self) -> Sequence[Group]:
        return [Group(self._pupil.changing())]

    def batches(self, epoch: int, size: int) -> Sequence[Rows]:
        return batches_of([len(clip.sound) for clip in self._clips], size, self._seed, epoch)

    def share_of(self, rows: Rows) -> float:
        """How much of all its sound these are."""
        sizes = [len(clip.sound) for clip in self._clips]
        return float(sum(sizes[row] for row in rows) / sum(sizes))

    def prepare(self, rows: Rows, rng: np.random.Generator) -> Batch:
        """ "features" (rows, pitches, frames), "tokens" and "next" (rows, tokens)."""
        clips = [self._clips[row] for row in rows]
        features = [self._features(clip, rng) for clip in clips]
        scripts = [self._script.of(clip) for clip in clips]
        longest = max(len(tokens) for tokens, _ in scripts)
        frames = max(one.shape[1] for one in features)
        return {
            "features": torch.from_numpy(np.stack([_wide(one, frames) for one in features])),
            "tokens": torch.tensor([tokens + [tokens[0]] * (longest - len(tokens)) for tokens, _ in scripts]),
            "next": torch.tensor([after + [_MASKED] * (longest - len(after)) for _, after in scripts]),
        }

    def _features(self, clip: Clip, rng: np.random.Generator) -> Features:
        """Half of the time as it came: what is listened to is not varied either. (Times move when it is varied, but
        which time it is counts for nothing.)"""
        if rng.random() < _AS_IT_CAME:
            return self._heard(clip.samples)
        return masked(self._heard(varied(clip.samples, rng)), rng)

    def _heard(self, samples: Samples) -> Features:
        return padded(self._extract(samples)[:, :-1])

    def loss(self, prepared: Batch) -> torch.Tensor:
        """Mean of the clips' mean losses. When something is said was heard, not checked: that a time comes is learned,
        which one is not."""
        wanted = prepared["next"]
        chances = self._pupil(prepared["features"], prepared["tokens"]).float().log_softmax(-1)
        said = chances.gather(-1, wanted.clamp(min=0).unsqueeze(-1)).squeeze(-1)
        any_time = chances[..., self._script.times :].logsumexp(-1)
        each = -torch.where(wanted >= self._script.times, any_time, said)
        counted = (wanted != _MASKED).float()
        return ((each * counted).sum(1) / counted.sum(1)).mean()

    def after_step(self, step: int, of: int) -> None:
        """Nothing follows."""


def _wide(features: Features, frames: int) -> Features:
    return np.pad(features, ((0, 0), (0, frames - features.shape[1]))).astype(np.float32)


def schedule(work: Hearing, rate: float, seed: int) -> Schedule:
    """How to learn from so many clips."""
    fewest, most = _EPOCHS
    batches = len(work.batches(0, BATCH))
    return Schedule(min(most, max(fewest, -(-_STEPS // batches))), BATCH, rate, seed=seed)
