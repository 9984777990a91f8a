"""TestComputer: every processor is tried with real work, the starter model reading short messages."""

from collections.abc import Iterator

from deskhand.domain.jobs import DeviceTested, Event, Progress, Report, TestComputer
from deskhand.engine import devices, shelf
from deskhand.engine.encoders.measuring import recipe_for, speed_of
from deskhand.storage.view import ProjectView


def test_computer(request: TestComputer, view: ProjectView | None, report: Report) -> Iterator[Event]:
    """``DeviceTested`` for each processor, the main one last; its speed in short messages a second."""
    files = shelf.find()
    found = devices.candidates()
    for number, device in enumerate(found):
        report.progress(Progress(number, len(found), "processors", f"Testing the {devices.name_of(device).lower()}"))
        trouble = devices.trouble(device)
        if trouble:
            yield DeviceTested(devices.report(device, 0.0, trouble))
            continue
        precision = recipe_for(files).precision
        yield DeviceTested(devices.report(device, speed_of(files, precision, device), f"computes in {precision}"))


test_computer.__test__ = False  # type: ignore[attr-defined]  # a job, not a test of pytest's
