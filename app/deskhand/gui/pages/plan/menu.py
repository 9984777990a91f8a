"""What can be done with files of a plan: the menu of a row, and the one of the key M."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from deskhand.domain.questions import Question


def move_menu(
    parent: QWidget, questions: Sequence[Question], now: Callable[[Question], str], to: Callable[[int, str], object]
) -> QMenu:
    """Another folder is another answer: the categories of each question, the present one ticked."""
    menu = QMenu("Move to another folder", parent)
    for question in questions:
        inside = menu if len(questions) == 1 else menu.addMenu(question.name)
        answer = now(question)
        for number, label in enumerate(question.labels):
            key = f"&{number + 1}  " if number < 9 else ""
            action = inside.addAction(f"{key}{label.replace('&', '&&')}")
            action.setCheckable(True)
            action.setChecked(label == answer)
            action.triggered.connect(lambda _=False, one=question.id, label=label: to(one, label))
    return menu


def row_menu(parent: QWidget, entries: Sequence[tuple[str, Callable[[], object]]], move: QMenu | None) -> QMenu:
    """What can be done with the selected rows."""
    menu = QMenu(parent)
    for words, do in entries:
        menu.addAction(words, do)
    if move is not None:
        menu.addMenu(move)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
