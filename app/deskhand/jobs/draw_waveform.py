"""How loud a recording is from beginning to end, to be looked at."""

from collections.abc import Iterator

from deskhand.domain.jobs import DrawWaveform, Event, Progress, Report, WaveformDrawn
from deskhand.readers.sound.decoding import BLOCK, open_sound
from deskhand.readers.sound.loudness import drawn, loudest
from deskhand.storage.view import ProjectView


def draw_waveform(request: DrawWaveform, view: ProjectView, report: Report) -> Iterator[Event]:
    """Answers with ``WaveformDrawn``. Raises ``ProblemError`` if the recording cannot be read."""
    fine: list[float] = []
    with open_sound(view.recordings.file_of(request.item_id)) as sound:
        whole = round(sound.seconds)
        for number, block in enumerate(sound.blocks()):
            report.progress(Progress(number * BLOCK, whole, "seconds", "Drawing the sound"))
            fine += loudest([block])
        yield WaveformDrawn(request.item_id, sound.seconds, drawn(fine, request.count))
