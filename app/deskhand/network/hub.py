"""A hub, as Hugging Face's own library talks to it: which commit, which files, and the bytes of one."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx2
from huggingface_hub import HfApi, get_hf_file_metadata, get_session, hf_hub_url, set_client_factory
from huggingface_hub.errors import RemoteEntryNotFoundError
from huggingface_hub.utils import hf_raise_for_status  # type: ignore[attr-defined]

from deskhand.domain.problems import Problem, ProblemError
from deskhand.network.gate import DONE
from deskhand.network.meter import Meter
from deskhand.network.route import TIMEOUT, NotEncryptedError, client

_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_PATIENCE = 15.0  # seconds for an answer about a file; contents have ``TIMEOUT``


@dataclass(frozen=True, slots=True)
class Published:
    """A file as the hub has it: ``size`` in bytes (-1: it does not say), ``etag`` the SHA-256 of a large file, the blob
    of git of a small one, or something that only this hub knows."""

    path: str
    url: str
    size: int
    etag: str


class Hub:
    """``address`` as "https://huggingface.co"; ``key`` is the person's, "" for none. Raises ``ProblemError``.

    The library keeps one client for the whole process; it is ours until the ``with`` ends. It stays told that it is
    offline (``jobs/library_settings.py``): that counts for every client but one that was made for it, as ours is.
    """

    def __init__(self, address: str, key: str = "") -> None:
        self.address = checked_address(address)
        self.host = host_of(self.address)
        self.meter = Meter()
        self._key: str | bool = key or False  # never what other programs left on this computer
        self._api = HfApi(endpoint=self.address, token=self._key)
        set_client_factory(lambda: client(self.address, self.meter))

    def commit(self, model_id: str, revision: str = "") -> str:
        """The commit that ``revision`` stands for; "": the newest. Raises as the library, ``ValueError`` if what was
        said is no commit."""
        try:
            commit = self._api.model_info(model_id, revision=revision or "main", timeout=_PATIENCE).sha or ""
        except (KeyError, TypeError, AttributeError) as error:  # JSON, but not of a hub
            raise ValueError("not what a hub says") from error
        if not _COMMIT.fullmatch(commit):
            raise ValueError("not the name of a commit")
        return commit

    def look_up(self, model_id: str, commit: str, path: str) -> Published | None:
        """``None``: there is no such file. Raises as the library."""
        url = hf_hub_url(model_id, path, revision=commit, endpoint=self.address)
        try:
            told = get_hf_file_metadata(url, token=self._key, timeout=_PATIENCE, endpoint=self.address)
        except RemoteEntryNotFoundError:
            return None
        onward = urlsplit(told.location)
        if onward.scheme not in ("", "https"):
            raise NotEncryptedError(onward.hostname or "")
        return Published(path, url, -1 if told.size is None else told.size, told.etag or "")

    @contextmanager
    def contents(self, file: Published, start: int) -> Iterator[httpx2.Response]:
        """The answer that carries ``file`` from byte ``start`` on, or all of it. Raises as the library."""
        headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={start}-"} if start else {})}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        with get_session().stream("GET", file.url, headers=headers, timeout=TIMEOUT) as response:
            hf_raise_for_status(response)
            yield response

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        set_client_factory(_nobody)
        sys.audit(DONE)


def host_of(address: str) -> str:
    """The name of the computer in an address."""
    return urlsplit(address).hostname or ""


def checked_address(address: str) -> str:
    """The address without blanks and a last slash. Raises ``ProblemError`` if it is none, or not encrypted."""
    parts = urlsplit(address.strip().rstrip("/"))
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment:
        raise ProblemError(
            Problem(
                "The address of the model hub is not one",
                f"In the settings stands “{address}”. It must begin with https:// and name a computer.",
                "Nothing was fetched, and nobody was asked.",
                "Correct it under Settings › Privacy and network, or empty the field for https://huggingface.co.",
            )
        )
    return parts.geturl()


def _nobody() -> httpx2.Client:
    raise PermissionError("nobody asked for the network")
