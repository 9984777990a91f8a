"""What is there is in the docs, and what is in the docs is there."""

import re
from importlib import import_module

import pytest

from deskhand.cli.main import ALL, ExitCode, make_parser
from house.source import PACKAGE, ROOT

README = ROOT / "README.md"
COMMANDS = {command.__name__.rpartition(".")[2]: command for command in ALL}


def test_every_package_is_on_the_map() -> None:
    text = (PACKAGE / "README.md").read_text(encoding="utf-8")
    packages = [folder.relative_to(PACKAGE) for folder in PACKAGE.rglob("*/") if (folder / "__init__.py").exists()]
    assert packages
    assert not [str(package) for package in packages if f"{package.as_posix()}/" not in text]


def test_what_the_map_names_is_there() -> None:
    text = (PACKAGE / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|sql|md|toml))`", text)
    assert named
    assert not [name for name in named if not (PACKAGE / name).exists() and not (ROOT / name).exists()]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_is_in_the_readme(name: str) -> None:
    assert COMMANDS[name].HELP
    assert COMMANDS[name].__doc__
    assert f"deskhand {name.replace('_', '-')}" in README.read_text(encoding="utf-8")


def test_every_option_of_every_command_has_help() -> None:
    (commands,) = (action for action in make_parser()._actions if action.choices)
    for parser in commands.choices.values():  # type: ignore[union-attr]
        assert not [action.dest for action in parser._actions if not action.help]


def test_every_exit_code_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert not [code for code in ExitCode if f"| {code.value} |" not in text]


def test_every_setting_has_help() -> None:
    settings = import_module("deskhand.storage.settings").SETTINGS
    assert len({setting.key for setting in settings}) == len(settings)
    assert not [setting.key for setting in settings if not setting.help or not setting.name]


def test_every_request_has_a_job_and_a_rehearsal() -> None:
    from deskhand import jobs
    from deskhand.domain.jobs import REQUESTS
    from deskhand.worker.canned import ANSWERS

    assert {kind.request for kind in jobs.ALL} == set(REQUESTS) == set(ANSWERS)
    for kind in jobs.ALL:
        assert callable(kind.load())


def test_the_readme_begins_with_the_two_commands() -> None:
    beginning = README.read_text(encoding="utf-8")[:1500]
    assert "python3 app" in beginning
    assert "python3 tests" in README.read_text(encoding="utf-8")
