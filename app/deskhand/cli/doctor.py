"""Prove by real work what this computer can do, and say which versions are at work."""

import argparse
import platform
from pathlib import Path

from deskhand import __version__
from deskhand.cli.console import Console
from deskhand.cli.driver import Driver
from deskhand.domain.jobs import DeviceTested, PartChecked, TestComputer
from deskhand.domain.processors import DeviceReport, PartReport, Trial, Work
from deskhand.storage.computer import ComputerCheck, remember_check
from deskhand.storage.places import home
from deskhand.storage.support import keep_support, versions

HELP = "test this computer and what Deskhand needs"
_UNITS = {
    Work.READING: "messages a second",
    Work.LEARNING: "messages a second",
    Work.HEARING: "seconds of speech a second",
}
_GIBI = 1 << 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--support",
        metavar="FILE",
        type=Path,
        help="also write a file for whoever helps you: versions and numbers, no contents and no names of your files",
    )


def do(options: argparse.Namespace, console: Console) -> None:
    """Prints each processor and part as soon as it is known, and remembers them as the window does."""
    devices: list[DeviceReport] = []
    parts: list[PartReport] = []
    for event in Driver(None, console).events(TestComputer()):
        if isinstance(event, DeviceTested):
            devices.append(event.device)
            say_device(event.device, console)
        elif isinstance(event, PartChecked):
            parts.append(event.report)
            say_part(event.report, console)
    check = remember_check(tuple(devices), tuple(parts))
    say_choice(check, console)
    say_models(console)
    say_versions(console)
    if options.support is not None:
        keep_support(check, options.support)
        console.say(f"Written to {options.support}: versions, numbers and states. Look at it before you send it.")


def say_device(device: DeviceReport, console: Console) -> None:
    room = f", {device.free / _GIBI:.1f} of {device.memory / _GIBI:.1f} GB free" if device.memory else ""
    about = {"processor": device.name, "kind": device.kind, "memory": device.memory, "free": device.free}
    for trial in device.trials:
        fields = {**about, "work": trial.work, "works": trial.works, "speed": trial.speed}
        words = f"{device.name}{room}\n  {words_of(trial)}" if trial is device.trials[0] else f"  {words_of(trial)}"
        console.result({**fields, "detail": trial.detail, "advice": trial.advice}, words)


def words_of(trial: Trial) -> str:
    """A line for people, with what to do where it does not work."""
    if trial.works:
        return f"{trial.work}: {trial.speed:,.1f} {_UNITS[trial.work]}. {trial.detail}"
    return f"{trial.work}: does not work, not used. {trial.detail} {trial.advice}".rstrip()


def say_part(part: PartReport, console: Console) -> None:
    fields: dict[str, object] = {"part": part.part, "state": part.state, "detail": part.detail}
    fields["measure"] = part.measure
    console.result(fields, f"{part.name}: {part.state}. {part.measure}. {part.detail}")


def say_choice(check: ComputerCheck, console: Console) -> None:
    """Which processor is used for what."""
    best = {work: check.best_at(work) for work in Work}
    used = {work: "" if device is None else device.kind for work, device in best.items()}
    words = "; ".join(f"{work}: {device.name}" for work, device in best.items() if device is not None)
    if best[Work.HEARING] is None and not any(device.trial(Work.HEARING) for device in check.devices):
        words += "; no speech model is here yet"
    console.result({"used": used}, f"Used for: {words}.")


def say_models(console: Console) -> None:
    from deskhand.storage import models

    for model in models.on_the_shelf():
        if model.here:
            size = models.disk_used(model.id) or model.size
            words = f"  {model.full_name}; licence: {model.licence}"
            console.result({"model": model.id, "here": True, "licence": model.licence, "size": size}, words)


def say_versions(console: Console) -> None:
    found = versions()
    system = {"deskhand": __version__, "system": platform.platform(), "settings and logs": str(home())}
    listed = "\n".join(f"  {name} {number}" for name, number in {**system, **found}.items())
    fields: dict[str, object] = {**system, **found}
    console.result(fields, f"Here:\n{listed}")
