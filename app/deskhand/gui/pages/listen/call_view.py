"""One call: what is known of it, the player, its passages, and what is asked about it."""

from bisect import bisect_right

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskhand.domain.acts import PassageCorrected, SaidCorrected
from deskhand.domain.jobs import DrawWaveform, WaveformDrawn
from deskhand.domain.recordings import CallState, Passage, Recording, SaidKind, Transcript
from deskhand.gui import theme
from deskhand.gui.newest_request import NewestRequest
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.listen import words
from deskhand.gui.pages.listen.number import CallBack
from deskhand.gui.pages.listen.player_bar import PlayerBar
from deskhand.gui.pages.listen.questions import QuestionChoices
from deskhand.gui.pages.listen.wordless import Wordless
from deskhand.gui.player import Player
from deskhand.gui.widgets.key_line import KeyHint, KeyLine
from deskhand.gui.widgets.passage_delegate import PassageLine
from deskhand.gui.widgets.passage_list import PassageList
from deskhand.gui.widgets.waveform import Stretch, clock
from deskhand.gui.widgets.words import Words
from deskhand.storage.tables.recordings import name_on_screen

_SIDE = 332  # pixels of the pictures
_GROUND = 12  # pixels by which the ground of a passage stands out beside everything else


class CallView(QWidget):
    """``again(item id)``: this recording is to be turned into text once more."""

    again = Signal(int)

    def __init__(self, open_project: OpenProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_project = open_project
        self.item_id: int | None = None
        self._passages: tuple[Passage, ...] = ()
        self._starts: list[float] = []
        self._lines: list[PassageLine] = []
        self._doubtful: list[Stretch] = []
        self._peaks = NewestRequest(open_project, self)
        self.player = Player(self)
        self.name = Words("", "page")
        self.facts = Words("", "body", "ink.second", elides=True)
        self.finish = QPushButton("Finish this call")
        self.cap = KeyLine((KeyHint(("F",), ""),))
        self.bar = PlayerBar()
        self.passages = PassageList()
        self.hint = Words("Click any word to correct it.", "caption", "ink.second")
        self.search = QPushButton("Search all calls")
        self.wordless = Wordless()
        self.call_back = CallBack()
        self.questions = QuestionChoices(open_project.project)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side = QWidget()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.finish.setProperty("kind", "quiet")
        self.finish.setToolTip("Done with this call; the next one that waits is shown (F)")
        head = QHBoxLayout()
        head.setContentsMargins(_GROUND, 0, 0, 0)
        head.setSpacing(12)
        head.addWidget(self.name)
        head.addWidget(self.facts, 1)
        self.cap.setFixedWidth(self.cap.sizeHint().width())
        done = QHBoxLayout()
        done.setSpacing(0)
        done.addWidget(self.cap)
        done.addWidget(self.finish)
        head.addLayout(done)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(_GROUND, 6, 0, 12)
        side.setSpacing(8)
        side.addWidget(self.call_back)
        side.addWidget(self.questions)
        side.addStretch(1)
        self._body.setSpacing(12)
        self._body.addLayout(self._lay_out_words(), 1)
        self._body.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        sound = QHBoxLayout()
        sound.setContentsMargins(_GROUND, 0, 0, 0)
        sound.addWidget(self.bar)
        column.addLayout(sound)
        column.addLayout(self._body, 1)
        self.set_narrow(narrow=False)

    def _lay_out_words(self) -> QVBoxLayout:
        """The passages, or why there are none, and what can be done with words."""
        self.search.setProperty("kind", "link")
        self.search.setToolTip("Find words, names and numbers in all calls (Ctrl+F)")
        below = QHBoxLayout()
        below.setContentsMargins(_GROUND, 8, 0, 12)
        below.setSpacing(16)
        below.addWidget(self.hint)
        below.addWidget(self.search)
        below.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.passages, 1)
        column.addWidget(self.wordless)
        column.addLayout(below)
        column.addStretch()
        return column

    def _connect(self) -> None:
        self.bar.pressed.connect(self.player.toggle)
        self.bar.paced.connect(self.player.set_rate)
        self.bar.waveform.sought.connect(self.player.seek)
        self.player.moved.connect(self._on_moved)
        self.player.playing.connect(self.bar.show_playing)
        self.player.failed.connect(self.bar.show_trouble)
        self.passages.pressed_at.connect(lambda place: self.player.play_from(self._starts[place]))
        self.passages.passages.corrected.connect(self._correct)
        self.call_back.hear.connect(self.player.play_part)
        self.call_back.written.connect(self._write_number)
        self.call_back.field.left.connect(self.take_focus)
        self.wordless.listen.connect(lambda: self.player.play_from(0.0))
        self.wordless.again.connect(lambda: self.again.emit(self.item_id))
        self._peaks.answered.connect(self._on_peaks)

    def take_focus(self) -> None:
        """The keyboard is at the passages, so that single keys do what the page says."""
        (self.passages if self._passages else self).setFocus()

    def set_narrow(self, *, narrow: bool) -> None:
        """Questions go below the passages where there is no room beside them."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(below if narrow else beside)
        self.passages.set_whole(whole=narrow)
        self._side.setMinimumWidth(0 if narrow else theme.current().px(_SIDE))
        self._side.setMaximumWidth(16_777_215 if narrow else theme.current().px(_SIDE))

    def show_call(self, item_id: int | None) -> None:
        """Another recording, or the same one as it is now; what plays goes on then."""
        self.setVisible(item_id is not None)
        changed, self.item_id = item_id != self.item_id, item_id
        if item_id is None:
            self.player.open(None)
            return
        view = self._open_project.project
        recording, transcript = view.recordings.many([item_id])[item_id], view.transcripts.of(item_id)
        if changed:
            self._open(item_id, recording, transcript)
        self._show_words(item_id, transcript)
        self.questions.show_item(item_id)

    def _open(self, item_id: int, recording: Recording, transcript: Transcript | None) -> None:
        view, name = self._open_project.project, name_on_screen(recording.path)
        seconds = transcript.seconds if transcript is not None else 0.0
        heading = words.heading(recording.received, name)
        language = transcript.language if transcript is not None else ""
        self.name.setText(heading)
        self.facts.setText(words.facts(seconds, "" if heading == name else name, language))
        self.facts.setToolTip(str(view.recordings.file_of(item_id)))
        self.bar.show_trouble("")
        self.bar.show_playing(False)
        self.bar.show_recording(seconds)
        self.player.open(view.recordings.file_of(item_id))
        self._show_passages(())
        self._peaks.ask(DrawWaveform(item_id))

    def _show_words(self, item_id: int, transcript: Transcript | None) -> None:
        passages = transcript.passages if transcript is not None else ()
        if passages != self._passages:
            self._show_passages(passages)
        if not self._passages and self.passages.hasFocus():
            self.setFocus()  # else a hidden list hands it on to the number, which keeps all figures and letters
        readable = transcript is not None and transcript.state is CallState.DONE
        self.passages.setVisible(bool(self._passages) or readable)
        self.hint.setVisible(bool(self._passages))
        self.wordless.setVisible(not self._passages and not readable)
        self.bar.setVisible(transcript is not None and transcript.state is not CallState.UNREADABLE)
        self._side.setVisible(transcript is not None and transcript.state is not CallState.UNREADABLE)
        self.finish.setVisible(transcript is not None)
        self.cap.setVisible(transcript is not None)
        if transcript is not None:
            self.call_back.show_call(transcript)
            self.wordless.show_words(words.no_words(transcript))
        else:
            self.wordless.show_problem(self._open_project.project.calls.failure(item_id))
        self._show_stretches()

    def _show_passages(self, passages: tuple[Passage, ...]) -> None:
        """Of thousands mostly one was corrected; the others look as they did."""
        known = dict(zip(self._passages, self._lines, strict=True))
        self._lines = [known.get(passage) or _line(passage) for passage in passages]
        self._passages = passages
        self._starts = [passage.start for passage in passages]
        self._doubtful = [Stretch(one.start, one.end, "wait.ground") for one in passages if words.waits(one)]
        self.passages.show_lines(self._lines)

    def _show_stretches(self) -> None:
        now = self.passages.passages.playing
        playing = [Stretch(self._passages[now].start, self._passages[now].end, "accent.soft")] if now >= 0 else []
        self.bar.waveform.show_stretches([*self._doubtful, *playing])

    def _on_peaks(self, event: object) -> None:
        if isinstance(event, WaveformDrawn) and event.item_id == self.item_id:
            self.bar.waveform.show_peaks(event.peaks)

    def _on_moved(self, seconds: float) -> None:
        self.bar.show_time(seconds)
        place = bisect_right(self._starts, seconds + 0.05) - 1
        heard = place if place >= 0 and seconds <= self._passages[place].end else -1
        if heard != self.passages.passages.playing:
            self.passages.follow(heard)
            self._show_stretches()

    # --- what the keys do -----------------------------------------------------------------------

    def skip(self, seconds: float) -> None:
        self.player.seek(min(self.player.position + seconds, self.bar.length))

    def go_passage(self, step: int) -> None:
        """To the passage before or after the one that is current, and play from there."""
        self._go_to(self._place() + step)

    def go_doubtful(self) -> None:
        """To the next passage that is hard to hear; after the last one to the first."""
        doubtful = [place for place, passage in enumerate(self._passages) if words.waits(passage)]
        after = [place for place in doubtful if place > self._place()]
        if doubtful:
            self._go_to((after or doubtful)[0])

    def edit(self) -> None:
        """Write the words of the passage that plays, or of the one that was gone to last."""
        self.player.pause()
        self.passages.correct(max(0, self._place()))

    def _place(self) -> int:
        playing = self.passages.passages.playing
        return playing if playing >= 0 else self.passages.currentIndex().row()

    def _go_to(self, place: int) -> None:
        if 0 <= place < len(self._passages):
            self.passages.go_to(place)
            self.player.play_from(self._starts[place])

    # --- what is written ------------------------------------------------------------------------

    def _correct(self, place: int, written: str) -> None:
        if self.item_id is not None:
            self._open_project.record(PassageCorrected(self.item_id, place, written))

    def _write_number(self, number: str) -> None:
        if self.item_id is not None:
            self._open_project.record(SaidCorrected(self.item_id, SaidKind.CALL_BACK, number))

    def leave(self) -> None:
        self.player.pause()
        self._peaks.stop()


def _line(passage: Passage) -> PassageLine:
    chip = words.listen(passage) if words.waits(passage) else ""
    return PassageLine(clock(passage.start), passage.words, chip, words.remark(passage), passage.heard)
