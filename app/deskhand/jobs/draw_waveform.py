"""How loud a recording is from beginning to end, to be looked at."""

from collections.abc import Iterator
from pathlib import Path

from deskhand.domain.items import FILES
from deskhand.domain.jobs import DrawWaveform, Event, Progress, Report, WaveformDrawn
from deskhand.readers.sound.decoding import BLOCK, open_sound
from deskhand.readers.sound.loudness import drawn, loudest
from deskhand.storage.view import ProjectView


def draw_waveform(request: DrawWaveform, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``WaveformDrawn``. Raises ``ProblemError`` if the recording cannot be read."""
    fine: list[float] = []
    with open_sound(_file_of(request.item_id, view)) as sound:
        whole = round(sound.seconds)
        for number, block in enumerate(sound.blocks()):
            report.progress(Progress(number * BLOCK, whole, "seconds", "Drawing the sound"))
            fine += loudest([block])
        yield WaveformDrawn(request.item_id, sound.seconds, drawn(fine, request.count))


def _file_of(item_id: int, view: ProjectView) -> Path:
    files = view.source_of(view.items.get(item_id)).kind in FILES
    return view.files.file_of(item_id) if files else view.recordings.file_of(item_id)
