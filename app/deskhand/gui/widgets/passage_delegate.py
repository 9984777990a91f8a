"""How a passage looks: its time, its words in the reading face, and what is doubtful about it; and its editor."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTextEdit, QWidget

from deskhand.gui import theme
from deskhand.gui.widgets.reading_side import seen

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _TIME, _ABOVE, _CHIP, _INSIDE = 12, 48, 6, 22, 8  # pixels of the pictures
_LEADING = 1.6  # line height over text size, 24 over 15 px
_WIDEST = 720
_KEPT = 8000  # heights
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class PassageLine:
    """``chip`` ("" mostly) asks the person to listen; ``remark`` stands under the words.

    ``heard`` is what Deskhand had heard, if a person wrote other words.
    """

    time: str
    words: str
    chip: str = ""
    remark: str = ""
    heard: str | None = None


class PassageEditor(QTextEdit):
    """Has all letters and figures to itself; the page hears only what is pressed with Ctrl or Alt."""

    def __init__(self, delegate: "PassageDelegate", parent: QWidget) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self.filled = False
        self.setProperty("kind", "field")
        self.setStyleSheet("padding: 0")
        self.setFont(theme.current().font("reading"))
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(3)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Words of this passage")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.modifiers() & _COMMANDS:
                return super().event(event)
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._delegate.keep(self)
        else:
            super().keyPressEvent(event)


class PassageDelegate(QStyledItemDelegate):
    """The ground is green while a passage plays, amber where it is hard to hear."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[str, int, float], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line, width = _line(index), _sheet(option).width()
        look = theme.current()
        key = (line.words, self._room(width, line), look.size)
        if key not in self._heights:
            if len(self._heights) >= _KEPT:
                self._heights.clear()
            self._heights[key] = _laid_out(line.words, key[1]).lineCount()
        words = self._heights[key] * _leading()
        return QSize(width, words + 2 * look.px(_ABOVE) + (_caption() if line.remark else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, line, rect = theme.current(), _line(index), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        playing = bool(index.data(Qt.ItemDataRole.BackgroundRole))
        if playing or line.chip:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent.soft" if playing else "wait.ground"))
            painter.drawRoundedRect(QRectF(rect), 4, 4)
            edge = look.color("accent" if playing else "wait.line")
            painter.fillRect(seen(_sheet(option), QRect(rect.left(), rect.top(), 3, rect.height())), edge)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("ink.second"))
        time = QRect(rect.left() + look.px(_SIDE), rect.top() + look.px(_ABOVE), look.px(_TIME), _leading())
        painter.drawText(seen(_sheet(option), time), Qt.AlignmentFlag.AlignVCenter, line.time)
        words = seen(_sheet(option), self._words_rect(rect, line))
        painter.setPen(look.color("ink"))
        layout = _laid_out(line.words, words.width())
        layout.draw(painter, QPointF(words.topLeft()))
        if line.chip:
            self._paint_chip(painter, seen(_sheet(option), self._chip_rect(rect, line.chip)), line.chip)
        if line.remark:
            painter.setFont(look.font("caption"))
            painter.setPen(look.color("wait" if line.chip else "ink.second"))
            under = QRect(words.left(), rect.bottom() - look.px(_ABOVE) - _caption() + 3, words.width(), _caption())
            shown = painter.fontMetrics().elidedText(line.remark, Qt.TextElideMode.ElideRight, under.width())
            painter.drawText(under, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def has_word(self, sheet: QWidget, rect: QRect, line: PassageLine, at: QPoint) -> bool:
        """Whether a word is painted at ``at`` of ``sheet``, in a passage that lies in ``rect``."""
        words = seen(sheet, self._words_rect(rect, line))
        layout = _laid_out(line.words, words.width())
        number = (at.y() - words.top()) // _leading()
        if not 0 <= number < layout.lineCount():
            return False
        return words.left() <= at.x() <= words.left() + layout.lineAt(number).naturalTextWidth()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        return PassageEditor(self, parent)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, PassageEditor) and not editor.filled:  # asked again whenever the passage plays
            editor.filled = True
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
            spaced = QTextBlockFormat()
            spaced.setLineHeight(_leading(), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            cursor = editor.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.mergeBlockFormat(spaced)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QTextEdit):
            model.setData(QModelIndex(index), editor.toPlainText())  # type: ignore[arg-type]

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        words = seen(_sheet(option), self._words_rect(option.rect, _line(index)))
        editor.setGeometry(words.left() - 4, option.rect.top() + 1, words.width() + 8, option.rect.height() - 2)

    def keep(self, editor: QWidget) -> None:
        """What is written holds; the editor goes."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _room(self, width: int, line: PassageLine) -> int:
        """How wide the words may be."""
        look = theme.current()
        chip = _chip_width(line.chip) + look.px(_SIDE) if line.chip else 0
        room = width - 2 * look.px(_SIDE) - look.px(_TIME) - chip
        return max(60, min(look.px(_WIDEST), room))

    def _words_rect(self, rect: QRect, line: PassageLine) -> QRect:
        look = theme.current()
        left = rect.left() + look.px(_SIDE) + look.px(_TIME)
        tall = rect.height() - 2 * look.px(_ABOVE)
        return QRect(left, rect.top() + look.px(_ABOVE), self._room(rect.width(), line), tall)

    def _chip_rect(self, rect: QRect, words: str) -> QRect:
        px, wide = theme.current().px, _chip_width(words)
        return QRect(rect.right() - wide - px(_SIDE), rect.top() + px(_ABOVE), wide, px(_CHIP))

    def _paint_chip(self, painter: QPainter, chip: QRect, words: str) -> None:
        look = theme.current()
        painter.setPen(QPen(look.color("wait.line"), 1))
        painter.setBrush(look.color("surface"))
        painter.drawRoundedRect(QRectF(chip).translated(0.5, 0.5), 4, 4)
        painter.setFont(look.font("caption.strong"))
        painter.setPen(look.color("wait"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)


def _line(index: _Index) -> PassageLine:
    line = index.data(Qt.ItemDataRole.UserRole)
    assert isinstance(line, PassageLine)
    return line


def _sheet(option: QStyleOptionViewItem) -> QWidget:
    """What the passages are painted on."""
    view = option.widget
    return view.viewport() if isinstance(view, QAbstractItemView) else view


def _leading() -> int:
    return round(theme.current().font("reading").pixelSize() * _LEADING)


def _caption() -> int:
    return QFontMetrics(theme.current().font("caption")).height() + 4


def _chip_width(words: str) -> int:
    look = theme.current()
    return QFontMetrics(look.font("caption.strong")).horizontalAdvance(words) + 2 * look.px(_INSIDE)


def _laid_out(words: str, width: int) -> QTextLayout:
    """The words in lines of ``width`` pixels, each as high as the leading."""
    layout = QTextLayout(words or " ", theme.current().font("reading"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top, leading = 0.0, _leading()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top + (leading - line.height()) / 2))
        top += leading
    layout.endLayout()
    return layout
