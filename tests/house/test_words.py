"""One word for one thing, and plain words on the screen."""

import re
from pathlib import Path

import pytest

from house.source import PACKAGE, TESTS, files, place, texts, tree

NO_SUBJECT = {"utils", "misc", "common", "helpers", "manager", "core", "base", "util", "helper", "shared", "lib"}
# From the glossary and screens.md. "sample project" and "Try with a sample" are the one sense that people know.
NEVER_ON_SCREEN = (
    "epoch", "tensor", "cuda", "embedding", "logit", "token", "batch", "inference", "class", "classes", "classifier",
    "tag", "record", "sample", "output", "dataset", "hyperparameter",
)  # fmt: skip
MEANT = re.compile(
    r"with a sample|sample project|(practice|calls|papers|photos|sounds), sample|"
    r"(the|a|its) samples?\b|samples are",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(rf"\b({'|'.join(NEVER_ON_SCREEN)})s?\b", re.IGNORECASE)
"""A text is taken for words on the screen if it has a blank in it and is no style sheet, path, query or pattern."""


def test_every_module_is_called_after_its_subject() -> None:
    assert not [place(file) for file in files() if file.stem in NO_SUBJECT]
    assert not [place(folder) for folder in PACKAGE.rglob("*/") if folder.name in NO_SUBJECT]


def is_for_people(text: str) -> bool:
    return " " in text.strip() and not re.search(r"[{}<>\[\]]|::|SELECT |==|--", text) and text.strip()[0].isupper()


def test_the_window_uses_plain_words() -> None:
    found = [
        (place(file, line), text)
        for file in files(PACKAGE / "gui")
        for line, text in texts(tree(file))
        if is_for_people(text) and FORBIDDEN.search(MEANT.sub("", text))
    ]
    assert not found


def test_tests_are_true_sentences_about_the_product() -> None:
    short = [
        (place(file), match)
        for file in files(TESTS)
        for match in re.findall(r"^def test_(\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        if match.count("_") < 2
    ]
    assert not short


@pytest.mark.parametrize("text", ["Reading a batch of rows", "It has 12 classes"])
def test_a_word_of_the_trade_is_noticed(text: str) -> None:
    assert is_for_people(text)
    assert FORBIDDEN.search(text)


def test_no_text_of_this_machine_is_in_the_tree() -> None:
    texts_of = [file for file in files() if "/root/" in file.read_text(encoding="utf-8")]
    assert not [place(Path(file)) for file in texts_of]
