"""A reader of files, as Deskhand's own, that some files kill. The beginnings of their names say how."""

import os
import sys
import time
from pathlib import Path

from deskhand.readers.apart import child, opening
from deskhand.readers.apart.messages import HasRead, Read

COMMAND = (sys.executable, str(Path(__file__)))


def crash_once(path: Path) -> None:
    dead = path.with_name("dead")
    if not dead.exists():
        dead.mkdir()
        os.abort()


def hold_all_memory() -> None:
    hold = [bytearray(50 << 20) for _ in range(100)]
    assert not hold


HOARD: list[bytearray] = []


def go_on_forever() -> None:
    while True:
        pass


def take_three_steps(tick: opening.Tick) -> None:
    for _ in range(3):
        time.sleep(0.6)
        tick()


def talk() -> None:
    print("nonsense", flush=True)
    os.write(1, b"nonsense\n")
    assert not os.read(0, 10)


def read(order: Read, tick: opening.Tick) -> HasRead:
    path = Path(os.fsdecode(order.path))
    deeds = {
        "crash": os.abort,
        "once": lambda: crash_once(path),
        "memory": hold_all_memory,
        "hoard": lambda: HOARD.append(bytearray(650 << 20)),
        "forever": go_on_forever,
        "slow": lambda: take_three_steps(tick),
        "chatty": talk,
    }
    deeds.get(path.stem, lambda: None)()
    return honest(order, tick)


honest = opening.read
opening.read = read

if __name__ == "__main__":
    sys.exit(child.main())
