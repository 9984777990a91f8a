"""What the Run page says of where things stand, and what it offers first."""

from collections.abc import Callable
from datetime import datetime, timedelta

from deskhand.gui.pages.run import call_words
from deskhand.gui.pages.run.session import Phase
from deskhand.gui.pages.run.situation import Situation, Told, Way
from deskhand.gui.pages.run.tonight import HOURS


def told(now: Situation, *, waits: bool = False) -> Told:
    """What to say and to offer. ``waits``: it is to be done only at night, and it is day."""
    said = (call_words.BY_PHASE if now.hears else _BY_PHASE)[now.phase](now)
    if now.unread:
        said = _while_files_are_read(now, said)
    if not waits:
        return said
    return Told(said.title, f"It waits for the night, {HOURS}. Leave the window open and the computer on.", Way.NOW)


def _while_files_are_read(now: Situation, said: Told) -> Told:
    """What is not read yet is told of beside everything else; where nothing is read yet, before it."""
    many, they = now.many(now.unread), "it is" if now.unread == 1 else "they are"
    are = "is" if now.unread == 1 else "are"
    if not now.reading:
        unread = f"{many} {are} not read yet: Choose reads {'it' if now.unread == 1 else 'them'}."
    elif now.phase is Phase.READY and not now.ahead:
        return Told(
            f"{many} {are} still being read", f"Sorting can begin as soon as some of {now.noun.many} are.", said.way
        )
    else:
        unread = f"{many} {are} still being read: {they} answered when {they}."
    return Told(said.title, f"{said.explained} {unread}", said.way)


def done_at(seconds: float, now: datetime) -> str:
    """``done at about 10:31``; with the day where it is not today. ``now`` is local time."""
    then = now + timedelta(seconds=seconds)
    day = "" if then.date() == now.date() else f" on {then:%A}"
    return f"done at about {then:%H:%M}{day}"


def _of(now: Situation) -> str:
    return f" of {now.table}" if now.table else ""


def _ready(now: Situation) -> Told:
    if not now.taught:
        explained = f"Answer two {now.noun.many} of each of two categories first."
        return Told("Nothing to run with yet", explained, Way.TEACH)
    if not now.open:
        return Told(f"All {now.many(now.ahead)} have an answer", "They came from you.", Way.CHECK)
    explained = "A trial on five comes first: it shows what comes out. Your files are never changed."
    return Told(f"Sort {now.many(now.ahead)}", explained, Way.TRY)


def _learning(now: Situation) -> Told:
    explained = "There are answers that Deskhand has not learned from. "
    if now.planned:
        return Told("First, learning from your answers", f"{explained}The run follows by itself.", Way.CHECK_DONE)
    return Told("Learning from your answers", f"{explained}A run can follow by itself.", Way.TRY)


def _running(now: Situation) -> Told:
    what = f"A trial on {now.many(now.counts.total)}" if now.trial else f"Sorting {now.many(now.counts.total)}"
    return Told(what + _of(now), "Each answer is kept as soon as it is there.", Way.CHECK_DONE)


def _paused(now: Situation) -> Told:
    explained = f"{now.counts.done:,} done and kept. The others are done from here."
    return Told(f"Sorting {now.many(now.counts.total)}{_of(now)} is not finished", explained, Way.GO_ON)


def _tried(now: Situation) -> Told:
    if not now.open:
        return _ended(now)
    explained = f"This is what came out. If it looks right, run all {now.many(now.ahead)}; if not, teach a little more."
    return Told(f"The trial on {now.many(now.counts.total)} is done", explained, Way.ALL)


def _ended(now: Situation) -> Told:
    failed = f"{now.counts.failed:,} could not be read. " if now.counts.failed else ""
    if now.learned_since:
        explained = f"{failed}Deskhand has learned since this run. Running again brings its new answers; yours stay."
        return Told(f"{now.many(now.counts.done)}{_of(now)} were answered before", explained, Way.ALL)
    if now.open:
        explained = f"{failed}The answers that are there stay."
        return Told(f"{now.many(now.open)} {'has' if now.open == 1 else 'have'} no answer yet", explained, Way.ALL)
    answered = f"All {now.many(now.counts.done)}" if not failed else now.many(now.counts.done)
    explained = f"{failed}Look at those that Deskhand is least sure of next."
    return Told(f"{answered}{_of(now)} have an answer", explained, Way.CHECK)


_BY_PHASE: dict[Phase, Callable[[Situation], Told]] = {
    Phase.READY: _ready,
    Phase.LEARNING: _learning,
    Phase.RUNNING: _running,
    Phase.PAUSED: _paused,
    Phase.TRIED: _tried,
    Phase.ENDED: _ended,
}
