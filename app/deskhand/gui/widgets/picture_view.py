"""One file, large: a photo, or a document page by page."""

from collections import OrderedDict
from concurrent.futures import Future
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from deskhand.domain.files import FILE_COLUMN
from deskhand.domain.jobs import DrawPicture, Lane, PictureDrawn
from deskhand.gui.behind import Behind, decoded
from deskhand.gui.icons import icon
from deskhand.gui.newest_request import NewestRequest
from deskhand.gui.open_project import OpenProject
from deskhand.gui.thumbnails import Thumbnails
from deskhand.gui.widgets.page_keys import add_key
from deskhand.gui.widgets.picture_canvas import STEP, Fit, PictureCanvas
from deskhand.gui.widgets.words import Words

EDGE, SHARP = 1600, 3200  # pixels asked for; when one has zoomed in
_SHARP_FROM = 2.0  # times the size that fits
_KEPT = 8  # large pictures that stay in memory
_SOON = 600  # milliseconds after which it says what it waits for


class _Wanted(NamedTuple):
    item_id: int
    page: int


class PictureView(QWidget):
    """``show_file`` and that is all. ``page_shown(page)`` when another page of the file is looked at (0-based)."""

    page_shown = Signal(int)

    def __init__(self, open_project: OpenProject, thumbnails: Thumbnails | None = None, fit: Fit = Fit.WHOLE) -> None:
        super().__init__()
        self._open_project = open_project
        self._wanted: _Wanted | None = None
        self._name = ""
        self.pages = 1
        self._drawn: OrderedDict[_Wanted, tuple[QPixmap, int]] = OrderedDict()  # with the edge that was asked for
        self._edges: dict[object, tuple[_Wanted, int]] = {}  # what the thread has in hand
        self._thumbnails = thumbnails or Thumbnails(open_project, self)
        self._request = NewestRequest(open_project, self)
        self._behind = Behind(self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SOON)
        self.canvas = PictureCanvas(fit)
        self._lay_out()
        self._connect()
        self.show_file(None)

    def _lay_out(self) -> None:
        self.before = _button("chevron-left", "Page before (Page up)")
        self.after = _button("chevron-right", "Next page (Page down)")
        self.place = Words("", "caption", "ink.second")
        self.state = Words("", "caption", "ink.second", elides=True)
        self.smaller = _button("zoom-out", "Smaller (-)")
        self.larger = _button("zoom-in", "Larger (+)")
        bar = self._bar = QHBoxLayout()
        bar.setContentsMargins(0, 4, 0, 0)
        bar.setSpacing(4)
        for widget in (self.before, self.place, self.after):
            bar.addWidget(widget)
        bar.addSpacing(8)
        bar.addWidget(self.state, 1)
        bar.addWidget(self.smaller)
        bar.addWidget(self.larger)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addLayout(bar)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.smaller.clicked.connect(self.zoom_out)
        self.larger.clicked.connect(self.zoom_in)
        self.canvas.zoomed.connect(self._on_zoomed)
        self._thumbnails.ready.connect(self._on_thumbnail)
        self._request.answered.connect(self._on_answer)
        self._request.changed.connect(self._on_changed)
        self._behind.done.connect(self._on_decoded)
        self._late.timeout.connect(self._show_state)
        add_key(self, "PgUp", "Page before", lambda: self.turn(-1))
        add_key(self, "PgDown", "Next page", lambda: self.turn(1))
        for key in ("+", "="):
            add_key(self, key, "Larger", self.zoom_in)
        add_key(self, "-", "Smaller", self.zoom_out)

    # --- what is looked at ----------------------------------------------------------------------

    @property
    def item_id(self) -> int | None:
        return None if self._wanted is None else self._wanted.item_id

    @property
    def page(self) -> int:
        """0-based."""
        return 0 if self._wanted is None else self._wanted.page

    def show_file(self, item_id: int | None, page: int = 0) -> None:
        """A file from now on, ``None`` for none."""
        if item_id is None:
            self._request.stop()
            self._wanted, self._name, self.pages = None, "", 1
            self.canvas.show_words("")
            self._show_bar()
            return
        project = self._open_project.project
        content = project.files.contents([item_id]).get(item_id)
        self.pages = max(1, content.pages) if content is not None else 1
        self._name = project.items.get(item_id).cells[FILE_COLUMN]
        self._go_to(_Wanted(item_id, min(max(0, page), self.pages - 1)))

    def show_small(self, picture: QPixmap) -> None:
        """At once, in the place of one that is still drawn."""
        self.canvas.show_picture(picture, fresh=True)

    def turn(self, by: int) -> None:
        """So many pages on."""
        if self._wanted is not None and 0 <= self._wanted.page + by < self.pages:
            self._go_to(self._wanted._replace(page=self._wanted.page + by))

    def zoom_in(self) -> None:
        self.canvas.zoom_to(self.canvas.zoom * STEP)

    def zoom_out(self) -> None:
        self.canvas.zoom_to(self.canvas.zoom / STEP)

    def stop(self) -> None:
        """Nobody looks any more."""
        self._request.stop()

    def _go_to(self, wanted: _Wanted) -> None:
        self._wanted = wanted
        self._request.problem = None  # that was of another file
        there = self._drawn.get(wanted)
        preview = self._thumbnails.picture(wanted.item_id) if wanted.page == 0 else None
        if there is not None:
            self._drawn.move_to_end(wanted)
            self.canvas.show_picture(there[0], fresh=True)
        elif preview is not None:
            self.canvas.show_picture(preview, fresh=True)
        else:
            self.canvas.show_words("")
        if there is None:
            self._ask(EDGE)
        self._show_bar()
        self.page_shown.emit(wanted.page)

    def _ask(self, edge: int) -> None:
        if self._wanted is not None:
            self._late.start()
            self._request.ask(DrawPicture(self._wanted.item_id, self._wanted.page, edge))

    # --- what comes -----------------------------------------------------------------------------

    def _on_thumbnail(self, item_id: int) -> None:
        """Something to look at until the large one is there."""
        if self._wanted == (item_id, 0) and self._wanted not in self._drawn:
            preview = self._thumbnails.picture(item_id)
            if preview is not None:
                self.canvas.show_picture(preview, fresh=self.canvas.picture is None)

    def _on_answer(self, event: object) -> None:
        if not isinstance(event, PictureDrawn) or self._wanted != (event.item_id, event.page):
            return
        if not event.jpeg:
            self.canvas.show_words("Nothing to look at", "This file has words only.")
            self._show_bar()
            return
        edge = SHARP if self._wanted in self._drawn else EDGE
        self._edges[self._behind.begin(partial(decoded, event.jpeg))] = (self._wanted, edge)

    def _on_decoded(self, future: "Future[QImage]") -> None:
        wanted, edge = self._edges.pop(future)
        image = QImage() if future.exception() is not None else future.result()
        if image.isNull():
            return
        picture = QPixmap.fromImage(image)
        self._drawn[wanted] = (picture, edge)
        self._drawn.move_to_end(wanted)
        while len(self._drawn) > _KEPT:
            self._drawn.popitem(last=False)
        if wanted == self._wanted:
            self.canvas.show_picture(picture, fresh=self.canvas.picture is None)
            self._show_bar()

    def _on_changed(self) -> None:
        problem = self._request.problem
        if problem is not None and self.canvas.picture is None:
            self.canvas.show_words(problem.title, f"{problem.happened} {problem.advice}")
        self._show_bar()

    def _on_zoomed(self, times: float) -> None:
        there = self._drawn.get(self._wanted) if self._wanted is not None else None
        if there is not None and times >= _SHARP_FROM and there[1] < SHARP and not self._request.busy:
            full = max(there[0].width(), there[0].height()) >= EDGE
            if full:
                self._ask(SHARP)
        self._show_bar()

    # --- what is said ---------------------------------------------------------------------------

    def _show_bar(self) -> None:
        several = self.pages > 1
        for widget in (self.before, self.place, self.after):
            widget.setVisible(several)
        self.place.setText(f"Page {self.page + 1:,} of {self.pages:,}")
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page < self.pages - 1)
        there = self.canvas.picture is not None
        self.smaller.setEnabled(there and self.canvas.zoom > 1)
        self.larger.setEnabled(there)
        page = f", page {self.page + 1} of {self.pages}" if several else ""
        self.canvas.setAccessibleName(f"Picture of {self._name}{page}" if self._name else "Picture")
        self.canvas.setAccessibleDescription(self.canvas.words)
        self._show_state()

    def _show_state(self) -> None:
        """Only if it lasts: what a large picture waits for, or why it stays as it is."""
        problem = self._request.problem
        words = ""
        if self._request.busy and not self._late.isActive():
            at_work = self._open_project.running(Lane.LIGHT)
            mine = at_work is None or isinstance(at_work.request, DrawPicture)
            words = "Opening it…" if mine else "It gets sharper when the work that goes on is done."
        elif problem is not None and self.canvas.picture is not None and self._wanted not in self._drawn:
            words = f"Small only: {problem.title}"
        self.state.setText(words)
        self.state.setToolTip(words)


def _button(sign: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(sign))
    button.setToolTip(name)
    button.setAccessibleName(name.partition(" (")[0])
    return button
