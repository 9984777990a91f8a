"""What a training stands on: the optimizer, the slope of its learning rate, and how it takes less memory."""

from collections.abc import Iterable, Sequence

import torch

Times = tuple[Sequence[torch.nn.Parameter], float]
"""Weights, and how many times the learning rate they learn at."""


def adamw(weights: Iterable[Times], rate: float, decay: float) -> torch.optim.Optimizer:
    """AdamW (Loshchilov and Hutter 2019); biases and the scales of norms do not decay. What is frozen is left out."""
    groups = []
    for some, times in weights:
        free = [weight for weight in some if weight.requires_grad]
        wide = [weight for weight in free if weight.ndim > 1]
        narrow = [weight for weight in free if weight.ndim <= 1]
        kinds = ((wide, decay), (narrow, 0.0))
        groups += [{"params": kind, "weight_decay": shrinks, "times": times} for kind, shrinks in kinds if kind]
    device = groups[0]["params"][0].device  # type: ignore[index]
    return torch.optim.AdamW(groups, lr=rate, fused=device.type in ("cpu", "cuda"))


def slope(step: int, of: int, warm_up: float) -> float:
    """The share of the learning rate at a step (0 …): up along a line, then down along one."""
    rising = max(1, round(of * warm_up))
    return (step + 1) / rising if step < rising else max(0.0, (of - step) / max(1, of - rising))


def half_type(device: torch.device) -> torch.dtype:
    """bfloat16 needs no scaling; older graphics processors have float16 only."""
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
    return torch.bfloat16 if device.type in ("cpu", "xpu") else torch.float32


def remember_less(module: torch.nn.Module) -> bool:
    """Activations are computed again on the way back; whether that was new."""
    changed = False
    for part in module.modules():
        if getattr(part, "supports_gradient_checkpointing", False) and not part.is_activation_checkpointing:
            part.activation_checkpointing_enable()  # type: ignore[operator]
            changed = True
    return changed


def follow(optimizer: torch.optim.Optimizer, device: torch.device) -> None:
    """What the optimizer remembers goes where the weights went."""
    for each in optimizer.state.values():
        for name, tensor in each.items():
            each[name] = tensor.to(device)
