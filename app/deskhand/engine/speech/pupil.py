"""Whisper as it learns: the network of its makers, still, and beside it a few numbers that may change (LoRA)."""

import json
import shutil
from pathlib import Path
from typing import Any, cast

import torch
from peft import LoraConfig, inject_adapter_in_model
from peft.tuners.lora import Linear
from torch.nn.modules.module import _IncompatibleKeys
from transformers import WhisperForConditionalGeneration
from transformers.modeling_outputs import BaseModelOutput

from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine import shelf
from deskhand.engine.encoders.loading import does_not_fit, load_with_report
from deskhand.engine.shelf import SPEECH_FILES, ModelFiles
from deskhand.engine.trainees.saving import save_network
from deskhand.storage.atomic import problem_of

_RANK, _ALPHA, _DROPOUT = 32, 64, 0.05  # methods.md, 3.6
_WHERE = r".*\.encoder\.layers\..*\.(q_proj|v_proj|fc1|fc2)"
"""Voices are new, words are not: what hears changes, what says stays (tests/bench/RESULTS.md)."""
_CHANGES = "lora_"  # in the names of all weights that change
_ADAPTER = "default"  # as peft calls the only one
_RATES = ((768, 3e-4), (1024, 2e-4), (1 << 30, 1e-4))
"""Up to this width (small, medium, large). methods.md, 3.6, has 1e-3 for small ones and hours of speech; with minutes
of it that was too much (tests/bench/RESULTS.md)."""


class Pupil(torch.nn.Module):
    """``network`` with LoRA put into it. Its state, and so a checkpoint of it, is only what changes."""

    def __init__(self, network: WhisperForConditionalGeneration) -> None:
        super().__init__()
        config = LoraConfig(r=_RANK, lora_alpha=_ALPHA, lora_dropout=_DROPOUT, target_modules=_WHERE)
        self.network = cast("Any", inject_adapter_in_model(config, network))
        self.register_state_dict_post_hook(_leave_out_what_is_still)  # type: ignore[no-untyped-call]
        self.register_load_state_dict_post_hook(_miss_only_what_changes)  # type: ignore[no-untyped-call]

    @property
    def mels(self) -> int:
        """Pitches of its features."""
        return int(self.network.config.num_mel_bins)

    @property
    def longest(self) -> int:
        """Tokens that its decoder can hold."""
        return int(self.network.config.max_target_positions)

    @property
    def rate(self) -> float:
        """At which it learns well: the larger, the slower."""
        return next(rate for width, rate in _RATES if self.network.config.d_model <= width)

    def changing(self) -> list[torch.nn.Parameter]:
        return [weight for weight in self.parameters() if weight.requires_grad]

    def forward(self, features: torch.Tensor, tokens: torch.Tensor) -> torch.Tensor:
        """(rows, pitches, frames) of any even number of frames, and (rows, tokens): (rows, tokens, words) logits."""
        output = self.network(
            encoder_outputs=BaseModelOutput(last_hidden_state=self._encoded(features)),
            decoder_input_ids=tokens,
            use_cache=False,
        )
        return cast("torch.Tensor", output.logits)

    def _encoded(self, features: torch.Tensor) -> torch.Tensor:
        """As transformers' own, which hears 30 seconds of mostly nothing: ours are as long as the sound, as when
        recordings are listened to (``whisper.py``)."""
        encoder = self.network.model.encoder
        hidden = torch.nn.functional.gelu(encoder.conv1(features))
        hidden = torch.nn.functional.gelu(encoder.conv2(hidden)).permute(0, 2, 1)
        hidden = hidden + encoder.embed_positions.weight[: hidden.shape[1]]
        for layer in encoder.layers:
            hidden = layer(hidden, None)
        return cast("torch.Tensor", encoder.layer_norm(hidden))


def _leave_out_what_is_still(_pupil: torch.nn.Module, state: dict[str, torch.Tensor], *_: object) -> None:
    for name in [name for name in state if _CHANGES not in name]:
        del state[name]


def _miss_only_what_changes(_pupil: torch.nn.Module, found: _IncompatibleKeys) -> None:
    found.missing_keys[:] = [name for name in found.missing_keys if _CHANGES in name]


def published(model: str) -> ModelFiles:
    """The checked files of a speech model in its makers' form, which alone can learn. Raises ``ProblemError``."""
    folder = Path(model or " ").expanduser()
    if model and (folder / "model.bin").is_file() and not (folder / "model.safetensors").is_file():
        raise ProblemError(_only_converted(folder))
    files = shelf.find_speech(folder.resolve())
    settings = json.loads((files.folder / "config.json").read_text(encoding="utf-8"))
    if not isinstance(settings, dict) or settings.get("model_type") != "whisper":
        raise does_not_fit(files, "it is no Whisper model, so it cannot learn to hear better")
    return files


def pupil_of(files: ModelFiles, seed: int) -> Pupil:
    """The network with all weights from its files, and LoRA that changes nothing yet. Raises ``ProblemError``."""
    network = _network(files)
    torch.manual_seed(seed)
    return Pupil(network)


def _network(files: ModelFiles) -> WhisperForConditionalGeneration:
    network, loading = load_with_report(files, WhisperForConditionalGeneration)
    missing = [name for name in loading["missing_keys"] if name != "proj_out.weight"]  # it is that of the words
    if missing or loading["mismatched_keys"]:
        raise does_not_fit(files, "some of its weights are missing or have another shape", ", ".join(missing[:5]))
    return cast("WhisperForConditionalGeneration", network)


def save(pupil: Pupil, files: ModelFiles, folder: Path) -> None:
    """Write a model like the one it came from, with what it learned added to its weights; the weights last.

    Raises ``ProblemError`` when the drive is full.
    """
    network = _network(files)
    with torch.no_grad():
        for name, part in pupil.network.named_modules():
            if isinstance(part, Linear):
                weight = cast("torch.Tensor", network.get_submodule(name).weight)
                weight += part.get_delta_weight(_ADAPTER).to(weight)
    settings = json.loads((files.folder / "config.json").read_text(encoding="utf-8"))
    kind = settings.get("dtype") or settings.get("torch_dtype")
    if kind == "float16":
        cast("Any", network).half()  # as it came: half the room, and the same words once it is made ready
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in SPEECH_FILES:
            if name not in ("config.json", "model.safetensors") and (files.folder / name).is_file():
                shutil.copyfile(files.folder / name, folder / name)
    except OSError as error:
        raise ProblemError(problem_of(error, folder)) from error
    save_network(network, folder)


def _only_converted(folder: Path) -> Problem:
    return Problem(
        title="This speech model cannot learn in this form",
        happened=f"“{folder.name}” was converted for listening. To learn, it is needed as its makers publish it.",
        did="Nothing was learned; your corrections are kept.",
        advice="Get the same model from its makers: a folder with model.safetensors, config.json and tokenizer.json, "
        "such as “whisper-small” of OpenAI. Choose that folder as the speech model, then learn again.",
    )
