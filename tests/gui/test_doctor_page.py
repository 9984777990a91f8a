"""The computer check: rows that fill from the top, one remedy a row, and what the footer says of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from deskhand.domain.processors import DeviceReport, Part, PartReport, State, Trial, Work
from deskhand.gui.pages.doctor.page import DoctorPage
from deskhand.gui.status_line import StatusLine
from deskhand.storage.computer import ComputerCheck, last_check, remember_check, remember_failure
from deskhand.storage.settings import Settings

PATIENCE = 60_000  # milliseconds
SAME = "the same results as the main processor on 32 messages"
CARD = DeviceReport("A card", "cuda:0", 12 << 30, 11 << 30, (Trial(Work.READING, 61.0, SAME),))
MAIN = DeviceReport("Main processor", "cpu", 16 << 30, 11 << 30, (Trial(Work.READING, 9.0, "computes in float32"),))
DEAF = Trial(Work.HEARING, 0.0, "NVIDIA’s libraries are not here.", "Install them.")
OUTDATED = Trial(Work.READING, 0.0, "Its driver is 470.", "Renew it.")
OLD = DeviceReport("An old card", "nvidia:1", 2 << 30, 0, (OUTDATED,))
PARTS = (
    PartReport(Part.MEMORY, State.FINE, "Memory", "Enough.", "11 of 16 GB free", 0.3),
    PartReport(Part.DRIVE, State.LOOK, "Drive with your projects", "Below 2 GB.", "1.4 GB free", 0.97),
    PartReport(Part.MODELS, State.FINE, "6 models", "Every file was checked.", "3.8 GB, all whole"),
    PartReport(Part.RECORDINGS, State.FINE, "Reading recordings", "WAV and 15 more.", "16 of 16 kinds"),
    PartReport(Part.NETWORK, State.FINE, "Network", "Never opened.", "Off, 0 bytes sent"),
)


@pytest.fixture
def shown(qtbot):
    def make(*devices: DeviceReport, parts=PARTS, worker: str = "rehearsal") -> DoctorPage:
        page = DoctorPage(remember_check(devices, parts) if devices else ComputerCheck(), worker)
        qtbot.addWidget(page)
        page.resize(1280, 700)
        page.show()
        return page

    return make


def labels(page: DoctorPage) -> dict[str, str]:
    return {row.row.name: row.row.words for row in page.rows}


def details(page: DoctorPage) -> str:
    return " ".join(row.row.detail for row in page.rows)


def press(page: DoctorPage, words: str) -> None:
    (button,) = (row.button for row in page.rows if row.button is not None and row.button.text() == words)
    button.click()


def test_every_row_says_how_it_stands_and_the_heading_how_many_need_a_look(shown):
    page = shown(CARD, OLD, MAIN)
    assert page.heading.text() == "This computer is ready"
    assert "One thing needs a look." in page.about.text()
    stand = labels(page)
    assert stand["A card, 12 GB"] == "Fine"
    assert stand["An old card, 2 GB"] == "Not used"
    assert stand["Drive with your projects"] == "Look"
    assert stand["No speech model is here yet"] == "Not used"
    assert f"{SAME[0].upper()}{SAME[1:]}. Used first." in details(page)
    assert "Its driver is 470. Renew it." in details(page)


def test_what_a_card_cannot_do_is_said_with_the_remedy_and_the_rest_of_it_is_used(shown):
    deaf = DeviceReport("A card", "cuda:0", 12 << 30, 0, (*CARD.trials, DEAF))
    page = shown(deaf, MAIN)
    assert labels(page)["A card, 12 GB"] == "Look"
    assert "Not used for listening: NVIDIA’s libraries are not here. Install them." in details(page)


def test_a_card_that_failed_since_is_told(shown):
    remember_check((CARD, MAIN), PARTS)
    remember_failure("cuda:0", Work.READING)
    page = shown()
    page._check = last_check()
    page._show()
    assert "It failed at reading since it was tested" in details(page)


def test_a_computer_on_which_nothing_works_is_not_called_ready(shown):
    page = shown(DeviceReport("Main processor", "cpu", trials=(Trial(Work.READING, 0.0, "It failed.", "Again."),)))
    assert page.heading.text() == "Deskhand cannot work on this computer"
    assert "Does not work" in labels(page).values()


def test_the_person_can_keep_to_the_main_processor_and_change_back(shown, qtbot):
    page = shown(CARD, MAIN)
    with qtbot.waitSignal(page.tested):
        press(page, "Use only the main one")
    assert Settings().get("work.processor") == "main"
    assert labels(page)["A card, 12 GB"] == "Not used"
    press(page, "Use as tested")
    assert Settings().get("work.processor") == "tested"
    assert labels(page)["A card, 12 GB"] == "Fine"


@pytest.mark.parametrize(
    ("words", "place"), [("Move projects…", "projects"), ("Network settings", "privacy")], ids=["drive", "network"]
)
def test_other_remedies_lead_to_their_settings(shown, qtbot, words, place):
    page = shown(MAIN)
    with qtbot.waitSignal(page.wanted) as led:
        press(page, words)
    assert led.args == [place]


def test_a_check_fills_the_rows_and_is_remembered(shown, qtbot):
    page = shown()
    assert page.heading.text() == "This computer has not been tested yet"
    with qtbot.waitSignal(page.tested, timeout=PATIENCE):
        page.test()
    assert page.rows[0].row.name.startswith("Main processor")
    assert last_check().devices
    assert last_check().parts
    assert page.again.text() == "Test again"


def test_a_check_that_is_stopped_leaves_what_was_known(shown, qtbot):
    page = shown(CARD, MAIN)
    page.test()
    assert page.rows == []
    with qtbot.waitSignal(page.tested, timeout=PATIENCE):
        page.test()  # a second press stops it
    assert "A card, 12 GB" in labels(page)
    assert last_check().devices == (CARD, MAIN)


def test_arrows_go_from_row_to_row_and_enter_takes_the_remedy(shown, qtbot):
    page = shown(CARD, MAIN)
    page.rows[1].setFocus()
    QTest.keyClick(page.rows[1], Qt.Key.Key_Up)
    assert page.focusWidget() is page.rows[0]
    QTest.keyClick(page.rows[0], Qt.Key.Key_Return)
    assert Settings().get("work.processor") == "main"


def test_a_screen_reader_hears_the_whole_row(shown):
    page = shown(CARD, MAIN)
    assert page.rows[0].accessibleName().startswith("A card, 12 GB, Fine. 61 messages a second.")


def test_copied_details_are_numbers_and_states_of_this_computer(shown):
    page = shown(CARD, MAIN)
    page.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert '"A card"' in copied
    assert '"torch"' in copied


@pytest.mark.parametrize("width", [1280, 960, 640])
def test_rows_fit_into_a_window_of_any_width(shown, qtbot, width):
    page = shown(CARD, MAIN)
    page.resize(width, 640)
    qtbot.wait(1)
    assert all(row.minimumSizeHint().width() <= width for row in page.rows)


def test_the_footer_says_which_processor_is_in_use(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_processor(remember_check((CARD, MAIN)))
    assert line.processor.text() == "A card, tested today"
    assert "Reads: A card" in line.processor.toolTip()
    remember_failure("cuda:0", Work.READING)
    line.show_processor(last_check())
    assert line.processor.text() == "Main processor, tested today"
    Settings().set("work.processor", "main")
    line.show_processor(last_check())
    assert line.processor.text() == "Main processor, as you chose"


def test_what_is_being_tested_stands_last(shown):
    page = shown()
    page._check = ComputerCheck("", (CARD,))
    page._show_doing("Main processor: reading messages")
    assert [row.row.words for row in page.rows] == ["Fine", "Testing"]
    assert page.rows[-1].row.detail == "Reading messages …"
