"""A process that reads one file at a time, and may die of it: ``deskhand --worker reader``."""

import os
import queue
import signal
import sys
import threading
from typing import BinaryIO

from deskhand.domain.problems import Problem, ProblemError
from deskhand.readers.apart import messages, opening
from deskhand.readers.apart.attached import Attached
from deskhand.readers.apart.limits import DeadMansSwitch, allow_little, limit_memory, little_memory_is_left
from deskhand.readers.apart.messages import (
    Answer,
    CannotRead,
    Draw,
    HasDrawn,
    HasRead,
    HasTakenOut,
    NoMemory,
    Order,
    Read,
    Ready,
    Ticked,
    Weary,
    Word,
)


class Child:
    """Our two ends of the pipes, kept from libraries: they find nothing to read, and what they print goes nowhere."""

    def __init__(self) -> None:
        self._orders: BinaryIO = os.fdopen(os.dup(0), "rb")
        self._words: BinaryIO = os.fdopen(os.dup(1), "wb")
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        os.close(nothing)
        self._waiting: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._switch = DeadMansSwitch()
        self._attached = Attached()

    def run(self) -> None:
        """Do one order after the other, for ever: the listening thread ends the process."""
        threading.Thread(target=self._listen, name="orders", daemon=True).start()
        self._say(Ready())
        while True:
            order = self._waiting.get()
            self._switch.hold()
            word = self._done(order)
            self._switch.let_go()
            if little_memory_is_left():
                self._say(Weary())
            self._say(word)
            if isinstance(word, NoMemory):
                os._exit(1)

    def _listen(self) -> None:
        while line := self._orders.readline():
            self._waiting.put(messages.order_in(line))
        os._exit(0)  # whoever asked is gone

    def _done(self, order: Order) -> Answer | NoMemory:
        try:
            return self._answer(order)
        except ProblemError as error:
            return CannotRead(error.problem)
        except MemoryError:
            return NoMemory()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of a Rust reader is not even an ``Exception``
            return CannotRead(_unexpected(error))

    def _answer(self, order: Order) -> HasRead | HasDrawn | HasTakenOut:
        if isinstance(order, Read):
            return opening.read(order, self._tick)
        return opening.draw(order) if isinstance(order, Draw) else self._attached.piece(order)

    def _tick(self) -> None:
        self._switch.hold()
        self._say(Ticked())

    def _say(self, word: Word) -> None:
        try:
            self._words.write(messages.line_of(word))
            self._words.flush()
        except BrokenPipeError:
            os._exit(0)


def main() -> int:
    """Be such a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl C is meant for whoever asked, who will end us
    child = Child()
    if sys.platform != "win32":
        os.nice(max(0, 10 - os.nice(0)))
    allow_little()
    limit_memory()
    child.run()
    return 0


def _unexpected(error: BaseException) -> Problem:
    return Problem(
        title="The file could not be read",
        happened="What is in it surprised the part of Deskhand that reads such files.",
        did="Deskhand has left the file as it is.",
        advice="Open it in the program that made it, save it once more and add that.",
        details=type(error).__name__,
    )
