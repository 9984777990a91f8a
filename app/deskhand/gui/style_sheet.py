"""The style sheet, made from the tokens. Kinds are picked by dynamic properties: ``kind``, ``state``, ``ground``."""

from collections.abc import Callable
from string import Template

from deskhand.gui.glyphs import glyph_files
from deskhand.gui.tokens import BUTTON, COLOURS, SMALL_BUTTON

_SHEET = Template("""
* { outline: none; }
QToolTip { background: $surface; color: $ink; border: 1px solid $line_control; padding: 4px; }
QMenuBar { background: $canvas; color: $ink_second; border: none; padding-left: 4px; }
QMenuBar::item { padding: 6px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $accent_soft; color: $ink; }
QMenu { background: $surface; color: $ink; border: 1px solid $line_control; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $ink_disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QWidget[ground="canvas"] { background: $canvas; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="sunken"] { background: $sunken; }
QPushButton, QToolButton[kind="button"] {
  background: $surface; color: $ink; border: 1px solid $line_control; border-radius: 4px;
  padding: 0 ${pad}px; min-height: ${button}px; font-weight: 500;
}
QPushButton { qproperty-iconSize: ${icon_wide}px ${icon}px; }
QToolButton[kind="status"] { qproperty-iconSize: ${icon_wide}px ${icon}px; padding: 2px 6px; color: $ink_second; }
QPushButton:hover, QToolButton[kind="button"]:hover { background: $accent_hint; border-color: $accent; }
QPushButton:pressed, QPushButton:checked { background: $accent_soft; border-color: $accent; }
QPushButton:disabled { background: $sunken; color: $ink_disabled; border-color: $line; }
QPushButton[kind="small"] { min-height: ${small}px; padding: 0 10px; }
QPushButton[segment] { border-radius: 0; padding: 0 12px; min-height: ${segment}px; }
QPushButton[segment="right"], QPushButton[segment="middle"] { border-left: none; }
QPushButton[segment="left"], QPushButton[segment="only"] {
  border-top-left-radius: 4px; border-bottom-left-radius: 4px;
}
QPushButton[segment="right"], QPushButton[segment="only"] {
  border-top-right-radius: 4px; border-bottom-right-radius: 4px;
}
QPushButton[segment]:checked {
  background: $accent_soft; color: $accent; font-weight: 600; border-color: $line_control;
}
QPushButton[kind="primary"] { background: $accent; color: $accent_on; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $ink_disabled; border-color: $line; }
QPushButton[kind="link"] {
  background: transparent; border: none; color: $accent; padding: 0 4px; min-height: 24px; text-decoration: underline;
}
QPushButton[kind="link"]:hover { color: $accent_hover; background: transparent; }
QPushButton[kind="link"]:disabled { color: $ink_disabled; background: transparent; }
QPushButton[kind="quiet"] { background: transparent; border: none; color: $accent; padding: 0 8px; min-height: 24px; }
QPushButton[kind="quiet"]:hover { background: $accent_hint; }
QPushButton[kind="quiet"]:disabled { color: $ink_disabled; background: transparent; }
QToolButton {
  background: transparent; border: 1px solid transparent; border-radius: 4px; color: $ink_second; padding: 4px;
}
QToolButton:hover { background: $accent_hint; border-color: $accent; }
QToolButton:pressed { background: $accent_soft; }
QToolButton:disabled { color: $ink_disabled; }
QToolButton[kind="state"] { padding: 4px 10px; }
QToolButton[state="working"] { background: $info_ground; color: $info; }
QToolButton[state="wait"] { background: $wait_ground; color: $wait; border-color: $wait_line; }
QToolButton::menu-indicator { image: none; }
QStatusBar { background: $canvas; border: none; border-top: 1px solid $line_tab; }
QStatusBar[quiet="true"] { border-top: 1px solid $canvas; }
QStatusBar::item { border: none; }
QLineEdit, QPlainTextEdit, QTextEdit[kind="field"], QComboBox, QAbstractSpinBox {
  background: $surface; color: $ink; border: 1px solid $line_control; border-radius: 4px; padding: 0 8px;
  min-height: ${button}px; selection-background-color: $accent; selection-color: $accent_on;
}
QPlainTextEdit { padding: 6px 8px; }
QLineEdit:disabled, QComboBox:disabled { background: $sunken; color: $ink_disabled; border-color: $line; }
QComboBox:hover, QLineEdit:hover { border-color: $accent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$down"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $line_control;
  selection-background-color: $accent_soft; selection-color: $ink; }
QCheckBox, QRadioButton { color: $ink; spacing: 8px; min-height: 24px; }
QCheckBox:disabled, QRadioButton:disabled { color: $ink_disabled; }
QCheckBox::indicator, QRadioButton::indicator, QTableView::indicator, QListView::indicator {
  width: ${box}px; height: ${box}px; background: $surface; border: 1px solid $line_control; border-radius: 4px;
}
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; background: $accent_hint; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$tick");
}
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url("$dot"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken; border-color: $line; }
QSlider:horizontal { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
  width: 14px; height: 14px; margin: -7px 0; border-radius: 9px; background: $surface; border: 2px solid $accent;
}
QSlider::handle:horizontal:hover { background: $accent_hint; }
QSlider::handle:horizontal:disabled { border-color: $line_control; }
QListWidget[kind="places"] { background: transparent; }
QListWidget[kind="places"]::item { color: $ink_second; padding: 0 8px; border-left: 3px solid transparent; }
QListWidget[kind="places"]::item:hover { background: $accent_hint; }
QListWidget[kind="places"]::item:selected {
  background: $accent_soft; color: $ink; border-left: 3px solid $accent; border-radius: 0;
}
QWidget[edge="right"] { border: none; border-right: 1px solid $line; }
QWidget[edge="all"] { border: 1px solid $line; border-radius: 4px; }
QFrame[kind="popover"] { background: $surface; border: 1px solid $line_control; border-radius: 4px; }
QTableView, QListView, QTreeView, QTextBrowser, QScrollArea {
  background: $surface; color: $ink; border: none; gridline-color: $line;
  selection-background-color: $accent_soft; selection-color: $ink;
}
QScrollArea[ground="sunken"], QListView[ground="sunken"] { background: $sunken; }
QScrollArea[ground="canvas"], QTableView[ground="canvas"] { background: $canvas; }
QTableView::item:hover, QListView::item:hover { background: $accent_hint; }
QTableView::item:selected, QListView::item:selected { background: $accent_soft; color: $ink; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $ink_second; border: none; border-bottom: 1px solid $line_control;
  padding: 0 8px; font-weight: 600; min-height: ${button}px; }
QTableCornerButton::section { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line_tab; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $line_control; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: none; border: none; height: 0; width: 0;
}
QProgressBar {
  background: $line; border: none; border-radius: 2px; max-height: 8px; min-height: 8px; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSplitter::handle { background: $line; }
""")

# of the pictures, in pixels; they grow with the text
_LENGTHS = {
    "button": BUTTON - 2,
    "small": SMALL_BUTTON - 2,
    "segment": BUTTON - 6,
    "pad": 14,
    "box": 16,
    "icon": 16,
    "icon_wide": 20,
}


def style_sheet(color: Callable[[str], str], px: Callable[[float], int]) -> str:
    """The sheet with its colours (role → ``#RRGGBB``) and heights (pixels of the pictures → pixels here) filled in."""
    colours = {role.replace(".", "_"): color(role) for role in COLOURS}
    sizes = {name: px(length) for name, length in _LENGTHS.items()}
    return _SHEET.substitute({**colours, **glyph_files(color)}, **sizes)
