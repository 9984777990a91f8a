"""The waveform and the number in cells, as widgets."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deskhand.gui.widgets.digit_field import DigitField
from deskhand.gui.widgets.waveform import Stretch, Waveform, clock


@pytest.fixture
def waveform(qtbot: QtBot) -> Waveform:
    waveform = Waveform()
    qtbot.addWidget(waveform)
    waveform.resize(600, waveform.sizeHint().height())
    waveform.show_recording(120.0)
    waveform.show()
    return waveform


@pytest.fixture
def field(qtbot: QtBot) -> DigitField:
    field = DigitField()
    qtbot.addWidget(field)
    field.resize(300, field.sizeHint().height())
    field.show_number("555 0147", (5,))
    field.show()
    field.activateWindow()
    field.setFocus()
    return field


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (125.9, "2:05"), (3725, "1:02:05")])
def test_times_are_written_as_on_a_clock(seconds: float, words: str) -> None:
    assert clock(seconds) == words


def test_a_click_in_the_waveform_goes_to_that_place(waveform: Waveform) -> None:
    places: list[float] = []
    waveform.sought.connect(places.append)
    QTest.mouseClick(waveform, Qt.MouseButton.LeftButton, pos=QPoint(150, 20))
    assert places == [pytest.approx(30.0)]


def test_the_place_is_said_to_a_screen_reader(waveform: Waveform) -> None:
    waveform.show_time(52)
    assert waveform.accessibleDescription() == "0:52 of 2:00"


@pytest.mark.parametrize("peaks", [(), (255,), tuple(range(240))])
def test_any_number_of_peaks_can_be_painted(waveform: Waveform, peaks: tuple[int, ...]) -> None:
    waveform.show_peaks(peaks)
    waveform.show_stretches([Stretch(10, 20, "wait.ground")])
    assert not waveform.grab().isNull()


def test_a_doubtful_digit_is_gone_to_first_and_said(field: DigitField) -> None:
    assert field.cursorPosition() == 5
    assert field.accessibleDescription() == "Fifth digit, 1, doubtful"


def test_a_figure_takes_the_place_of_the_one_it_corrects(field: DigitField) -> None:
    numbers: list[str] = []
    field.changed.connect(numbers.append)
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert numbers == ["555 0747"]


def test_escape_brings_the_number_back(field: DigitField) -> None:
    numbers: list[str] = []
    field.changed.connect(numbers.append)
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "555 0147"
    assert numbers == []


def test_letters_are_no_part_of_a_number(field: DigitField) -> None:
    QTest.keyClicks(field, "abc")
    assert field.text() == "555 0147"
