"""Which processors there are, and whether they really work."""

from __future__ import annotations

import torch

from deskhand.domain.processors import DeviceReport, Trial, Work

CPU = torch.device("cpu")


def candidates() -> list[torch.device]:
    """The processors that this computer says it has, quickest kind first, the main processor last."""
    found = []
    if torch.cuda.is_available():
        found += [torch.device("cuda", number) for number in range(torch.cuda.device_count())]
    if torch.backends.mps.is_available():
        found.append(torch.device("mps"))
    return [*found, CPU]


def best() -> torch.device:
    """The first candidate that does real work right."""
    return next(device for device in candidates() if device == CPU or not trouble(device))


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


def name_of(device: torch.device) -> str:
    """The name on the screen."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return {"mps": "Graphics processor", "cpu": "Main processor"}[device.type]


def report(device: torch.device, speed: float, detail: str) -> DeviceReport:
    """``speed`` in short messages a second; 0 means that the processor does not work."""
    return DeviceReport(name_of(device), str(device), trials=(Trial(Work.READING, speed, detail),))
