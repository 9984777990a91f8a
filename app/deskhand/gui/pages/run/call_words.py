"""What the Run page says while recordings are turned into text."""

from collections.abc import Callable

from deskhand.gui.pages.run.session import Phase
from deskhand.gui.pages.run.situation import Situation, Told, Way


def _ready(now: Situation) -> Told:
    if not now.open:
        return _ended(now)
    explained = "A trial on five comes first: it shows what is heard. The files are only read."
    return Told(f"Turn {now.many(now.open)} into text", explained, Way.TRY)


def _running(now: Situation) -> Told:
    what = f"A trial on {_many(now)}" if now.trial else f"Turning {_many(now)} into text"
    return Told(what, "Each one is kept as soon as it is done.", Way.CHECK_DONE)


def _paused(now: Situation) -> Told:
    explained = f"{now.counts.done:,} done and kept. The others go on where they were."
    return Told(f"Turning {_many(now)} into text is not finished", explained, Way.GO_ON)


def _tried(now: Situation) -> Told:
    if not now.open:
        return _ended(now)
    explained = f"This is what was heard. If it looks right, turn the other {now.open:,} into text."
    return Told(f"The trial on {_many(now)} is done", explained, Way.ALL)


def _ended(now: Situation) -> Told:
    failed = f"{now.unreadable:,} could not be read. " if now.unreadable else ""
    if now.open:
        title = f"{now.many(now.open)} {'is' if now.open == 1 else 'are'} not in words yet"
        return Told(title, f"{failed}What is there stays.", Way.ALL)
    heard = now.ahead - now.unreadable
    if not heard:
        return Told("None of them could be read", "Check says why, for each of them.", Way.CHECK)
    title = f"{now.many(heard)} {'was' if heard == 1 else 'were'} listened to"
    before = heard - now.counts.done
    earlier = f"{before:,} of them before this run. " if before > 0 else ""
    return Told(title if failed else f"All {title}", f"{earlier}{failed}Listen to the doubtful places next.", Way.CHECK)


def _many(now: Situation) -> str:
    return now.many(now.counts.total)


BY_PHASE: dict[Phase, Callable[[Situation], Told]] = {
    Phase.READY: _ready,
    Phase.RUNNING: _running,
    Phase.PAUSED: _paused,
    Phase.TRIED: _tried,
    Phase.ENDED: _ended,
}
