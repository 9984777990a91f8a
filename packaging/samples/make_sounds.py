"""Makes the sample of sounds: `resources/samples/sounds`, forty engines as a garage's telephone might have heard them.

    python3 packaging/samples/make_sounds.py

They are computed, not recorded: none that we may give away were at hand. Eight cars, each with a voice of its own, run
well, knock, have a squealing belt or a humming bearing. Needs nothing that Deskhand does not need. The same sounds
every time.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from scipy.signal import butter, lfilter, sosfilt

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "samples" / "sounds"
RATE = 22_050  # values a second
OF_EACH, ANSWERED, CARS = 10, 7, 8
BIT_RATE = 48_000

Sound: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]


class Engine:
    """One car on one day: its voice is that of the car, its speed and where the telephone was held are of the day."""

    def __init__(self, car: int, day: random.Random) -> None:
        voice = random.Random(f"car {car}")
        self.day = day
        self.noise = np.random.default_rng(day.randrange(1 << 32))
        self.cylinders = voice.choice((3, 4, 4, 6))
        self.resonances = [
            (voice.uniform(70, 160), 0.9),
            (voice.uniform(260, 700), 0.5),
            (voice.uniform(900, 1800), 0.2),
        ]
        count = int(day.uniform(2.4, 3.4) * RATE)
        self.time = np.arange(count) / RATE
        speed = day.uniform(11, 24) * (1 + 0.012 * wandering(self.noise, count))  # turns a second
        self.turns = np.cumsum(speed) / RATE

    def running(self) -> Sound:
        """A puff of exhaust each time a cylinder fires, through the pipes of this car, and the hiss of everything."""
        puffs = clicks(self.turns * self.cylinders / 2, self.noise, 0.25)
        heard = sum(weight * rung(puffs, pitch, 0.96) for pitch, weight in self.resonances)
        hiss = self.noise.normal(0, 1, len(self.time))
        return np.asarray(scaled(heard) + 0.10 * scaled(band(hiss, 200, 4000)) * (1 + 0.5 * scaled(heard)))


def runs_well(engine: Engine) -> Sound:
    return engine.running()


def knocks(engine: Engine) -> Sound:
    """A dull blow every second turn, not each as hard as the last."""
    blows = clicks(engine.turns / 2 + engine.day.random(), engine.noise, 0.5)
    knock = rung(blows, engine.day.uniform(600, 950), 0.985) + 0.6 * rung(blows, engine.day.uniform(1500, 2300), 0.98)
    return engine.running() + engine.day.uniform(0.5, 1.1) * scaled(knock)


def squeals(engine: Engine) -> Sound:
    """The belt slips: a high, unsteady tone that comes and goes with the turning."""
    pitch = engine.day.uniform(1700, 2900) * (1 + 0.02 * wandering(engine.noise, len(engine.time)))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    tone = np.sin(phase) + 0.5 * np.sin(2 * phase) + 0.25 * np.sin(3 * phase)
    slips = np.clip(
        0.6 + 0.7 * np.sin(2 * np.pi * engine.turns * 0.31) + 0.4 * wandering(engine.noise, len(tone)), 0, 1
    )
    return engine.running() + engine.day.uniform(0.25, 0.6) * scaled(tone * slips)


def hums(engine: Engine) -> Sound:
    """A worn bearing: a growl of many close tones that swells with every turn of the wheel."""
    base = engine.day.uniform(180, 330)
    tones = sum(np.sin(2 * np.pi * base * step * engine.time + step) / step for step in (1, 2.07, 3.11, 4.21))
    swelling = 1 + 0.7 * np.sin(2 * np.pi * engine.turns * engine.day.uniform(0.3, 0.6))
    return engine.running() * 0.8 + engine.day.uniform(0.5, 0.9) * scaled(np.asarray(tones) * swelling)


KINDS: dict[str, Callable[[Engine], Sound]] = {
    "Runs well": runs_well,
    "Engine knocks": knocks,
    "Belt squeals": squeals,
    "Bearing hums": hums,
}


def main() -> None:
    """Make all of them anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    order = [(kind, place) for kind in KINDS for place in range(OF_EACH)]
    random.Random("sounds").shuffle(order)
    for number, (kind, place) in enumerate(order, start=201):
        folder = FOLDER / (kind if place < ANSWERED else "New")
        folder.mkdir(parents=True, exist_ok=True)
        car = (place + 3 * list(KINDS).index(kind)) % CARS + 1
        day = random.Random(f"{kind} {place}")
        sound = as_held(KINDS[kind](Engine(car, day)), day)
        write(folder / f"car{car:02}_{number}.mp3", sound)


def as_held(sound: Sound, day: random.Random) -> Sound:
    """By a telephone nearer or farther away, in a yard where other things are heard too."""
    noise = np.random.default_rng(day.randrange(1 << 32))
    yard = band(noise.normal(0, 1, len(sound)), 60, day.uniform(500, 3000))
    heard = band(scaled(sound) + day.uniform(0.05, 0.3) * scaled(yard), day.uniform(60, 140), day.uniform(4500, 8000))
    faded = np.minimum(1, np.minimum(np.arange(len(heard)), np.arange(len(heard))[::-1]) / (0.02 * RATE))
    loud: Sound = scaled(heard) * faded * day.uniform(0.05, 0.16)
    return np.clip(loud, -1, 1)


def write(path: Path, sound: Sound) -> None:
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libmp3lame", rate=RATE, layout="mono", bit_rate=BIT_RATE)
        frame = av.AudioFrame.from_ndarray((sound * 32767).astype(np.int16)[None, :], "s16", "mono")
        frame.sample_rate = RATE
        for packet in (*stream.encode(frame), *stream.encode(None)):
            file.mux(packet)


def clicks(phase: Sound, noise: np.random.Generator, uneven: float) -> Sound:
    """One at every whole number that ``phase`` passes, not all as strong."""
    here = np.flatnonzero(np.diff(np.floor(phase), prepend=np.floor(phase[0])) > 0)
    made = np.zeros(len(phase))
    made[here] = np.clip(noise.normal(1, uneven, len(here)), 0.1, None)
    return made


def rung(blows: Sound, pitch: float, long: float) -> Sound:
    """Each blow sets something ringing at ``pitch`` (Hz); ``long``: how slowly that dies away, below 1."""
    turn = 2 * np.pi * pitch / RATE
    return np.asarray(lfilter([1.0], [1.0, -2 * long * np.cos(turn), long * long], blows))


def band(sound: Sound, low: float, high: float) -> Sound:
    return np.asarray(sosfilt(butter(2, (low, high), "bandpass", fs=RATE, output="sos"), sound))


def wandering(noise: np.random.Generator, count: int) -> Sound:
    """Slowly up and down, about from -2 to 2."""
    steps = noise.normal(0, 1, max(4, count // (RATE // 4)))
    return np.interp(np.linspace(0, len(steps) - 1, count), np.arange(len(steps)), steps)


def scaled(sound: Sound) -> Sound:
    """As loud as every other: its mean square is 1."""
    return sound / max(1e-9, float(np.sqrt(np.mean(sound**2))))


if __name__ == "__main__":
    main()
