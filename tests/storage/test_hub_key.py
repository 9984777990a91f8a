"""The key to a hub is kept by the key store of the system, or not at all."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from deskhand.domain.problems import ProblemError
from deskhand.storage import hub_key


class Store(KeyringBackend):
    """A key store as keyring knows them, in memory."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def store() -> Iterator[Store]:
    before, ours = keyring.get_keyring(), Store()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


def test_a_key_is_kept_for_its_hub_alone_and_forgotten(store: Store, home: Path) -> None:
    hub_key.keep("huggingface.co", "hf_secret")
    assert hub_key.read("huggingface.co") == "hf_secret"
    assert hub_key.read("mirror.example") == ""
    assert not [file for file in home.rglob("*") if file.is_file()]
    hub_key.keep("huggingface.co", "")
    hub_key.keep("huggingface.co", "")
    assert hub_key.read("huggingface.co") == ""
    assert not store.kept


@pytest.mark.parametrize("nonsense", ["two words", "line\nline", "schlüssel"])
def test_what_cannot_be_a_key_is_not_kept(nonsense: str, store: Store) -> None:
    with pytest.raises(ProblemError, match="not a key"):
        hub_key.keep("huggingface.co", nonsense)
    hub_key.keep("huggingface.co", " hf_secret\n")
    assert hub_key.read("huggingface.co") == "hf_secret"


def test_a_store_that_keeps_keys_in_a_plain_file_is_none(store: Store) -> None:
    store.priority = 0.5
    with pytest.raises(ProblemError, match="has no key store"):
        hub_key.keep("huggingface.co", "hf_secret")
    assert not store.kept
    assert hub_key.read("huggingface.co") == ""


def test_a_store_that_stays_locked_is_a_problem_in_words(store: Store) -> None:
    store.locked = True
    with pytest.raises(ProblemError, match="may be locked") as caught:
        hub_key.keep("huggingface.co", "hf_secret")
    assert "hf_secret" not in str(caught.value.problem) + caught.value.problem.details


def test_a_computer_without_a_key_store_says_so() -> None:
    from keyring.backends.fail import Keyring

    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    try:
        assert hub_key.read("huggingface.co") == ""
        with pytest.raises(ProblemError, match="has no key store"):
            hub_key.keep("huggingface.co", "hf_secret")
    finally:
        keyring.set_keyring(before)
