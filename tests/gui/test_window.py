"""The frame: what it looks like at its smallest, its keys, its names, what it does with projects."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from deskhand.gui import theme
from deskhand.gui.job_kinds import fitting
from deskhand.gui.window import Window
from deskhand.storage.project import Project
from deskhand.storage.recent import recent_projects
from deskhand.storage.settings import Settings

from .desk import make_project

HEAVY = ("torch", "transformers", "sklearn", "scipy", "pandas", "numpy", "openpyxl", "xlsxwriter", "python_calamine")


@pytest.fixture
def window(qapp, qtbot):
    settings = Settings()
    theme.apply(qapp, settings)
    window = Window(settings)
    window.resize(960, 640)
    window.show()
    yield window
    window.close()


def shown(window: Window) -> QWidget:
    return window.stack.currentWidget()


def controls_of(widget: QWidget) -> list[QWidget]:
    """What Tab can reach, of our own: parts that Qt makes inside its widgets are left out."""
    found = []
    for child in widget.findChildren(QWidget):
        by_tab = child.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if by_tab and child.isVisibleTo(widget) and not child.objectName().startswith("qt_"):
            found.append(child)
    return found


def name_of(widget: QWidget) -> str:
    """What a screen reader says."""
    own = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    around = widget.parentWidget()
    return own or (around.accessibleName() if isinstance(widget, QLineEdit) and around is not None else "")


def test_starting_the_window_loads_no_heavy_library():
    told = "import sys; import deskhand.gui.main; print([name for name in sys.argv[1:] if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told, *HEAVY], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_window_is_painted_before_any_worker_is_started(window):
    assert window.isVisible()
    assert all(worker.process_id == 0 for worker in window._workers.values())


@pytest.mark.parametrize("wanted", ["show_settings", "show_about", "show_privacy", "show_help", "show_keys"])
def test_pages_beside_a_project_fit_the_smallest_window_and_lead_back(window, wanted):
    getattr(window.commands, wanted)()
    assert window.size().toTuple() == (960, 640)
    assert window.minimumSizeHint().width() <= 960
    page = window.beside.page
    assert page is not None
    page.close_button.click()
    assert shown(window) is window.home_page
    assert window.beside.page is None


def test_every_control_of_home_and_settings_has_a_name(window):
    commands = window.commands
    for open_page in (lambda: None, commands.show_settings, commands.show_about, commands.show_keys):
        open_page()
        nameless = [control for control in controls_of(shown(window)) if not name_of(control)]
        assert not nameless, nameless


@pytest.mark.parametrize("page", ["choose", "teach", "learning", "report", "run", "check", "use"])
def test_every_page_of_a_project_fits_the_smallest_window_and_names_its_controls(window, tmp_path, page):
    make_project(tmp_path / "inbox").close()
    window.door.open(tmp_path / "inbox")
    window.pages.go(page)
    assert window.minimumSizeHint().width() <= 960
    assert window.minimumSizeHint().height() <= 640
    assert [control for control in controls_of(window) if not name_of(control)] == []


def test_tab_goes_round_the_window_and_comes_back(window, qtbot):
    window.activateWindow()
    seen = []
    for _ in range(60):
        window.focusNextChild()
        focused = QApplication.focusWidget() or window.focusWidget()
        if focused in seen[:1]:
            break
        seen.append(focused)
    assert len(seen) < 60
    assert window.home_page.cards.cards["tickets"] in seen
    assert window.home_page.cards.cards["voicemails"].try_sample in seen


def test_all_words_are_plain_text(window):
    window.commands.show_settings()
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in window.findChildren(QLabel) if label.text())


def test_a_dropped_file_begins_a_project_of_its_name(window, tmp_path):
    table = tmp_path / "Calls in May.csv"
    table.write_text("Message,Type\nHello,Billing\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table))])
    mouse, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(200, 500), Qt.DropAction.CopyAction, data, mouse, keys)
    assert window.drops.eventFilter(window, drop)  # Qt sends drops only while the platform is dragging
    assert window.opened is not None
    assert window.opened.project.name == "Calls in May"


def test_an_open_project_shows_its_name_and_its_steps(window, tmp_path):
    make_project(tmp_path / "inbox").close()
    window.door.open(tmp_path / "inbox")
    assert window.header.name.text() == "Inbox"
    assert [window.header.steps.isTabEnabled(step) for step in range(5)] == [True, True, True, False, False]
    assert window.header.steps.tabToolTip(3)
    assert window.header.steps.accessibleTabName(0) == "Step 1 of 5, Choose, done, current"


def test_going_home_closes_the_project_and_remembers_it(window, tmp_path):
    make_project(tmp_path / "inbox").close()
    window.door.open(tmp_path / "inbox")
    window.show_home()
    assert window.opened is None
    assert [recent.name for recent in recent_projects()] == ["Inbox"]
    Project.open(tmp_path / "inbox").close()  # nobody holds it any more


def test_a_project_that_is_open_elsewhere_is_said_kindly_on_home(window, tmp_path):
    held = make_project(tmp_path / "inbox")
    window.door.open(tmp_path / "inbox")
    assert shown(window) is window.home_page
    assert window.home_page.problem.isVisible()
    held.close()


def test_a_damaged_project_is_brought_back_from_its_last_good_copy(window, tmp_path):
    from deskhand.storage import backups

    folder = tmp_path / "inbox"
    make_project(folder).close()
    backups.make(folder / "project.db")
    (folder / "project.db").write_bytes(b"this is no database" * 500)
    window.door.open(folder)
    buttons = [button for button in window.home_page.problem.findChildren(QAbstractButton) if "copy" in button.text()]
    buttons[-1].click()
    assert window.opened is not None
    assert window.opened.project.items.count() == 30


def test_settings_act_at_once_and_can_be_put_back(window):
    window.commands.show_settings()
    window.settings.set("look.theme", "dark")
    window.apply_theme()
    assert theme.current().dark
    page = window.beside.page
    page.reset.click()
    assert window.settings.get("look.theme") == "system"
    assert page.reset.text() == "Undo"
    page.reset.click()
    assert window.settings.get("look.theme") == "dark"


def test_about_names_the_parts_and_their_licences(window, qtbot):
    window.commands.show_about()
    told = next(field for field in window.beside.page.findChildren(QPlainTextEdit) if field.isReadOnly())
    qtbot.waitUntil(lambda: "PySide6" in told.toPlainText(), timeout=20_000)
    assert "Lucide" in told.toPlainText()
    assert "MiniLM" in told.toPlainText()


def test_where_the_window_stood_is_remembered(qapp, window, home: Path):
    window.resize(960, 700)
    window.close()
    again = Window(Settings())
    assert again.size().toTuple() == (960, 700)
    again.close()


def test_larger_text_reaches_the_header_and_the_pages_at_once(window, tmp_path):
    make_project(tmp_path / "inbox").close()
    window.door.open(tmp_path / "inbox")
    before, page = window.header.height(), window.pages.page
    window.commands.show_settings()
    window.settings.set("look.text_size", 150)
    window.apply_theme()
    window.beside.page.close_button.click()
    assert window.header.height() > before
    assert window.pages.page is not page
    assert type(window.pages.page).__name__ == "ChoosePage"
    assert window.header.name.font().pixelSize() == theme.current().font("title").pixelSize()


def drop(window: Window, *paths: Path) -> None:
    window._on_dropped([str(path) for path in paths])


def filled(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        (folder / name).touch()
    return folder


def test_recordings_are_put_into_words_or_sorted_by_sound_as_the_person_says(window, tmp_path):
    drop(window, filled(tmp_path / "Calls in May", "one.wav", "two.mp3", "notes.txt"))
    assert window.opened is None
    assert window.home_page.question.isVisible()
    window.home_page.cards.cards["voicemails"].click()
    assert (window.opened.project.job, window.opened.project.name) == ("voicemails", "Calls in May")
    window.show_home()
    (tmp_path / "one call.m4a").touch()
    drop(window, tmp_path / "one call.m4a")
    window.home_page.cards.cards["sounds"].click()
    assert (window.opened.project.job, window.opened.project.name) == ("sounds", "one call")


def test_what_is_in_a_folder_says_which_jobs_can_begin_with_it(tmp_path):
    papers = filled(tmp_path / "papers", *(f"{number}.pdf" for number in range(9)), "seal.jpg", "memo.m4a")
    photos = filled(tmp_path / "photos", "one.jpg", "two.heic")
    table = tmp_path / "inbox.xlsx"
    table.touch()
    told = [[job.name for job in fitting([str(path)])] for path in (papers, photos, table, papers / "0.pdf")]
    assert told == [["documents"], ["documents", "photos"], ["tickets"], ["documents"]]
    empty = [job.name for job in fitting([str(filled(tmp_path / "empty"))])]
    assert empty == ["voicemails", "documents", "photos", "sounds"]
    assert [job.name for job in fitting([str(table), str(papers / "0.pdf")])] == ["tickets", "documents"]


def test_where_two_jobs_fit_the_person_says_which(window, tmp_path):
    for name in ("calls.xlsx", "one.wav"):
        (tmp_path / name).touch()
    drop(window, tmp_path / "calls.xlsx", tmp_path / "one.wav")
    home = window.home_page
    assert window.opened is None
    assert home.question.isVisible()
    home.cards.cards["voicemails"].click()
    assert window.opened.project.job == "voicemails"


def test_what_no_job_reads_is_said_on_home_and_begins_nothing(window, tmp_path):
    (tmp_path / "engine.dwg").touch()
    assert "no job" in window._would_do([str(tmp_path / "engine.dwg")])
    drop(window, tmp_path / "engine.dwg")
    assert window.opened is None
    assert window.home_page.problem.isVisible()


def test_a_project_takes_only_what_it_reads(window, tmp_path):
    make_project(tmp_path / "inbox").close()
    window.door.open(tmp_path / "inbox")
    page = window.pages.page
    assert window._would_do([str(tmp_path)]) == "This project reads a workbook"
    drop(window, tmp_path)
    assert window.pages.page is page
    assert window.opened.project.sources.all()[0].path.endswith("inbox.xlsx")


def test_arrows_move_among_the_cards_and_s_begins_a_sample(window, qtbot):
    cards = window.home_page.cards.cards
    window.activateWindow()
    cards["tickets"].setFocus()
    QTest.keyClick(cards["tickets"], Qt.Key.Key_Right)
    assert cards["voicemails"].hasFocus()
    with qtbot.waitSignal(window.home_page.begin_sample) as began:
        QTest.keyClick(cards["voicemails"], Qt.Key.Key_S)
    assert began.args == ["voicemails"]
