"""Recordings of a known tone, in every format that phones and phone systems write."""

import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

TONE = 440.0
"""Hertz."""


@dataclass(frozen=True)
class Format:
    """A container, and what it is filled with by an encoder of PyAV's build of FFmpeg."""

    ending: str
    codec: str
    rate: int = 8000
    layout: str = "mono"
    container: str | None = None
    samples: str = "s16"


FORMATS = (
    Format("wav", "pcm_s16le", 16000),
    Format("wav", "pcm_mulaw"),
    Format("wav", "pcm_alaw"),
    Format("wav", "pcm_f32le", 96000, "stereo", samples="flt"),
    Format("wav", "pcm_s24le", 44100, "5.1", samples="s32"),
    Format("wav", "adpcm_ms"),
    Format("mp3", "libmp3lame", 22050, samples="s16p"),
    Format("m4a", "aac", 44100, "stereo", "ipod", samples="fltp"),
    Format("aac", "aac", 16000, container="adts", samples="fltp"),
    Format("ogg", "libopus", 48000),
    Format("opus", "libopus", 48000, container="ogg"),
    Format("flac", "flac", 16000),
    Format("amr", "libopencore_amrnb", container="amr"),
    Format("wma", "wmav2", 44100, "stereo", "asf", samples="fltp"),
    Format("webm", "libopus", 48000, container="webm"),
    Format("mp4", "aac", 44100, "stereo", samples="fltp"),
    Format("avi", "libmp3lame", 44100, "stereo", samples="s16p"),
    Format("aiff", "pcm_s16be", 44100),
    Format("au", "pcm_mulaw"),
    Format("caf", "pcm_s16le", 44100),
)


def tone(seconds: float, rate: int, channels: int = 1) -> np.ndarray:
    """Shape (values, channels), from -0.5 to 0.5."""
    one = 0.5 * np.sin(2 * np.pi * TONE * np.arange(int(seconds * rate)) / rate)
    return np.repeat(one[:, None], channels, axis=1)


def recorded(path: Path, form: Format, seconds: float = 3.0, tags: dict[str, str] | None = None) -> Path:
    """A tone of ``seconds``, written by FFmpeg."""
    layout = av.AudioLayout(form.layout)
    sound = (tone(seconds, form.rate, layout.nb_channels) * 32767).astype(np.int16)
    with av.open(str(path), "w", format=form.container) as container:
        container.metadata.update(tags or {})
        stream = container.add_stream(form.codec, rate=form.rate)
        stream.bit_rate = 12_200 if form.ending == "amr" else 64_000
        stream.layout, stream.format = form.layout, form.samples
        to_codec = av.AudioResampler(form.samples, form.layout, form.rate, stream.frame_size or 1024)
        frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), "s16", form.layout)
        frame.sample_rate = form.rate
        for part in [*to_codec.resample(frame), *to_codec.resample(None), None]:
            container.mux(stream.encode(part))
    return path


def wav(path: Path, sound: np.ndarray | Sequence[float], rate: int = 8000) -> Path:
    """16-bit PCM of ``sound``, shape (values,) or (values, channels), -1 to 1."""
    values = np.asarray(sound)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if values.ndim == 1 else values.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(values, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def long_wav(path: Path, hours: float) -> Path:
    """Silence in mu-law at 8,000 values a second; a file with a hole in it where the drive can."""
    size = int(hours * 3600 * 8000)
    form = b"WAVEfmt " + (18).to_bytes(4, "little") + b"\7\0\1\0\x40\x1f\0\0\x40\x1f\0\0\1\0\x08\0\0\0"
    with path.open("wb") as file:
        file.write(b"RIFF" + (len(form) + 8 + size).to_bytes(4, "little") + form + b"data" + size.to_bytes(4, "little"))
        file.truncate(file.tell() + size)
    return path
