"""The program's own files, as the house tests look at them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
PACKAGE = APP / "deskhand"
TESTS = ROOT / "tests"


def files(*folders: Path) -> list[Path]:
    """All Python files below ``folders`` (the program's, if none is named)."""
    return sorted(file for folder in folders or (APP,) for file in folder.rglob("*.py"))


def place(file: Path, line: int = 0) -> str:
    """Where that is, as an editor understands it."""
    return f"{file.relative_to(ROOT)}:{line}"


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def calls(name: str, *folders: Path) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of something called ``name``: ``name(…)`` or ``anything.name(…)``."""
    for file in files(*folders):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and called(node) == name:
                yield file, node


def called(call: ast.Call) -> str:
    """The last part of what is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def texts(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text in the code below ``node`` but docstrings, with its line."""
    docstrings = {id(part.value) for part in ast.walk(node) if isinstance(part, ast.Expr)}
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in docstrings:
            yield part.lineno, part.value
