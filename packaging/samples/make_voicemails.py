"""Speaks the sample of voicemails: `resources/samples/voicemails.toml` as the files in `resources/samples/voicemails`.

    python3 packaging/samples/make_voicemails.py

Needs espeak-ng (`apt install espeak-ng`), which is no part of Deskhand. The same sound every time.
"""

import io
import random
import re
import subprocess
import tomllib
import wave
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfilt

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
RATE = 8000  # Hz, of telephones
BAND = (300, 3400)  # Hz, what a telephone lets through
HISS = 0.002  # standard deviation of the noise of the line, 1 being full scale
CODECS = {
    ".ogg": ("libopus", 10_000),
    ".mp3": ("libmp3lame", 16_000),
    ".m4a": ("aac", 16_000),
    ".wav": ("pcm_mulaw", None),
    ".amr": ("libopencore_amrnb", 7_950),
}  # the codec and bits a second
ERROR_PAGE = "<!DOCTYPE html>\n<title>Session expired</title>\n<p>Please log in to fetch this message.</p>\n"
Sound = NDArray[np.float64]


def main() -> None:
    """Make all of them anew."""
    told = tomllib.loads((SAMPLES / "voicemails.toml").read_text(encoding="utf-8"))
    folder = SAMPLES / "voicemails"
    for old in folder.glob("2026*"):
        old.unlink()
    for call in told["call"]:
        target = folder / call["file"]
        if call.get("sound") == "damaged":  # what a mailbox gives out when nobody is logged in
            target.write_text(ERROR_PAGE, encoding="utf-8")
        else:
            encode(sound_of(call), target)
    (folder / "Names.txt").write_text("\n".join(told["names"]) + "\n", encoding="utf-8")


def sound_of(call: Mapping[str, Any]) -> Sound:
    """A call as the mailbox took it, at ``RATE``."""
    dice = random.Random(call["file"])
    make = SOUNDS.get(call.get("sound", ""), lambda: spoken(call))
    before, after = (np.zeros(int(dice.uniform(0.3, 1.1) * RATE)) for _ in range(2))
    sound = np.concatenate([before, make(), after, tone(0.3, 1000) * dice.choice((0, 1))])
    hiss = np.random.default_rng(dice.randrange(1 << 32)).normal(0, HISS, sound.size)
    return np.clip(sound + hiss, -1, 1)


def spoken(call: Mapping[str, Any]) -> Sound:
    """The words, as a telephone carries them."""
    words = re.sub(r"\b07700 900(\d{3})\b", lambda match: f"0 7 7 0 0, 9 0 0, {' '.join(match[1])}", call["text"])
    voice = ["-v", call["voice"], "-s", str(call["speed"]), "-p", str(call["pitch"])]
    made = subprocess.run(["espeak-ng", *voice, "--stdout", words], check=True, capture_output=True)
    with wave.open(io.BytesIO(made.stdout)) as file:
        rate = file.getframerate()
        # The length in the header of a stream is not known: all that came is read.
        sound = np.frombuffer(made.stdout[44:], "<i2").astype(np.float64) / 32768
    narrow = sosfilt(butter(4, BAND, "bandpass", fs=rate, output="sos"), sound)
    heard: Sound = resample_poly(narrow, RATE, rate)
    loudest: float = np.abs(heard).max()
    return heard * (0.5 / loudest)


def tone(seconds: float, *pitches: int) -> Sound:
    """A sound of these pitches (Hz)."""
    time = np.arange(int(seconds * RATE)) / RATE
    waves: Sound = np.sum([np.sin(2 * np.pi * pitch * time) for pitch in pitches], axis=0)
    return waves * (0.2 / len(pitches))


SOUNDS: dict[str, Callable[[], Sound]] = {
    "dial tone": lambda: tone(6, 350, 440),  # of British telephones
    "silence": lambda: np.zeros(7 * RATE),
}


def encode(sound: Sound, target: Path) -> None:
    """Write ``sound`` as its name's ending says, with nothing of the clock or of chance in it."""
    codec, bits = CODECS[target.suffix]
    with av.open(str(target), "w", options={"fflags": "+bitexact"}) as file:
        stream = file.add_stream(codec, rate=RATE)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        if bits is not None:
            stream.bit_rate = bits
        frame = av.AudioFrame.from_ndarray((sound * 32767).astype(np.int16)[None, :], format="s16", layout="mono")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(stream.format, "mono", RATE, frame_size=stream.frame_size or None)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))


if __name__ == "__main__":
    main()
