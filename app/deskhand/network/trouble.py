"""What went wrong on the network, in words, with what the person can do."""

import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx2
from huggingface_hub.errors import (
    DisabledRepoError,
    GatedRepoError,
    HfHubHTTPError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from deskhand.domain.problems import Problem
from deskhand.network.patience import asked_to_wait
from deskhand.network.route import NotEncryptedError

_KEPT = "What has arrived is kept: the next time it goes on from there."
_OTHER_WAY = (
    "Or get the model's folder on another computer, bring it here on a stick, and add it:"
    " “Add from a folder…” on the page Models, or “deskhand models import”."
)
_ASK = "ask whoever looks after your network"


@dataclass(frozen=True, slots=True)
class _Case:
    """When it is this, the words for it. {host} and {seconds} are filled in."""

    is_this: Callable[[Exception], bool]
    title: str
    happened: str
    advice: str
    did: str = _KEPT


def problem_of(error: Exception, host: str) -> Problem:
    """``host`` is the hub. Details name the kind of error, never an address with signatures in it."""
    case = next(case for case in _CASES if case.is_this(error))
    at = error.host if isinstance(error, NotEncryptedError) else host
    seconds = f"{asked_to_wait(error):.0f}"
    happened, advice = (words.format(host=at, seconds=seconds) for words in (case.happened, case.advice))
    kinds = " < ".join(type(link).__name__ for link in _chain(error))
    return Problem(case.title, happened, case.did, advice, f"{at}: {_status(error) or ''} {kinds}".replace("  ", " "))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _status(error: Exception) -> int:
    return error.response.status_code if isinstance(error, HfHubHTTPError) else 0


def _is(*kinds: type[BaseException]) -> Callable[[Exception], bool]:
    return lambda error: isinstance(error, kinds)


def _within(*kinds: type[BaseException]) -> Callable[[Exception], bool]:
    return lambda error: any(isinstance(link, kinds) for link in _chain(error))


def _answered(*numbers: int) -> Callable[[Exception], bool]:
    return lambda error: _status(error) in numbers


def _gone(error: Exception) -> bool:
    return isinstance(error, RepositoryNotFoundError | RevisionNotFoundError) and _status(error) == 404


_CASES: tuple[_Case, ...] = (
    _Case(
        _is(NotEncryptedError),
        "The way to the model is not safe",
        "The hub sent Deskhand on to {host} without encryption. Deskhand did not go there.",
        f"If you use a mirror, check its address under Settings › Privacy and network, or {_ASK}. {_OTHER_WAY}",
    ),
    _Case(
        _within(ssl.SSLCertVerificationError),
        "The hub could not prove who it is",
        "The certificate of {host} is not one that this computer trusts. Companies that look into encrypted"
        " connections use a certificate of their own.",
        "Ask whoever looks after your computers to install the company's certificate in the system (on Linux, or point"
        f" SSL_CERT_FILE at it). {_OTHER_WAY}",
    ),
    _Case(
        _is(GatedRepoError),
        "The makers want to know who uses this model",
        "{host} gives this model only to people who have accepted its conditions there.",
        "Sign in to the hub in your browser, accept the conditions on the model's page, and put your key under"
        " Settings › Privacy and network. Or choose another model: most need no key.",
    ),
    _Case(
        _is(DisabledRepoError),
        "The hub no longer gives this model out",
        "{host} has closed access to it.",
        "Choose another model.",
    ),
    _Case(
        _gone,
        "The model is not at the hub",
        "{host} does not have this model, or no longer this version of it.",
        "If you use a mirror, check its address under Settings › Privacy and network. Else choose another model.",
    ),
    _Case(
        _answered(401),
        "The hub wants a key for this model",
        "{host} did not give it out: it has no such model for everybody, or the key that you gave no longer counts.",
        "Make a new key at the hub and put it under Settings › Privacy and network, or take the key out there:"
        " most models need none.",
    ),
    _Case(
        _answered(403),
        "The hub refused",
        "{host}, or something between you and it, does not let this computer have the model.",
        f"If this is a company's network, {_ASK} to allow {{host}}. {_OTHER_WAY}",
    ),
    _Case(
        _answered(429),
        "The hub has too much to do",
        "{host} asks to be left in peace for a while ({seconds} seconds; 0: it does not say how long).",
        "Wait that long, at least a few minutes, and press Get again.",
    ),
    _Case(
        _answered(500, 502, 503, 504, 408, 425),
        "The hub does not work at the moment",
        "{host} answered several times that something is wrong there.",
        "Try again in an hour. Nothing is wrong with this computer.",
    ),
    _Case(
        _is(httpx2.ProxyError),
        "The proxy did not let Deskhand through",
        "This computer reaches the network through a proxy. It refused, perhaps because it wants a name and a password,"
        " or it is of a kind that Deskhand does not speak (SOCKS).",
        f"{_ASK.capitalize()}: HTTPS_PROXY can hold the address of an HTTP proxy, with name and password. {_OTHER_WAY}",
    ),
    _Case(
        _within(socket.gaierror),
        "The hub could not be found",
        "The name {host} leads nowhere from here: this computer may not be connected, or it may need a proxy.",
        f"Check the connection. In a company's network, {_ASK} about a proxy. {_OTHER_WAY}",
    ),
    _Case(
        _is(httpx2.ConnectError, httpx2.ConnectTimeout),
        "The hub could not be reached",
        "{host} took no connection: this computer may not be connected, or something in between may be blocking it.",
        f"Check the connection. In a company's network, {_ASK} to allow {{host}}. {_OTHER_WAY}",
    ),
    _Case(
        _is(httpx2.TransportError),
        "The connection broke off",
        "Several times in a row nothing more came from {host}.",
        "Check the connection and press Get again.",
    ),
    _Case(
        lambda _: True,
        "The hub gave an answer that Deskhand does not understand",
        "What came from {host} is not what a model hub says. In a hotel or a café it may be a page to sign in.",
        "Open a page in your browser to see whether you are connected. If you use a mirror, check its address under"
        " Settings › Privacy and network.",
    ),
)
