"""What the person did, so that it can be taken back and done again."""

from deskhand.domain.acts import Act
from deskhand.storage.project import Project


class UndoStack:
    """Every act is kept together with the one that takes it back, which the project knows before it happens."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._undo: list[Act] = []
        self._redo: list[Act] = []

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def record(self, act: Act) -> None:
        """Keep ``act``. Raises ``ProblemError`` if it could not be kept; nothing has changed then."""
        inverse = self._project.inverse(act)
        self._project.record(act)
        if inverse is not None:
            self._undo.append(inverse)
            self._redo.clear()

    def undo(self) -> Act | None:
        """The act that took the last one back; ``None`` if there was none."""
        return self._turn(self._undo, self._redo)

    def redo(self) -> Act | None:
        """The act that did again what was taken back; ``None`` if there was none."""
        return self._turn(self._redo, self._undo)

    def _turn(self, source: list[Act], target: list[Act]) -> Act | None:
        if not source:
            return None
        act = source[-1]
        inverse = self._project.inverse(act)
        self._project.record(act)
        source.pop()
        if inverse is not None:
            target.append(inverse)
        return act
