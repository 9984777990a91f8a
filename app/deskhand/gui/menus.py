"""The menu bar and the keys that work everywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from deskhand.gui.widgets.step_tabs import STEPS


class Commands(Protocol):
    """What the menus can ask of the window."""

    def show_home(self) -> None: ...
    def choose_project(self) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def show_settings(self) -> None: ...
    def show_models(self) -> None: ...
    def hand_over(self) -> None: ...
    def take_over(self) -> None: ...
    def show_help(self) -> None: ...
    def show_keys(self) -> None: ...
    def show_about(self) -> None: ...
    def show_doctor(self) -> None: ...
    def show_queue(self) -> None: ...
    def show_folder(self) -> None: ...
    def find(self) -> None: ...
    def toggle_panel(self) -> None: ...
    def next_area(self) -> None: ...
    def previous_area(self) -> None: ...
    def go_to_step(self, step: int) -> None: ...
    def quit(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu (``None`` in a menu's list draws a line)."""

    words: str
    keys: str
    do: Callable[[], object]
    needs_project: bool = False


def build(window: QMainWindow, commands: Commands) -> list[QAction]:
    """Fill the menu bar; the actions that need an open project are returned."""
    needing: list[QAction] = []
    for title, entries in menus(commands).items():
        menu = window.menuBar().addMenu(title)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            action = menu.addAction(entry.words)
            action.setShortcut(QKeySequence(entry.keys))
            action.triggered.connect(lambda _=False, do=entry.do: do())
            if entry.needs_project:
                needing.append(action)
    return needing


def menus(commands: Commands) -> dict[str, list[Entry | None]]:
    """What stands in each menu."""
    steps = (
        Entry(f"Step {step}, {name}", f"Ctrl+{step}", partial(commands.go_to_step, step), needs_project=True)
        for step, name in enumerate(STEPS, start=1)
    )
    return {
        "&File": [
            Entry("Home", "Alt+Home", commands.show_home),
            Entry("Open a project…", "Ctrl+O", commands.choose_project),
            None,
            Entry("Hand over this project…", "", commands.hand_over, needs_project=True),
            Entry("Open a hand-over file…", "", commands.take_over),
            None,
            Entry("Models", "", commands.show_models),
            Entry("Settings", "Ctrl+,", commands.show_settings),
            Entry("Quit", "Ctrl+Q", commands.quit),
        ],
        "&Edit": [
            Entry("Undo", "Ctrl+Z", commands.undo, needs_project=True),
            Entry("Redo", "Ctrl+Shift+Z", commands.redo, needs_project=True),
            None,
            Entry("Find", "", commands.find),
        ],
        "&View": [
            Entry("Panel", "F9", commands.toggle_panel, needs_project=True),
            Entry("Next area", "F6", commands.next_area),
            Entry("Previous area", "Shift+F6", commands.previous_area),
            Entry("What works now", "Ctrl+J", commands.show_queue, needs_project=True),
        ],
        "&Project": [*steps, None, Entry("Show its folder", "", commands.show_folder, needs_project=True)],
        "&Help": [
            Entry("Help for this page", "F1", commands.show_help),
            Entry("All keys of this page", "?", commands.show_keys),
            Entry("Computer check", "", commands.show_doctor),
            Entry("About Deskhand", "", commands.show_about),
        ],
    }
