"""TestComputer: every processor is tried with real work, each in a process of its own; then the rest is looked at."""

from collections.abc import Iterator
from pathlib import Path

from deskhand.domain.jobs import DeviceTested, Event, PartChecked, Progress, Report, TestComputer
from deskhand.domain.models import Modality
from deskhand.domain.processors import DeviceReport, Work
from deskhand.engine.doctor import testing
from deskhand.engine.doctor.apart import Child
from deskhand.jobs.computer_parts import look_at_parts
from deskhand.storage import models
from deskhand.storage.settings import Settings
from deskhand.storage.view import ProjectView

_DOING = {Work.READING: "reading messages", Work.LEARNING: "learning a little", Work.HEARING: "listening to a call"}


def test_computer(request: TestComputer, view: ProjectView | None, report: Report) -> Iterator[Event]:
    """``DeviceTested`` for each processor, the main one last, then ``PartChecked`` for each part."""
    yield from tested(report, Child())


def tested(report: Report, child: Child) -> Iterator[Event]:
    """The same, by processes that are started as ``child`` says."""
    steps = _Steps(report)
    found = testing.processors(child, steps.look)
    model = speech_model()
    plan = [(device, testing.works_for(device, model)) for device in found]
    steps.total = sum(len(works) for _, works in plan) + 1
    for device, works in plan:
        done = device
        for work in works:
            steps.begin(device, work)
            done = testing.tried(done, work, model, child, steps.look)
        yield DeviceTested(done)
    steps.end()
    yield from map(PartChecked, look_at_parts(child, steps.look))


def speech_model() -> str:
    """The folder of the speech model that is used as a rule, else of any that is here; "": there is none."""
    told = str(Settings().get("speech.model"))
    speech = [one.id for one in models.on_the_shelf() if one.here and one.modality is Modality.SPEECH]
    names = [told] if told else speech
    folders = [models.place_of(name) or Path(name).expanduser() for name in names]
    return next((str(folder) for folder in folders if folder.is_dir()), "")


class _Steps:
    """Says how far it is. Raises ``Stopped`` where the person has cancelled."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._done = -1
        self._words = "Finding the processors"
        self.total = 0

    def begin(self, device: DeviceReport, work: Work) -> None:
        self._go_on(f"{device.name}: {_DOING[work]}")

    def end(self) -> None:
        self._go_on("Looking at memory, drive, models and sound")

    def look(self) -> None:
        self._report.progress(Progress(max(0, self._done), self.total, "tests", self._words))

    def _go_on(self, words: str) -> None:
        self._done += 1
        self._words = words
        self.look()


test_computer.__test__ = False  # type: ignore[attr-defined]  # a job, not a test of pytest's
