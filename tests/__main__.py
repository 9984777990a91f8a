"""`python3 tests`: runs the tests, headless. Arguments go to pytest."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path.insert(0, str(TESTS.parent / "app"))

from environment import hand_over  # noqa: E402  its folder had to be made known first

ALL = ["--numprocesses=2", "--dist=loadfile", str(TESTS)]
hand_over("pytest", ["--rootdir", str(TESTS.parent), *(sys.argv[1:] or ALL)], extra="dev")
