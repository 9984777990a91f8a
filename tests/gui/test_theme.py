"""The colours hold the contrasts that they promise, in every column."""

import pytest
from PySide6.QtWidgets import QApplication

from deskhand.gui import theme
from deskhand.gui.glyphs import glyph_files
from deskhand.gui.style_sheet import style_sheet
from deskhand.gui.theme import Theme
from deskhand.gui.tokens import CATEGORY_COLOURS, COLOURS, FONTS, Column
from deskhand.storage.settings import Settings

TEXT, SIGN = 4.5, 3.0  # WCAG 2.2: text, and what marks a control or carries meaning
GROUNDS = ("surface", "sunken", "canvas", "accent.soft", "accent.hint", "wait.ground", "info.ground")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink.second", "ink.third") for ground in GROUNDS),
    *(("ink.disabled", ground, SIGN) for ground in ("surface", "sunken", "canvas")),
    *(("accent.on", ground, TEXT) for ground in ("accent", "accent.hover", "accent.pressed", "info")),
    *(("accent", ground, TEXT) for ground in ("surface", "sunken", "canvas", "accent.soft", "accent.hint")),
    *((ink, f"{ink}.ground", TEXT) for ink in ("wait", "bad", "info")),
    *((ink, "surface", TEXT) for ink in ("wait", "bad", "info")),
    *((mark, ground, SIGN) for mark in ("line.control", "focus") for ground in ("surface", "sunken", "canvas")),
    ("focus", "accent.soft", SIGN),
    ("wait.line", "surface", SIGN),
    ("bad.line", "surface", SIGN),
]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("column", list(Column))
def test_every_pair_of_colours_that_meets_can_be_read(column):
    for ink, ground, needed in PAIRS:
        assert contrast(COLOURS[ink][column], COLOURS[ground][column]) >= needed, (ink, ground)


@pytest.mark.parametrize("column", list(Column))
def test_every_category_can_be_seen_on_the_sheet_and_beside_it(column):
    dark = column in (Column.DARK, Column.HIGH_DARK)
    for colours in CATEGORY_COLOURS:
        for ground in ("surface", "sunken"):
            assert contrast(colours[dark], COLOURS[ground][column]) >= SIGN


@pytest.mark.parametrize("column", list(Column))
def test_the_style_sheet_is_filled_in_whole(qapp, column):
    look = Theme(column, 13)
    sheet = style_sheet(look.hex, look.px)
    assert "$" not in sheet
    assert all(value in sheet for value in glyph_files(look.hex).values())


def test_no_text_is_smaller_than_the_caption():
    assert min(times for times, *_ in FONTS.values()) == FONTS["caption"][0]


def test_the_settings_choose_the_column_and_the_size(qapp):
    settings = Settings()
    settings.set("look.theme", "dark")
    settings.set("look.contrast", "high")
    settings.set("look.text_size", 200)
    settings.set("look.rows", "dense")
    plain = theme.chosen(qapp, Settings())
    look = theme.chosen(qapp, settings)
    assert look.column is Column.HIGH_DARK
    assert look.size == pytest.approx(2 * plain.size) or plain.size == look.size  # the same file: both read 200 %
    assert look.row_height < 32


def test_icons_follow_a_change_of_the_theme(qapp):
    from deskhand.gui.icons import icon

    settings = Settings()
    house = icon("house", "accent")
    seen = []
    for look in ("light", "dark"):
        settings.set("look.theme", look)
        theme.apply(qapp, settings)
        seen.append(house.pixmap(16, 16).toImage().pixelColor(8, 2).name())
    assert seen[0] != seen[1]


def test_text_that_grows_and_shrinks_again_is_as_large_as_before(qapp: QApplication) -> None:
    settings = Settings()
    before = theme.apply(qapp, settings).size
    settings.set("look.text_size", 200)
    assert theme.apply(qapp, settings).size == 2 * before
    settings.set("look.text_size", 100)
    assert theme.apply(qapp, settings).size == before
