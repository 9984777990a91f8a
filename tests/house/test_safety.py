"""What must never happen, whoever writes the next page."""

import ast
import re
from pathlib import Path

import pytest

from house.source import PACKAGE, calls, files, place, tree

PICKLES = {"pickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"}
NETWORK = {
    *("socket", "ssl", "http.client", "urllib.request", "requests", "httpx", "httpx2", "aiohttp", "huggingface_hub"),
    *("truststore", "PySide6.QtNetwork"),
}
BANNED_CALLS = {
    "torch.load": "models are read from safetensors alone",
    "shutil.move": "it overwrites without a word",
    "pickle.load": "it runs what is in the file",
    "joblib.load": "it runs what is in the file",
}


def keywords(call: ast.Call) -> dict[str, object]:
    return {part.arg: part.value.value for part in call.keywords if part.arg and isinstance(part.value, ast.Constant)}


WITHOUT_WEIGHTS = ("AutoConfig.", "AutoFeatureExtractor.", "AutoImageProcessor.")  # read settings only


def test_a_model_is_read_as_safetensors_and_brings_no_code() -> None:
    loading = list(calls("from_pretrained"))
    assert not [
        place(file, call.lineno) for file, call in loading if keywords(call).get("trust_remote_code") is not False
    ]
    assert not [
        place(file, call.lineno)
        for file, call in loading
        if not ast.unparse(call.func).startswith(WITHOUT_WEIGHTS) and keywords(call).get("use_safetensors") is not True
    ]


@pytest.mark.parametrize("call", BANNED_CALLS)
def test_dangerous_calls_are_nowhere(call: str) -> None:
    pattern = re.compile(rf"\b{re.escape(call)}\(")
    assert not [place(file) for file in files() if pattern.search(file.read_text(encoding="utf-8"))], BANNED_CALLS[call]


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def imports_of(names: set[str]) -> list[Path]:
    """The program's files that import one of these, or a part of one."""
    return [
        file
        for file in files()
        for node in ast.walk(tree(file))
        for name in imported(node)
        if name in names or name.partition(".")[0] in names
    ]


def test_no_pickles_are_imported() -> None:
    assert not [place(file) for file in imports_of(PICKLES)]


def test_only_the_room_of_the_network_imports_what_opens_connections() -> None:
    assert {file.parent for file in imports_of(NETWORK)} == {PACKAGE / "network"}


def test_the_window_shows_no_text_as_html() -> None:
    """A file called ``<img src=…>`` must not be looked up on the network."""
    for name in ("setHtml", "insertHtml", "setMarkdown", "toHtml", "RichText", "AutoText"):
        assert not [place(file, call.lineno) for file, call in calls(name, PACKAGE / "gui")], name


@pytest.mark.parametrize("word", ["processEvents", "QThread"])
def test_the_window_neither_hides_work_nor_puts_it_in_threads(word: str) -> None:
    """Work is done by workers, which can be killed; a thread cannot."""
    assert not [place(file) for file in files(PACKAGE / "gui") if word in file.read_text(encoding="utf-8")]


def test_nothing_is_swallowed() -> None:
    """A bare ``except`` that only passes hides the next fault from everyone."""
    assert not [
        place(file, node.lineno)
        for file in files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
        and all(isinstance(part, ast.Pass) for part in node.body)
    ]
