"""Files and functions stay small enough to be read."""

import ast
from pathlib import Path

from house.source import APP, TESTS, files, place, tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    long = {place(file): lines for file in files(APP, TESTS) if (lines := line_count(file)) > LONGEST_FILE}
    assert not long


def test_no_function_is_longer_than_forty_lines() -> None:
    long = {
        place(file, node.lineno): node.name
        for file in files(APP, TESTS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert not long


def line_count(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())
