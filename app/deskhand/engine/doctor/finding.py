"""Which processors there are, with their memory; those too that are there but cannot be reached, with the reason."""

import psutil
import torch

from deskhand.domain.processors import DeviceReport, Trial, Work
from deskhand.engine import devices
from deskhand.engine.doctor import drivers


def found() -> tuple[DeviceReport, ...]:
    """The quickest kind first, the main processor last. Those that cannot be reached have failed trials already."""
    reports = tuple(report_of(device) for device in devices.candidates())
    if any(report.kind.startswith("cuda") for report in reports) or torch.version.hip:
        return reports
    return (*map(_unreached, drivers.cards()), *reports)


def report_of(device: torch.device) -> DeviceReport:
    memory, free = memory_of(device)
    return DeviceReport(devices.name_of(device), str(device), memory, free)


def memory_of(device: torch.device) -> tuple[int, int]:
    """(what it has, what is free of it) in bytes; (0, 0) where the driver does not say."""
    try:
        if device.type == "cuda":
            free, memory = torch.cuda.mem_get_info(device)
            return memory, free
        if device.type == "xpu":
            free, memory = torch.xpu.mem_get_info(device)
            return memory, free
        if device.type == "mps":
            memory = torch.mps.recommended_max_memory()
            return memory, memory - torch.mps.driver_allocated_memory()
    except RuntimeError:  # it is broken: its trials will say how
        return 0, 0
    told = psutil.virtual_memory()
    return int(told.total), int(told.available)


def _unreached(card: drivers.Card) -> DeviceReport:
    """A card that NVIDIA's own tool sees and torch does not."""
    detail, advice = drivers.why_unreached(card, torch.version.cuda or "")
    return DeviceReport(card.name, f"nvidia:{card.number}", card.memory, 0, (Trial(Work.READING, 0.0, detail, advice),))
