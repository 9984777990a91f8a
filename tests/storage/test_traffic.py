"""What went over the network is counted for good, by host and purpose."""

import subprocess
import sys
from pathlib import Path

from deskhand.storage import traffic

ADD = "from deskhand.storage import traffic\nfor _ in range(20): traffic.add('hub', 'to get a model', 1, 10)"


def test_what_moved_is_added_up_by_host_and_purpose(home: Path) -> None:
    assert traffic.totals() == ()
    traffic.add("hub", "to get a model", 5, 100)
    traffic.add("hub", "to get a model", 5, 100)
    traffic.add("hub", "to get another", 1, 1)
    found = {moved.purpose: (moved.sent, moved.received) for moved in traffic.totals()}
    assert found == {"to get a model": (10, 200), "to get another": (1, 1)}


def test_two_processes_lose_nothing_of_each_other(home: Path) -> None:
    both = [subprocess.Popen([sys.executable, "-c", ADD]) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    (moved,) = traffic.totals()
    assert (moved.sent, moved.received) == (40, 400)


def test_a_file_that_cannot_be_read_means_nothing_moved(home: Path) -> None:
    (home / "network.json").write_text("{")
    assert traffic.totals() == ()
    traffic.add("hub", "to get a model", 5, 100)
    assert len(traffic.totals()) == 1
