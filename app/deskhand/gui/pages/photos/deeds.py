"""What the person does to photos: tick, answer, accept, take back, look closer."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt

from deskhand.gui.pages.page import Page
from deskhand.gui.pages.photos.album import Album
from deskhand.gui.pages.photos.answers import PhotoAnswers
from deskhand.gui.pages.photos.lists import Show
from deskhand.gui.pages.photos.rows import PhotoRows
from deskhand.gui.pages.photos.session import PhotoSession
from deskhand.gui.widgets.chart import turn_charts
from deskhand.gui.widgets.page_keys import add_key, add_space
from deskhand.gui.widgets.photo_model import Look, PhotoRow

_GLANCE = 200  # ticked photos that are looked at to say what would be answered


class PhotoDeeds(QObject):
    """Acts on the photos that are ticked; if none is, or one is seen large, on the one that is looked at."""

    def __init__(self, page: Page, album: Album, answers: PhotoAnswers, rows: PhotoRows) -> None:
        super().__init__(page)
        self._page, self._album, self._answers, self._rows = page, album, answers, rows
        self._model = album.model
        self._session: PhotoSession | None = None
        answers.chosen.connect(self._answer)
        answers.accepted.connect(self._accept)
        album.large.moved.connect(self.show_targets)
        album.turned.connect(self.show_targets)
        album.grid.selectionModel().currentChanged.connect(self.show_targets)
        self._model.ticks_changed.connect(self.show_targets)

    def about(self, session: PhotoSession | None) -> None:
        """From now on it is about this question."""
        self._session = session

    def add_keys(self) -> None:
        """In the order in which the list of all keys has them."""
        page, pad, grid = self._page, self._answers.pad, self._album.grid
        for number in range(1, 10):
            add_key(page, str(number), "Answer with the category of that number", partial(self._answer_by_key, number))
        add_key(page, "A", "Accept the guesses", self._accept)
        add_space(page, "Tick, or take the tick away", self._tick)
        for key, name, do in (
            ("Ctrl+A", "Tick all", grid.tick_all),
            ("Return", "Look closer", self.look_closer),
            ("Esc", "Take all ticks away", lambda: self._model.tick((), only=True)),
        ):
            action = add_key(grid, key, name, do)  # Enter in a field is for the field
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            page.addAction(action)
        add_key(page, "G", "Tick all with the same guess", self._tick_guess)
        add_key(page, "Backspace", "Undo the last answers, all of them", self._undo)
        add_key(page, "N", "New category", pad.new_category.open)
        add_key(page, "/", "Find a category", pad.finder.setFocus)
        add_key(page, "Alt+T", "Charts as tables, and back", partial(turn_charts, page))

    # --- which photos ---------------------------------------------------------------------------

    def show_targets(self, *_: object) -> None:
        """Say what an answer would be for."""
        ids = self._target_ids()
        some, more = self._answerable(ids[:_GLANCE]), len(ids[_GLANCE:])
        self._answers.show_photos(some, len(some) + more, ticked=self._uses_ticks)
        if self._album.is_large:
            self._album.large.refresh()

    @property
    def _uses_ticks(self) -> bool:
        return bool(self._model.ticked) and not self._album.is_large

    def _target_ids(self) -> Sequence[int]:
        current = self._album.current
        return self._model.ticked if self._uses_ticks else () if current is None else (current,)

    def _answerable(self, ids: Sequence[int]) -> list[PhotoRow]:
        """Those that cannot be looked at are left out."""
        return [row for row in self._rows.read(ids) if row.look not in (Look.UNREADABLE, Look.WAITING)]

    def _tick(self) -> None:
        if not self._album.is_large:
            self._album.grid.toggle_current()

    def _tick_guess(self) -> None:
        """Of a round all photos, of a long list those in sight, with the guess of the one that is looked at."""
        grid = self._album.grid
        here = self._model.row(grid.currentIndex().row())
        if here is None or here.look is not Look.GUESSED or self._album.is_large:
            return
        near = range(self._model.rowCount()) if self._album.show_now is Show.NEXT else grid.in_sight()
        rows = (self._model.row(number) for number in near)
        same = [row.item_id for row in rows if row is not None and (row.look, row.label) == (here.look, here.label)]
        self._model.tick(same, only=True)

    # --- answers --------------------------------------------------------------------------------

    def _answer(self, value: str) -> None:
        self._record(dict.fromkeys(self._rows.that_can_be_answered(self._target_ids()), value), value)

    def _answer_by_key(self, number: int) -> None:
        label = self._answers.pad.label_of_key(number)
        if label is not None and not self._answers.shows_number:
            self._answer(label)

    def _accept(self) -> None:
        guessed = [row for row in self._answerable(self._target_ids()) if row.look is Look.GUESSED]
        self._record({row.item_id: row.label for row in guessed}, "Accepted")

    def _record(self, values: Mapping[int, str], said: str) -> None:
        session, album = self._session, self._album
        if session is None or not values:
            self._page.announce("Tick a photo first")
            return
        moves_on = album.is_large and album.show_now not in (Show.NEXT, Show.OPEN)
        if not album.is_large:
            self._model.tick((), only=True)
        session.answer(values)
        if moves_on:
            album.large.go(1)
        self._page.announce(said if len(values) == 1 else f"{said}, {len(values):,} photos")

    def _undo(self) -> None:
        if self._session is not None and not self._session.undo():
            self._page.announce("Nothing to undo")

    def look_closer(self) -> None:
        """At the photo that the keyboard is at."""
        self._album.look_closer(max(0, self._album.grid.currentIndex().row()))

    def show_view(self, number: int) -> None:
        """0 is the grid, 1 one large."""
        if number:
            self.look_closer()
        else:
            self._album.close_large()
