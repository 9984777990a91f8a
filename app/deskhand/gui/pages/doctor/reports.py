"""What was found of this computer, as rows: a state, a sentence, a measure, and one thing to do at most."""

import os
from collections.abc import Sequence

from deskhand.domain.processors import DeviceReport, Part, PartReport, State, Trial, Work
from deskhand.gui.pages.doctor.rows import Remedy, Row
from deskhand.storage.computer import ComputerCheck

_GIGA = 1 << 30
_LABELS = {
    State.FINE: ("Fine", "done"),
    State.LOOK: ("Look", "wait"),
    State.UNUSED: ("Not used", "unused"),
    State.BROKEN: ("Does not work", "bad"),
}
_REMEDIES = {
    (Part.DRIVE, State.LOOK): Remedy("Move projects…", "projects"),
    (Part.MODELS, State.FINE): Remedy("Show models", "models"),
    (Part.MODELS, State.LOOK): Remedy("Show models", "models"),
    (Part.NETWORK, State.FINE): Remedy("Network settings", "privacy"),
}
ONLY_MAIN, AS_TESTED = Remedy("Use only the main one", "main"), Remedy("Use as tested", "tested")
_FAILS = {Work.READING: "reading", Work.LEARNING: "learning", Work.HEARING: "listening"}


def groups_of(check: ComputerCheck, *, only_main: bool) -> list[tuple[str, list[Row]]]:
    """The rows under their four headings; a heading without rows is left out."""
    sound = [part for part in check.parts if part.part in (Part.MODELS, Part.RECORDINGS)]
    groups = [
        ("Processors", [_of_device(device, check, only_main=only_main) for device in check.devices]),
        ("Memory and drive", [_of_part(part) for part in check.parts if part.part in (Part.MEMORY, Part.DRIVE)]),
        ("Models and sound", [_of_part(part) for part in sound] + _without_speech(check)),
        ("Privacy", [_of_part(part) for part in check.parts if part.part is Part.NETWORK]),
    ]
    return [(name, rows) for name, rows in groups if rows]


def with_what_is_done(groups: list[tuple[str, list[Row]]], step: str) -> list[tuple[str, list[Row]]]:
    """The same, and below them what is being tested, as the job says it ("Main processor: reading messages")."""
    name, _, doing = step.partition(": ")
    if not doing:
        return groups
    now = Row("Testing", "working", name, f"{_upper(doing)} …", "")
    return [*groups[:-1], (groups[-1][0], [*groups[-1][1], now])] if groups else [("Processors", [now])]


def _of_device(device: DeviceReport, check: ComputerCheck, *, only_main: bool) -> Row:
    is_main, best = device.kind == "cpu", check.best
    spare = only_main and not is_main and device.works
    state = State.UNUSED if spare else _state_of(device, check)
    label, look = _LABELS[state]
    speed = device.speed(Work.READING)
    remedy = None
    if not is_main and device.works:
        remedy = AS_TESTED if only_main else ONLY_MAIN
    detail = "It works. You chose to use only the main processor." if spare else _said_of(device, check, only_main)
    return Row(
        label,
        look,
        _name_of(device),
        detail,
        f"{speed:,.0f} messages a second" if speed else "",
        speed / best.speed(Work.READING) if speed and best is not None else None,
        remedy,
        _other_speeds(device),
    )


def _state_of(device: DeviceReport, check: ComputerCheck) -> State:
    if not device.works:
        return State.BROKEN if device.kind == "cpu" else State.UNUSED
    failed = any(not trial.works or check.has_failed(device.kind, trial.work) for trial in device.trials)
    return State.LOOK if failed else State.FINE


def _said_of(device: DeviceReport, check: ComputerCheck, only_main: bool) -> str:
    """What it is used for, or why not."""
    failed = next((trial for trial in device.trials if not trial.works), None)
    if failed is not None:
        begin = f"Not used for {_FAILS[failed.work]}: " if device.works else ""
        return f"{begin}{_lower(failed.detail) if begin else failed.detail} {failed.advice}".strip()
    since = [trial for trial in device.trials if check.has_failed(device.kind, trial.work)]
    if since:
        return f"It failed at {_FAILS[since[0].work]} since it was tested, and is not used for that. Test again."
    main_only = only_main or not any(other.works for other in check.devices if other.kind != "cpu")
    if device.kind == "cpu":
        return "Used for everything." if main_only else "Takes over by itself if the graphics processor fails."
    used = [work for work in Work if check.best_at(work) == device]
    same = f"{_upper(_trial(device).detail)}."
    return f"{same} {'Used first.' if used else 'The main processor is quicker.'}"


def _of_part(part: PartReport) -> Row:
    label, look = _LABELS[part.state]
    share = part.share if part.part is Part.DRIVE and part.share >= 0 else None
    remedy, alarm = _REMEDIES.get((part.part, part.state)), part.state is State.LOOK
    return Row(label, look, part.name, part.detail, part.measure, share, remedy, alarm=alarm)


def _without_speech(check: ComputerCheck) -> list[Row]:
    """A speech model that is not here is no fault."""
    if not check.parts or any(device.trial(Work.HEARING) for device in check.devices):
        return []
    detail = "Listening was not tested. Recordings are turned into words by a speech model."
    return [Row("Not used", "unused", "No speech model is here yet", detail, "", None, Remedy("Show models", "models"))]


def _name_of(device: DeviceReport) -> str:
    if device.kind == "cpu":
        return f"{device.name}, {os.cpu_count() or 1} cores"
    return f"{device.name}, {device.memory / _GIGA:,.0f} GB" if device.memory else device.name


def _other_speeds(device: DeviceReport) -> str:
    said = []
    if device.speed(Work.LEARNING):
        said.append(f"learns from {device.speed(Work.LEARNING):,.0f} a second")
    if device.speed(Work.HEARING):
        said.append(f"hears {device.speed(Work.HEARING):,.1f} times as fast as people speak")
    return _upper(", ".join(said))


def _trial(device: DeviceReport) -> Trial:
    return device.trial(Work.READING) or device.trials[0]


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    """But for names that are written large."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def looks(rows: Sequence[Row]) -> int:
    """How many of them need a look."""
    return sum(row.state in ("wait", "bad") for row in rows)
