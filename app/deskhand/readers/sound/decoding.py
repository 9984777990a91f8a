"""The sound of a recording: decoded by FFmpeg in blocks, so that none lies whole in memory."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from errno import EINVAL
from io import SEEK_SET, BufferedReader, FileIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer

from deskhand.readers.file_names import shown
from deskhand.readers.sound import tags as sound_tags
from deskhand.readers.sound import trouble as sound_trouble
from deskhand.readers.sound.kinds import DEMUXERS, not_sound
from deskhand.readers.sound.resampling import RATE, Resampler, Samples, Side
from deskhand.readers.sound.trouble import at_the_recording
from deskhand.readers.sound.wave_header import missing_seconds

__all__ = ["BLOCK", "LONGEST", "RATE", "Samples", "Side", "Sound", "open_sound"]

LONGEST = 6 * 3600
"""Seconds. A few bytes can stand for days of silence (``../shared/research/reliability.md``, T7)."""

BLOCK = 30
"""Seconds."""

_HEAD = 4096
_EXACT = {"mov", "flac", "matroska", "asf"}
_MOST_CHANNELS = 64
_MOST_BROKEN = 1000  # pieces that cannot be decoded, one after the other
_RATES = range(1000, 768_001)
_OPTIONS = {
    "format_whitelist": DEMUXERS,
    "protocol_whitelist": "none",  # a file that names others, or addresses, gets none of them opened
}


class Sound:
    """An open recording.

    ``seconds`` is what the file says of its length (0: nothing) and, once read, what was there. ``received`` and
    ``caller`` are from inside the file, "" where it does not say. ``notes`` are complete when the last block is read.
    """

    def __init__(self, path: Path, container: InputContainer, stream: AudioStream, missing: float) -> None:
        tags = {**stream.metadata, **container.metadata}
        self.path = path
        self.channels = stream.codec_context.channels
        self.rate = stream.codec_context.sample_rate
        self.seconds = (container.duration or 0) / av.time_base
        self.received = sound_tags.received(tags)
        self.caller = sound_tags.caller(tags)
        self.notes: tuple[str, ...] = ()
        self._container = container
        self._stream = stream
        self._missing = missing
        self._broken = 0

    def blocks(self, side: Side = Side.BOTH) -> Iterator[Samples]:
        """All of it once, in blocks of at most 30 s at 16,000 values a second. Raises ``ProblemError``.

        What cannot be decoded is passed over and told in ``notes``; only if nothing can it is a problem.
        """
        count = 0
        with at_the_recording(self.path):
            for block in islice(_in_blocks(self._pieces(side), BLOCK * RATE), LONGEST // BLOCK):
                count += len(block)
                yield block
            if not count:
                raise self._nothing()
        self._tell(count / RATE)

    def _pieces(self, side: Side) -> Iterator[Samples]:
        resampler = Resampler(side)
        for frame in self._frames():
            yield from resampler.feed(frame)
        yield from resampler.rest()

    def _frames(self) -> Iterator[av.AudioFrame]:
        """Where FFmpeg's own program would go on after a broken piece, PyAV stops (faster-whisper, issue 988)."""
        packets = self._container.demux(self._stream)
        in_a_row = 0
        while in_a_row < _MOST_BROKEN:
            try:
                packet = next(packets)
                frames = packet.decode()
            except StopIteration:
                return
            except av.FFmpegError:
                self._broken, in_a_row = self._broken + 1, in_a_row + 1
                continue
            in_a_row = 0
            yield from frames

    def _tell(self, there: float) -> None:
        short = max(self._missing, self.seconds - there if self._exact else 0.0)
        if there >= LONGEST:
            self.notes += (f"It is longer than {LONGEST // 3600} hours; only those were read.",)
        elif short > 0.5 and short > 0.02 * there:
            self.notes += (f"The file ends early: {there:.0f} of {there + short:.0f} seconds are there.",)
        if self._broken:
            self.notes += ("Parts of the file are damaged; they were passed over.",)
        self.seconds = there

    @property
    def _exact(self) -> bool:
        """Whether the file itself tells its length: in others FFmpeg reckons it from how large they are."""
        return bool(_EXACT & set(self._container.format.name.split(",")))

    def _nothing(self) -> Exception:
        if self._broken:
            return sound_trouble.damaged(self.path, "nothing could be decoded")
        return sound_trouble.no_sound(self.path)


@contextmanager
def open_sound(path: str | os.PathLike[str]) -> Iterator[Sound]:
    """Open a recording and look at what it says of itself. Raises ``ProblemError``.

    FFmpeg is given the open file, not its name, and may use only what ``DEMUXERS`` names; so it opens nothing else.
    """
    name = shown(Path(path))
    with ExitStack() as stack:
        with at_the_recording(name):
            file = stack.enter_context(_SoundFile(FileIO(path)))
            _refuse_others(name, file)
            missing = missing_seconds(file)
            file.seek(0)
            container = stack.enter_context(av.open(file, "r", options=_OPTIONS, metadata_errors="ignore"))
            sound = Sound(name, container, _stream(name, container), missing)
        yield sound


class _SoundFile(BufferedReader):
    """A damaged file sends its decoder to places before the beginning: no trouble of the drive, and none to raise."""

    def seek(self, offset: int, whence: int = SEEK_SET, /) -> int:
        try:
            return super().seek(offset, whence)
        except (OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno != EINVAL:
                raise
            return -1


def _refuse_others(path: Path, file: BinaryIO) -> None:
    head = file.read(_HEAD)
    if not head:
        raise sound_trouble.empty(path)
    if what := not_sound(head):
        raise sound_trouble.not_a_recording(path, what)


def _stream(path: Path, container: InputContainer) -> AudioStream:
    """The one to listen to: a video may have several."""
    stream = container.streams.best("audio")
    if not isinstance(stream, AudioStream):
        raise sound_trouble.no_sound(path)
    if stream.codec_context is None:
        raise sound_trouble.locked(path)
    channels, rate = stream.codec_context.channels, stream.codec_context.sample_rate
    if not 0 < channels <= _MOST_CHANNELS or rate not in _RATES:
        raise sound_trouble.damaged(path, f"{channels} channels at {rate} Hz")
    return stream


def _in_blocks(pieces: Iterator[Samples], size: int) -> Iterator[Samples]:
    """The same values in arrays of ``size``, the last one shorter."""
    waiting: list[Samples] = []
    count = 0
    for piece in pieces:
        waiting.append(piece)
        count += len(piece)
        while count >= size:
            whole = np.concatenate(waiting)
            yield whole[:size]
            waiting, count = [whole[size:]], count - size
    if count:
        yield np.concatenate(waiting)
