"""Files of Deskhand's own beside the projects: written whole, read with patience."""

import os
import stat
from pathlib import Path

import pytest

from deskhand.domain.problems import ProblemError
from deskhand.storage import places
from deskhand.storage.atomic import write_whole
from deskhand.storage.recent import KEPT, forget, recent_projects, remember
from deskhand.storage.settings import SETTINGS, Settings
from storage.projects import make

# --- written whole ----------------------------------------------------------------------------------------------------


def test_a_file_is_replaced_only_when_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.write_text("old")
    with write_whole(target) as temporary:
        temporary.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    with pytest.raises(ZeroDivisionError), write_whole(target) as temporary:
        temporary.write_text(str(1 / 0))
    assert target.read_text() == "new"
    assert not list(tmp_path.glob(".deskhand-*"))


@pytest.mark.skipif(os.name != "posix", reason="permissions")
def test_a_file_may_be_read_by_whom_it_was_before(tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.touch()
    target.chmod(0o640)
    with write_whole(target) as temporary:
        temporary.write_text("new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_write_protected_file_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.write_text("old")
    target.chmod(0o444)
    with pytest.raises(ProblemError, match="may not be written"), write_whole(target) as temporary:
        temporary.write_text("new")
    assert target.read_text() == "old"


def test_a_folder_that_is_gone_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="folder is not there"), write_whole(tmp_path / "gone" / "target.txt"):
        pass


# --- settings ---------------------------------------------------------------------------------------------------------


def test_every_setting_has_a_name_help_and_a_default_that_fits() -> None:
    settings = Settings()
    for setting in SETTINGS:
        assert setting.name
        assert setting.help
        settings.set(setting.key, setting.default)


def test_a_setting_is_kept_and_goes_back_to_how_it_came() -> None:
    Settings().set("look.theme", "dark")
    assert Settings().get("look.theme") == "dark"
    assert Settings().reset() == {"look.theme": "dark"}
    assert Settings().get("look.theme") == "system"


@pytest.mark.parametrize(
    ("key", "value"), [("look.theme", "purple"), ("look.text_size", 900), ("look.movement", "yes")]
)
def test_a_value_that_does_not_fit_is_refused(key: str, value: object) -> None:
    settings = Settings()
    with pytest.raises(ValueError, match=key):
        settings.set(key, value)
    assert not places.settings_file().exists()


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", '{"look.theme": "purple", "nothing": 1, "look.text_size": 150}'])
def test_what_is_wrong_in_the_file_is_passed_over(text: str) -> None:
    places.settings_file().write_text(text)
    assert Settings().get("look.theme") == "system"
    assert Settings().get("look.text_size") == (150 if "150" in text else 100)


# --- recent projects --------------------------------------------------------------------------------------------------


def test_recent_projects_come_newest_first_and_say_whether_they_are_there(tmp_path: Path) -> None:
    make(tmp_path / "one").close()
    for name in ("one", "gone", "one"):
        remember(tmp_path / name, name.title(), "tickets", 4, "38 wait for you")
    assert [(row.name, row.step, row.here) for row in recent_projects()] == [("One", 4, True), ("Gone", 4, False)]
    forget(tmp_path / "gone")
    assert [row.name for row in recent_projects()] == ["One"]


def test_the_list_of_recent_projects_stays_short_and_may_be_unreadable(home: Path) -> None:
    for number in range(KEPT + 5):
        remember(home / str(number), str(number), "tickets", 1)
    assert len(recent_projects()) == KEPT
    (home / "recent.json").write_text("{")
    assert recent_projects() == []


# --- places -----------------------------------------------------------------------------------------------------------


def test_everything_lives_in_the_home_that_was_told(home: Path) -> None:
    told = (places.projects_folder(), places.logs_folder(), places.settings_file())
    assert all(place.is_relative_to(home) for place in told)
    assert places.resources().is_dir()
