"""Which processors there are, and which of them is used for what."""

from __future__ import annotations

import sys

import torch

from deskhand.domain.processors import Work
from deskhand.engine.choosing_processors import chosen

CPU = torch.device("cpu")


def candidates() -> list[torch.device]:
    """The processors that this computer says it has, quickest kind first, the main processor last.

    "cuda" is AMD's too, where torch was built for it (ROCm).
    """
    found = []
    if torch.cuda.is_available():
        found += [torch.device("cuda", number) for number in range(torch.cuda.device_count())]
    if torch.backends.mps.is_available():
        found.append(torch.device("mps"))
    if torch.xpu.is_available():
        found += [torch.device("xpu", number) for number in range(torch.xpu.device_count())]
    return [*found, CPU]


def best(work: Work = Work.READING) -> torch.device:
    """The quickest that was seen to do this work right; of those never tested, the first that multiplies right."""
    here = {str(device): device for device in candidates()}
    device = here[chosen(work, list(here), lambda kind: trouble(here[kind]))]
    hold_to_its_memory(device)
    return device


def trouble(device: torch.device) -> str:
    """What goes wrong when ``device`` multiplies two matrices and the result is compared with the main processor's.

    ``""`` if nothing does. A driver that is there is no proof that it works.
    """
    left = torch.linspace(-1, 1, 64 * 64).reshape(64, 64)
    expected = torch.softmax(left @ left.T, dim=1)
    try:
        moved = left.to(device)
        answer = torch.softmax(moved @ moved.T, dim=1).cpu()
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        return f"does not work ({type(error).__name__})"
    return "" if torch.allclose(answer, expected, atol=1e-3) else "gave different answers, not used"


def hold_to_its_memory(device: torch.device, system: str = sys.platform) -> None:
    """Windows lends a card the computer's own memory when its own is full, and says nothing: all is then many times
    slower. With this, more than the card has free is out of memory, as everywhere else."""
    if system != "win32" or device.type != "cuda":
        return
    free, total = torch.cuda.mem_get_info(device)
    already = torch.cuda.memory_reserved(device)
    torch.cuda.set_per_process_memory_fraction(min(1.0, (free + already) / total), device)


def free_memory(device: torch.device) -> None:
    """Give back what was kept for later use."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
    elif device.type == "xpu":
        torch.xpu.empty_cache()


def name_of(device: torch.device) -> str:
    """The name on the screen."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    if device.type == "xpu":
        return str(torch.xpu.get_device_name(device))
    return {"mps": "Graphics processor", "cpu": "Main processor"}[device.type]
