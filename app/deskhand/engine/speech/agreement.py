"""Whether a model that was made ready for listening is still the one that learned: both must weigh words alike."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from ctranslate2 import StorageView
from ctranslate2.models import Whisper as Converted
from faster_whisper.feature_extractor import FeatureExtractor

from deskhand.engine.speech.clips import Clip
from deskhand.engine.speech.learning import Script
from deskhand.engine.speech.pupil import Pupil
from deskhand.engine.speech.whisper import padded

_CLIPS = 3
_FAR = 0.1
"""Mean difference of the probabilities of words; eight bits instead of thirty-two make about 0.01."""


def says_the_same(pupil: Pupil, converted: Path, clips: Sequence[Clip], script: Script) -> bool:
    """Three of ``clips`` with words, weighed by both on the main processor. ``pupil`` is in evaluation mode."""
    spoken = [clip for clip in clips if clip.lines][:_CLIPS]
    model = Converted(str(converted), device="cpu", compute_type="int8")
    far = [_difference(pupil, model, clip, script) for clip in spoken]
    return not far or float(np.mean(far)) <= _FAR


def _difference(pupil: Pupil, model: Converted, clip: Clip, script: Script) -> float:
    start, text = script.without_times(clip)
    features = padded(FeatureExtractor(pupil.mels)(clip.samples)[:, :-1])[np.newaxis]
    (aligned,) = model.align(StorageView.from_array(features), start[:-1], [text], features.shape[2])
    device = next(pupil.parameters()).device
    with torch.no_grad():
        tokens = torch.tensor([[*start, *text]], device=device)
        logits = pupil(torch.from_numpy(features).to(device), tokens)[0, len(start) - 1 : -1, : script.end].float()
    chances = logits.softmax(-1).gather(-1, torch.tensor(text, device=device).unsqueeze(-1)).squeeze(-1)
    return float(np.abs(chances.cpu().numpy() - np.array(aligned.text_token_probs)).mean())
