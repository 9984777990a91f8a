"""Networks that compute in whole numbers of 8 bits, for main processors that are slow at bfloat16.

Weights have one scale for each number that comes out, and what goes in one range for each word, from its smallest to
its largest number: with one range for all words, as in torch's own dynamic quantization, the few words that are far
larger than the rest leave too little for the others (tests/bench/RESULTS.md; Dettmers et al., *LLM.int8()*, 2022).
"""

import torch

_LEAST = 1e-8
_LOWEST, _STEPS = -128, 255


class WholeLinear(torch.nn.Module):
    """In place of a linear layer."""

    weights: torch.Tensor
    scale: torch.Tensor
    sums: torch.Tensor
    bias: torch.Tensor

    def __init__(self, linear: torch.nn.Linear) -> None:
        super().__init__()
        scale = linear.weight.detach().abs().amax(dim=1).clamp(min=_LEAST) / -(_LOWEST + 1)
        whole = (linear.weight.detach() / scale[:, None]).round()
        self.register_buffer("weights", whole.to(torch.int8).T)
        self.register_buffer("scale", scale)
        self.register_buffer("sums", whole.sum(dim=1))
        self.register_buffer("bias", torch.zeros_like(scale) if linear.bias is None else linear.bias.detach())

    def forward(self, numbers: torch.Tensor) -> torch.Tensor:
        rows = numbers.reshape(-1, numbers.shape[-1])
        return (self._whole(rows) if rows.is_cpu else self._as_it_was(rows)).reshape(*numbers.shape[:-1], -1)

    def _whole(self, rows: torch.Tensor) -> torch.Tensor:
        low, high = rows.amin(dim=1, keepdim=True).clamp(max=0), rows.amax(dim=1, keepdim=True).clamp(min=0)
        step = (high - low).clamp(min=_LEAST) / _STEPS
        whole = torch.addcmul(_LOWEST - low / step, rows, 1 / step).round_().to(torch.int8)
        product = torch._int_mm(whole, self.weights).float()  # noqa: SLF001 - its only name
        return torch.addcmul(self.bias, torch.addcmul((low - _LOWEST * step) * self.sums, product, step), self.scale)

    def _as_it_was(self, rows: torch.Tensor) -> torch.Tensor:
        """On another processor, which asks for other sizes and is quick anyway."""
        return rows @ (self.weights * self.scale) + self.bias


def in_whole_numbers(network: torch.nn.Module) -> torch.nn.Module:
    """All linear layers of ``network``, in place; what else it does stays as it is."""
    for part in list(network.modules()):
        for name, child in list(part.named_children()):
            if isinstance(child, torch.nn.Linear):
                setattr(part, name, WholeLinear(child))
    return network
