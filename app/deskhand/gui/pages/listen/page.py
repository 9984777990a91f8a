"""Check, for recordings: hear only the doubtful seconds, and get the call-back number right."""

from functools import partial

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskhand.domain.acts import (
    AnswersPutBack,
    CallsChecked,
    Labelled,
    LabelOffered,
    PassageCorrected,
    QuestionAsked,
    QuestionDropped,
    RunUndone,
    SaidCorrected,
    TranscriptPutBack,
    Unlabelled,
)
from deskhand.domain.jobs import Failed, ItemFailed, Predicted, Transcribe, Transcribed
from deskhand.domain.questions import LabelSource
from deskhand.gui import theme
from deskhand.gui.icons import icon
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.listen.call_view import CallView
from deskhand.gui.pages.listen.calls import Calls
from deskhand.gui.pages.listen.finder import CallFinder
from deskhand.gui.pages.listen.list import CallList
from deskhand.gui.pages.listen.questions import FIRST_KEYS, SECOND_KEYS
from deskhand.gui.pages.page import WIDE, Page
from deskhand.gui.widgets.page_keys import add_key, add_space
from deskhand.gui.widgets.scrolling import scrolling
from deskhand.gui.widgets.words import Words

_SOON = 1000  # milliseconds: calls that are transcribed meanwhile are shown a few at a time
_OF_A_CALL = (PassageCorrected, SaidCorrected, TranscriptPutBack)
_OF_ROWS = (*_OF_A_CALL, CallsChecked, Labelled, Unlabelled, AnswersPutBack, LabelOffered)
_OF_ALL = (QuestionAsked, QuestionDropped, RunUndone)
_WORK = (Transcribed, ItemFailed, Predicted)
_NOTHING = "Nothing was listened to yet. Run turns the recordings into text."
_NOT_FOUND = "No call has these words. Names and numbers may have been written differently."
_MARGIN = 24  # pixels
_SPOKEN = {PassageCorrected: "Passage corrected", SaidCorrected: "Number corrected", TranscriptPutBack: "Put back"}


class ListenPage(Page):
    """The list on the left, the call that is listened to beside it."""

    title = "Check"

    def __init__(self, open_project: OpenProject) -> None:
        super().__init__(open_project)
        self.list = CallList()
        self.call = CallView(open_project)
        self.finder = CallFinder()
        self._aimed: int | None = None
        self.nothing = Words(_NOTHING, "body", "ink.second", wraps=True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SOON)
        self._lay_out()
        self._connect()
        self._add_keys()

    def _lay_out(self) -> None:
        sheet = QWidget()
        self._above = QVBoxLayout()
        self._above.setContentsMargins(12, 12, 0, 0)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(12, 0, 24, 12)
        column.setSpacing(0)
        column.addLayout(self._above)
        column.addWidget(self.list.picker)
        self.nothing.setContentsMargins(12, 24, 0, 0)
        column.addWidget(self.nothing)
        column.addWidget(self.call, 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        self._area = scrolling(sheet, "The call")
        row.addWidget(self._area, 1)
        self.set_middle(middle, least=0)
        self.action_bar.set_sentence(
            "Corrections go into the workbook and teach the next run. The recording itself is never changed."
        )
        self.later = self.action_bar.add("Not sure, keep for later")
        self.next_call = self.action_bar.add("Next call")
        self.next_call.setIcon(icon("chevron-right"))
        self.next = self.action_bar.add_primary("Next: Use")

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_call)
        self.list.sorted.connect(self._sort_again)
        self.finder.sought.connect(lambda _: self._sort_again())
        self.finder.left.connect(self.call.take_focus)
        self.call.search.clicked.connect(self.finder.begin)
        self.call.passages.gone_to.connect(self._bring)
        self.call.questions.answered.connect(self._answer)
        self.call.finish.clicked.connect(self._finish)
        self.call.again.connect(self._transcribe)
        self._later.timeout.connect(self._show_more)
        self.later.clicked.connect(lambda: self._go_on(self.list.place))
        self.next_call.clicked.connect(lambda: self.list.go_to(self.list.place + 1))
        self.next.clicked.connect(lambda: self.go.emit("use"))
        self.open_project.recorded.connect(self._on_recorded)

    def _add_keys(self) -> None:
        call = self.call
        add_space(self, "Play or pause", call.player.toggle)
        add_key(self, "Ctrl+Space", "Play or pause while writing", call.player.toggle)
        for key, name, seconds in (("Left", "back", -5), ("Right", "on", 5)):
            add_key(self, key, f"5 seconds {name}", partial(call.skip, seconds))
            add_key(self, f"Shift+{key}", f"1 second {name}", partial(call.skip, seconds / 5))
        add_key(self, "Up", "Passage before", partial(call.go_passage, -1))
        add_key(self, "Down", "Next passage", partial(call.go_passage, 1))
        add_key(self, "D", "Next doubtful passage", call.go_doubtful)
        add_key(self, "E", "Correct the passage", call.edit)
        add_key(self, "N", "Number to call back", call.call_back.edit)
        add_key(self, "Ctrl+F", "Find in all calls", self.finder.begin)
        add_key(self, "F", "Finish this call and go on", self._finish)
        for place, keys in enumerate((FIRST_KEYS, SECOND_KEYS)):
            which = ("first", "second")[place]
            for number, key in enumerate(keys):
                add_key(self, key, f"Answer the {which} question", partial(call.questions.answer_by_key, place, number))

    def aim(self, what: str) -> None:
        self._aimed = int(what) if what.isdecimal() else None

    def arrive(self) -> None:
        super().arrive()
        self._sort_again()
        self.call.take_focus()

    def leave(self) -> None:
        self._later.stop()
        self.call.leave()
        super().leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(WIDE)
        self.list.setVisible(not narrow)
        self.list.picker.setVisible(narrow)
        self.call.set_narrow(narrow=narrow)
        (self._above if narrow else self.list.above).addWidget(self.finder)

    def _sort_again(self) -> None:
        """All calls in the order they have now; the one that is listened to, or was aimed at, stays."""
        calls, aimed = self._calls(), self._aimed
        self._aimed = None
        if aimed is not None and aimed not in calls.places:
            self.finder.put_away()
            calls = self._calls()
        self.list.show_calls(calls, self.call.item_id if aimed is None else aimed)
        self._show_now()

    def _calls(self) -> Calls:
        return Calls(self.open_project.project, self.list.sort_order, self.finder.words)

    def _read_again(self) -> None:
        """The calls stay where they are, and say what holds now."""
        self.list.read_again()
        self._show_now()

    def _show_now(self) -> None:
        """The call of the list, and what can be done."""
        self.call.show_call(self.list.item_id)
        self._show_choices()

    def _show_more(self) -> None:
        """Calls that were transcribed, or answered, meanwhile. In the one that is listened to nothing is touched."""
        if self.call.item_id is None:
            self._sort_again()
            return
        self.list.show_calls(self._calls(), self.call.item_id)
        self.call.questions.show_item(self.call.item_id)
        self._show_choices()

    def _show_choices(self) -> None:
        calls = self.list.calls
        count = calls.count if calls is not None else 0
        sought = bool(calls is not None and calls.find)
        self.nothing.setText(_NOT_FOUND if sought else _NOTHING)
        self.nothing.setVisible(count == 0)
        self.call.search.setVisible(count > 1 and not sought)
        self.next_call.setEnabled(count > 1)
        self.later.setEnabled(not self.list.wait.isHidden())

    def _bring(self, top: int, bottom: int) -> None:
        """Rows of the passages that are to be in sight, where the whole page scrolls."""
        for y in (bottom, top):
            at = self.call.passages.viewport().mapTo(self.call, QPoint(0, y))
            self._area.ensureVisible(0, at.y() + self.call.y(), 0, _MARGIN)

    def _show_call(self, item_id: int) -> None:
        self.call.show_call(item_id)
        row = self.list.model.row(self.list.place)
        self.announce(row.spoken if row is not None else "")

    def _answer(self, question_id: int, answer: str) -> None:
        if self.call.item_id is not None:
            answers = ((self.call.item_id, answer),)
            self.open_project.record(Labelled(question_id, answers, LabelSource.CORRECTION))
            self.announce(answer)

    def _finish(self) -> None:
        """The person is done with this call; the next one that waits is shown."""
        place, item_id = self.list.place, self.call.item_id
        if item_id is None or self.list.calls is None:
            return
        following = self.list.calls.next_waiting(place)
        beyond = following if following is not None else place + 1
        self.open_project.record(CallsChecked((item_id,)))
        self.list.go_to(beyond)

    def _go_on(self, place: int) -> None:
        following = self.list.calls.next_waiting(place) if self.list.calls is not None else None
        if following is not None:
            self.list.go_to(following)

    def _transcribe(self, item_id: int) -> None:
        """Turn one recording into text although no speech was found, or although it could not be read before."""
        run_id = self.open_project.project.transcripts.run_of(item_id)
        if run_id is not None:
            job = self.open_project.perform(Transcribe(run_id, anyway=(item_id,)))
            job.ended.connect(self._on_transcribed)
            self.call.wordless.show_busy()
            self.announce("It is being turned into text.")

    def _on_transcribed(self, ending: object) -> None:
        if isinstance(ending, Failed):
            self.say(ending.problem)
        self._read_again()

    def _on_recorded(self, message: object) -> None:
        if not self.isVisible():
            return
        if isinstance(message, _OF_ALL):
            self._sort_again()
        elif isinstance(message, _OF_ROWS):
            self._read_again()
        elif isinstance(message, _WORK) and not self._later.isActive():
            self._later.start()
        if isinstance(message, _OF_A_CALL):
            self._show_corrected(message)
        elif isinstance(message, Transcribed | ItemFailed) and message.item_id == self.call.item_id:
            self._read_again()

    def _show_corrected(self, message: PassageCorrected | SaidCorrected | TranscriptPutBack) -> None:
        """What was done, or taken back, in another call than the one that is shown brings that one."""
        if message.item_id != self.call.item_id and self.list.calls is not None:
            self.list.go_to(self.list.calls.places.get(message.item_id, -1))
        self.announce(_SPOKEN[type(message)])
