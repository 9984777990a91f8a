"""Which kinds of recordings can really be opened here: short ones are made, and read as those of a person are."""

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.error import FFmpegError

from deskhand.domain.problems import ProblemError
from deskhand.readers.sound.decoding import open_sound


@dataclass(frozen=True, slots=True)
class Kind:
    """``writer`` and ``codec`` make one; where no library here can make it, ``decoders`` have to be there."""

    name: str
    suffix: str
    writer: str
    codec: str
    rate: int = 16_000
    decoders: tuple[str, ...] = ()


KINDS = (
    Kind("WAV", ".wav", "wav", "pcm_s16le"),
    Kind("MP3", ".mp3", "mp3", "libmp3lame", decoders=("mp3float",)),
    Kind("M4A", ".m4a", "ipod", "aac", decoders=("aac",)),
    Kind("OGG", ".ogg", "ogg", "libvorbis", decoders=("vorbis",)),
    Kind("AMR", ".amr", "amr", "libopencore_amrnb", 8_000, ("amrnb", "amrwb")),
    Kind("Opus", ".opus", "ogg", "libopus", decoders=("opus",)),
    Kind("FLAC", ".flac", "flac", "flac", decoders=("flac",)),
    Kind("WMA", ".wma", "asf", "wmav2", decoders=("wmav2",)),
    Kind("WEBM", ".webm", "webm", "libopus", decoders=("opus",)),
    Kind("MKV", ".mkv", "matroska", "pcm_s16le"),
    Kind("MP4", ".mp4", "mp4", "aac", decoders=("aac",)),
    Kind("3GP", ".3gp", "3gp", "aac", decoders=("aac",)),
    Kind("AIFF", ".aiff", "aiff", "pcm_s16be"),
    Kind("CAF", ".caf", "caf", "pcm_s16le"),
    Kind("AU", ".au", "au", "pcm_s16be"),
    Kind("GSM", ".gsm", "gsm", "libgsm", 8_000, ("gsm", "gsm_ms")),
)


def opened() -> tuple[str, ...]:
    """The names of those kinds that open, in the order of ``KINDS``."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(kind.name for kind in KINDS if opens(kind, Path(folder)))


def opens(kind: Kind, folder: Path) -> bool:
    """Whether a second of this kind is read back; where it cannot be made, whether what reads it is there."""
    made = _second_of(kind)
    if not made:
        return all(_is_there(name) for name in kind.decoders)
    file = folder / f"second{kind.suffix}"
    file.write_bytes(made)
    try:
        with open_sound(file) as sound:
            return sum(len(block) for block in sound.blocks()) > 0
    except ProblemError:
        return False


def _second_of(kind: Kind) -> bytes:
    """A second of a quiet tone; b"": no library here makes that kind."""
    file = io.BytesIO()
    times = np.arange(kind.rate) / kind.rate
    samples = (3000 * np.sin(2 * np.pi * 440 * times)).astype(np.int16)[np.newaxis]
    try:
        with av.open(file, "w", format=kind.writer) as container:
            stream = container.add_stream(kind.codec, rate=kind.rate, layout="mono")
            assert isinstance(stream, AudioStream)
            frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
            frame.rate = kind.rate
            packets = [*stream.encode(frame), *stream.encode(None)]
            container.mux(packets)
    except (FFmpegError, ValueError, OSError):
        return b""
    return file.getvalue()


def _is_there(decoder: str) -> bool:
    try:
        return bool(av.Codec(decoder, "r").name)
    except (FFmpegError, ValueError):
        return False
