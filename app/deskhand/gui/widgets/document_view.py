"""A file as people look at it: its page as a picture beside its words; or a photo; or a sound, to be heard."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from deskhand.domain.files import Content
from deskhand.domain.jobs import FileRead, ItemFailed
from deskhand.gui import theme
from deskhand.gui.open_project import OpenProject
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.document_head import DocumentHead
from deskhand.gui.widgets.document_words import DocumentWords
from deskhand.gui.widgets.picture_canvas import Fit
from deskhand.gui.widgets.picture_view import PictureView
from deskhand.gui.widgets.sound_view import SoundView
from deskhand.gui.widgets.words import Words

_BESIDE = 560  # pixels of the pictures from which picture and words stand side by side
_PICTURE = 400  # at most, beside words
_HIGH, _LOW, _WORDS_HIGH = 280, 164, 92  # in a panel: a picture, or words alone; in a low window; words below a picture
_SHORT = 720  # high, below which a window is low
_PICTURE_SHARE = 0.42  # of the width
_LEAST = 140  # high, of a picture or words where they have the wide middle of a page
_SETTLED = 150  # milliseconds at one file after which its large picture is asked for
NO_WORDS = "A picture without words."


class DocumentView(QWidget):
    """``show_file`` and that is all; ``mark`` when it is known which words spoke for an answer.

    ``compact``: in a panel, where the picture stands above the words and neither takes much room.
    """

    def __init__(
        self, open_project: OpenProject, thumbnails: Thumbnails | None = None, *, compact: bool = False
    ) -> None:
        super().__init__()
        self._open_project = open_project
        self._thumbnails = thumbnails or Thumbnails(open_project, self)
        self._compact = compact
        self.item_id: int | None = None
        self._has_words = self._has_picture = False
        self.head = DocumentHead(compact=compact)
        self.sound = SoundView(open_project, compact=compact) if open_project.project.job == "sounds" else None
        fit = Fit.WHOLE if open_project.project.job == "photos" else Fit.WIDTH
        self.picture = self.sound or PictureView(open_project, self._thumbnails, fit)
        self.words = DocumentWords("reading.list" if compact else "reading")
        self.remark = Words("", "body", "ink.second", wraps=True)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._since = QElapsedTimer()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED)
        self._lay_out()
        self._settled.timeout.connect(self._show_large)
        open_project.recorded.connect(self._on_recorded)
        self.hide()  # there is no file yet

    def _lay_out(self) -> None:
        self._body.setSpacing(8 if self._compact else 20)
        self._body.addWidget(self.picture)
        self._body.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addLayout(self._body, 1)
        column.addWidget(self.remark)
        column.addStretch(0)
        self.setFocusProxy(self.words)

    @property
    def reading(self) -> QWidget:
        """What has the keyboard: the words, or the picture where there are none."""
        return self.words.reading if self._has_words else self.picture

    @property
    def is_read(self) -> bool:
        """Whether there is anything to see of it."""
        return self._has_words or self._has_picture

    def hasHeightForWidth(self) -> bool:
        """In a panel it is as high as it has to be; else it takes the room that there is, and scrolls inside."""
        return self._compact and super().hasHeightForWidth()

    def show_file(self, item_id: int | None) -> None:
        """Another document or photo, from its beginning; the same one stays as it is."""
        if item_id == self.item_id:
            return
        self.item_id = item_id
        self._show()

    def mark(self, label: str, words: Sequence[str]) -> None:
        """These words spoke for ``label``."""
        self.words.mark(label, words)

    def stop(self) -> None:
        """Nobody looks any more."""
        self._settled.stop()
        self._thumbnails.forget_wishes()
        self.picture.stop()

    def _show(self) -> None:
        item_id, view = self.item_id, self._open_project.project
        self.setVisible(item_id is not None)
        if item_id is None:
            self._settled.stop()
            self.picture.show_file(None)
            return
        content = view.files.contents([item_id]).get(item_id)
        name, folder = view.files.names([item_id]).get(item_id, ("", ""))
        self.head.show_file(view.files.file_of(item_id), name, folder, content)
        self._has_words = content is not None and bool(content.words.strip() or content.subject)
        self._has_picture = content is not None and content.has_picture
        self.words.show_words(content.subject if content is not None else "", content.words if content else "")
        self.words.reading.setAccessibleName(f"Words of {name}")
        self.remark.setText(self._remark(item_id, content))
        self._show_picture(item_id)
        self._share_room()

    def _remark(self, item_id: int, content: Content | None) -> str:
        view = self._open_project.project
        if content is None:
            problem = view.files.failures([item_id]).get(item_id)
            return f"{problem.title}. {problem.happened} {problem.advice}" if problem else "It was not read yet."
        if self._has_words or (not view.source_of(view.items.get(item_id)).text_columns and self._has_picture):
            return ""
        return NO_WORDS if self._has_picture else "There are no words in it, and nothing to look at."

    def _show_picture(self, item_id: int) -> None:
        """At once what is small; whoever runs through a list does not have each page drawn anew."""
        if not self._has_picture:
            self._settled.stop()
            self.picture.show_file(None)
        elif self._since.isValid() and self._since.elapsed() < _SETTLED:
            self.picture.show_file(None)
            small = self._thumbnails.picture(item_id)
            if small is not None:
                self.picture.show_small(small)
            self._settled.start()
        else:
            self._show_large()
        self._since.start()

    def _show_large(self) -> None:
        if self.item_id is not None and self.item_id != self.picture.item_id:
            self.picture.show_file(self.item_id)

    def _share_room(self) -> None:
        """Side by side where there is room; what is missing leaves its room to the other."""
        look = theme.current()
        beside = not self._compact and self.width() >= look.px(_BESIDE)
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.picture.setVisible(self._has_picture)
        self.words.setVisible(self._has_words)
        self.remark.setVisible(bool(self.remark.text()))
        both = self._has_picture and self._has_words
        wide = min(look.px(_PICTURE), round(self.width() * _PICTURE_SHARE)) if both and beside else 16_777_215
        self.picture.setMaximumWidth(wide)
        self._body.setStretch(0, 0 if both and beside else 1)
        if not self._compact:
            if self.sound is None:
                self.picture.setMinimumHeight(look.px(_LEAST))
            self.words.setMinimumHeight(look.px(_LEAST))
        else:
            high = look.px(_LOW if self.window().height() < look.px(_SHORT) else _HIGH)
            self.picture.setFixedHeight(high if self.sound is None else self.sound.sizeHint().height())
            self.words.fit(look.px(_WORDS_HIGH) if both else high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _on_recorded(self, message: object) -> None:
        """It was read while one looked at it."""
        if isinstance(message, FileRead | ItemFailed) and message.item_id == self.item_id:
            self._show()
