"""The person's key to a hub (its makers say "token"), in the key store of the system and nowhere else."""

from typing import Any

from deskhand.domain.problems import Problem, ProblemError

_SERVICE = "Deskhand"
_SAFE = 1.0  # keyring's own mark of a store that keeps what it is given encrypted


def read(host: str) -> str:
    """The key that is sent to ``host`` alone; "": none was given, or there is no key store."""
    from keyring.errors import KeyringError

    store = _store()
    try:
        return "" if store is None else store.get_password(_SERVICE, host) or ""
    except KeyringError:
        return ""


def keep(host: str, key: str) -> None:
    """Keep it for this host; "" forgets it.

    Raises ``ProblemError`` if there is no key store, it stays locked, or this cannot be a key.
    """
    from keyring.errors import KeyringError, PasswordDeleteError

    key = key.strip()
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise ProblemError(_NO_KEY)
    store = _store()
    if store is None:
        raise ProblemError(_NO_STORE)
    try:
        if key:
            store.set_password(_SERVICE, host, key)
        elif store.get_password(_SERVICE, host) is not None:
            store.delete_password(_SERVICE, host)
    except PasswordDeleteError:
        return  # it was gone already
    except KeyringError as error:
        raise ProblemError(_locked(error)) from error


def _store() -> Any:  # noqa: ANN401 - keyring's base class tells no types
    """The key store of the system. Ones that write keys into a plain file are passed over."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    store: Any = keyring.get_keyring()
    if isinstance(store, ChainerBackend):
        store = next(iter(store.backends), None)
    return store if store is not None and store.priority >= _SAFE else None


def _locked(error: Exception) -> Problem:
    return Problem(
        "The key was not kept",
        "The key store of this computer did not take it; it may be locked.",
        "The key was written nowhere else.",
        "Unlock the key store, often by signing in again, and give the key once more.",
        type(error).__name__,
    )


_NO_KEY = Problem(
    "This is not a key",
    "A key to a hub is one word of plain letters and digits, such as hf_…",
    "It was not kept, and sent to nobody.",
    "Copy it once more from the hub, where it is called “access token”, and give it without anything around it.",
)
_NO_STORE = Problem(
    "This computer has no key store",
    "Deskhand keeps the key to a hub only where the system keeps passwords, and found no such place.",
    "The key was written nowhere.",
    "Set up the key store: on Linux GNOME Keyring or KWallet. Most models need no key.",
)
