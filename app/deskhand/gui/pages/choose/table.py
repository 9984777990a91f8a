"""The table that Choose shows: looked at first, then read in the background; which column is what."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from deskhand.domain.acts import QuestionAsked, QuestionDropped, SourceAdded, SourceRemoved, TextColumnsChosen
from deskhand.domain.items import Source, TablePreview
from deskhand.domain.jobs import Failed, ItemsRead, PreviewTable, ReadTable, TablePreviewed, TableRead, TakeAnswers
from deskhand.domain.questions import Question, QuestionKind
from deskhand.gui.open_project import JobHandle, OpenProject
from deskhand.gui.pages.choose.guesses import guessed_answers

NAMELESS = "New project"  # what a project is called until it has a table


class ColumnUse(StrEnum):
    """What a column is for."""

    READ = "read"
    ANSWERS = "answers"
    LEFT = "left out"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; ``question`` if it holds answers: ``answered`` of them, ``different`` ones."""

    name: str
    use: ColumnUse
    question: Question | None = None
    answered: int = 0
    different: int = 0


class ChosenTable(QObject):
    """``changed``: another table, or its columns are used otherwise; ``rows_changed``: more rows are there;

    ``settled``: rows and answers are all read, so that the data can be checked; ``failed``: a problem with the file.
    """

    changed = Signal()
    rows_changed = Signal()
    settled = Signal()
    failed = Signal(object)

    def __init__(self, open_project: OpenProject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self._source_id: int | None = None
        self._working: list[JobHandle] = []
        self._instead_of: int | None = None
        self._kinds: dict[str, QuestionKind] = {}
        self._columns: tuple[Column, ...] | None = None  # counting the answers of a large table takes a moment
        self.preview: TablePreview | None = None
        self.rows = 0
        self.looking = False
        open_project.recorded.connect(self._on_recorded)

    @property
    def source(self) -> Source | None:
        """The source as it is now; ``None`` before a file was chosen."""
        sources = self._open_project.project.sources.all()
        return next((one for one in sources if one.id == self._source_id), sources[-1] if sources else None)

    @property
    def reading(self) -> bool:
        """Whether rows or answers are still on their way."""
        return bool(self._working)

    def columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        source = self.source
        if source is None:
            return ()
        if self._columns is None:
            project = self._open_project.project
            asked = {project.questions.column_of(one.id): one for one in project.questions.all()}
            uses = (self._column(source, place, asked.get(name)) for place, name in enumerate(source.columns))
            self._columns = tuple(uses)
        return self._columns

    def _column(self, source: Source, place: int, question: Question | None) -> Column:
        name = source.columns[place]
        if place in source.text_columns:
            return Column(name, ColumnUse.READ)
        if question is None:
            return Column(name, ColumnUse.LEFT)
        counts = self._open_project.project.labels.counts(question.id)
        return Column(name, ColumnUse.ANSWERS, question, sum(counts.values()), len(counts))

    # --- which table ----------------------------------------------------------------------------

    def open(self) -> None:
        """On arrival: the table of the project, as far as it has been read; reading goes on where it ended."""
        source = self.source
        if source is None or self._working or self.looking:
            return
        self._source_id = source.id
        self.rows = self._open_project.project.items.count(source.id)
        if self.preview is None:
            self._look_again(source)
        if source.rows == 0:
            self._read(source)

    def choose(self, path: str, sheet: str = "", header_row: int | None = None) -> None:
        """Look at a table and take it instead of the present one."""
        current = self.source
        self._instead_of = None if current is None else current.id
        self.looking = True
        handle = self._open_project.perform(PreviewTable(path, sheet, header_row))
        handle.event.connect(lambda event: self._adopt(event.preview) if isinstance(event, TablePreviewed) else None)
        handle.ended.connect(self._on_looked)
        self.changed.emit()

    def choose_sheet(self, sheet: str) -> None:
        """Another sheet of the same workbook."""
        if self.source is not None and sheet != self.source.sheet:
            self.choose(self.source.path, sheet)

    def use_headings(self, row: int) -> None:
        """The headings stand in this row (0: nowhere)."""
        if self.source is not None and row != self.source.header_row:
            self.choose(self.source.path, self.source.sheet, row)

    def show_source(self, source_id: int) -> None:
        """Another of several tables of the project."""
        self._source_id, self.preview, self._columns = source_id, None, None
        self.open()
        self.changed.emit()

    def stop(self) -> None:
        """The person does not want to wait for the rest."""
        for handle in list(self._working):
            handle.cancel()

    def _look_again(self, source: Source) -> None:
        handle = self._open_project.perform(PreviewTable(source.path, source.sheet, source.header_row))
        handle.event.connect(lambda event: self._remember(event.preview) if isinstance(event, TablePreviewed) else None)

    def _remember(self, preview: TablePreview) -> None:
        self.preview = preview
        self._kinds = {preview.columns[place]: kind for place, kind in preview.answer_guesses}
        self.changed.emit()

    def _on_looked(self, ending: object) -> None:
        self.looking = False
        self.changed.emit()
        if isinstance(ending, Failed):
            self.failed.emit(ending.problem)

    def _adopt(self, preview: TablePreview) -> None:
        project, text_columns = self._open_project.project, self._text_columns(preview)
        if self._instead_of is not None:
            self._drop_questions_without(preview.columns)
            self._open_project.record(SourceRemoved(self._instead_of))
        self._source_id, self.rows = project.new_id("sources"), 0
        self._open_project.record(
            SourceAdded(
                self._source_id,
                preview.path,
                preview.sheet,
                preview.header_row,
                preview.columns,
                text_columns,
                preview.notes,
            )
        )
        if project.name.startswith(NAMELESS):
            project.rename(Path(preview.path).stem)
        self._remember(preview)
        source = project.sources.get(self._source_id)
        self._read(source)
        for place in self._answer_columns(preview):
            self.hold_answers(place)
        self.changed.emit()

    def _text_columns(self, preview: TablePreview) -> tuple[int, ...]:
        """The columns called as those that were read before, else what looks like text."""
        read = {one.columns[place] for one in self._open_project.project.sources.all() for place in one.text_columns}
        known = tuple(place for place, name in enumerate(preview.columns) if name in read)
        return known or preview.text_guess

    def _answer_columns(self, preview: TablePreview) -> Iterable[int]:
        """Those of the questions that are asked already, else those that look like answers."""
        project = self._open_project.project
        asked = {project.questions.column_of(one.id) for one in project.questions.all()}
        if asked:
            return [place for place, name in enumerate(preview.columns) if name in asked]
        return guessed_answers(preview)

    def _drop_questions_without(self, columns: tuple[str, ...]) -> None:
        project = self._open_project.project
        for question in project.questions.all():
            if project.questions.column_of(question.id) not in ("", *columns):
                self._open_project.record(QuestionDropped(question.id))

    # --- what its columns are for ---------------------------------------------------------------

    def read_column(self, place: int) -> None:
        """This column is read too."""
        self._drop_question(place)
        source = self.source
        if source is not None and place not in source.text_columns:
            chosen = tuple(sorted((*source.text_columns, place)))
            self._open_project.record(TextColumnsChosen(source.id, chosen))
            self._settle_soon()

    def hold_answers(self, place: int) -> None:
        """This column holds answers: a question is asked, or one that was dropped comes back with its answers."""
        source, project = self.source, self._open_project.project
        if source is None:
            return
        self._stop_reading(place)
        name = source.columns[place]
        kind = self._kinds.get(name, QuestionKind.CHOICE)
        known = project.questions.by_name(name)
        question_id = known.id if known is not None and known.kind is kind else project.new_id("questions")
        if all(one.id != question_id for one in project.questions.all()):
            self._open_project.record(QuestionAsked(question_id, name, kind, name))
        self._work(self._open_project.perform(TakeAnswers(source.id, question_id, place)))

    def leave_out(self, place: int) -> None:
        """This column is of no interest."""
        self._drop_question(place)
        self._stop_reading(place)

    def move_use(self, place: int, target: int) -> None:
        """What one column was for, another is from now on."""
        column = self.columns()[place]
        if place == target or column.use is ColumnUse.LEFT:
            return
        self.leave_out(place)
        take = self.read_column if column.use is ColumnUse.READ else self.hold_answers
        take(target)

    def _stop_reading(self, place: int) -> None:
        source = self.source
        if source is not None and place in source.text_columns:
            chosen = tuple(one for one in source.text_columns if one != place)
            self._open_project.record(TextColumnsChosen(source.id, chosen))
            self._settle_soon()

    def _drop_question(self, place: int) -> None:
        question = self.columns()[place].question
        if question is not None:
            self._open_project.record(QuestionDropped(question.id))
            self._settle_soon()

    # --- work -----------------------------------------------------------------------------------

    def _read(self, source: Source) -> None:
        self._work(self._open_project.perform(ReadTable(source.id)))

    def _work(self, handle: JobHandle) -> None:
        self._working.append(handle)
        handle.ended.connect(lambda ending: self._on_worked(handle, ending))

    def _on_worked(self, handle: JobHandle, ending: object) -> None:
        self._working.remove(handle)
        if isinstance(ending, Failed):
            self.failed.emit(ending.problem)
        self.changed.emit()
        self._settle_soon()

    def _settle_soon(self) -> None:
        if not self._working and self.source is not None:
            self.settled.emit()

    def _on_recorded(self, message: object) -> None:
        if not isinstance(message, ItemsRead):
            self._columns = None
        if isinstance(message, ItemsRead) and message.source_id == self._source_id:
            self.rows += len(message.rows)
            self.rows_changed.emit()
        elif isinstance(message, TableRead) and message.source_id == self._source_id:
            self.rows = message.rows
            self.rows_changed.emit()
        elif isinstance(message, SourceAdded | SourceRemoved | TextColumnsChosen | QuestionAsked | QuestionDropped):
            self._follow()

    def _follow(self) -> None:
        """Something was done or undone, here or elsewhere."""
        source = self.source
        self._source_id = source.id if source is not None else None
        if source is not None:
            self.rows = self._open_project.project.items.count(source.id)
        self.changed.emit()
