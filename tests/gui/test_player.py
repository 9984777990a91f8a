"""Playing a recording, with Qt's own player."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from deskhand.gui.player import Player


def test_a_recording_that_is_paused_while_it_opens_keeps_its_place(qtbot: QtBot, data: Path) -> None:
    player, places = Player(), list[float]()
    player.moved.connect(places.append)
    player.open(next((data / "voicemails").glob("vm*.wav")))
    player.play_from(2.0)
    player.pause()
    QTest.qWait(1500)
    assert not player.plays
    assert player.position == pytest.approx(2.0, abs=0.1)
    player.toggle()
    qtbot.waitUntil(lambda: player.plays and places[-1] > 2.2, timeout=8000)
    assert min(places) >= 1.9
    player.open(None)


def test_a_recording_plays_from_a_place(qtbot: QtBot, data: Path) -> None:
    player, places = Player(), list[float]()
    player.moved.connect(places.append)
    player.open(next((data / "voicemails").glob("vm*.wav")))
    player.play_from(2.0)
    qtbot.waitUntil(lambda: player.plays and len(places) > 3 and places[-1] > 2.2, timeout=8000)
    assert min(places) >= 1.9
    player.open(None)
