"""One function per older version of the project's database, in order."""

import sqlite3
from collections.abc import Callable, Sequence

from deskhand.storage.connection import transaction

Upgrade = Callable[[sqlite3.Connection], None]
# From version n to n + 1 stands at position n - 1. There is no older version yet.
UPGRADES: tuple[Upgrade, ...] = ()
VERSION = len(UPGRADES) + 1


def upgrade(connection: sqlite3.Connection, version: int, upgrades: Sequence[Upgrade] = UPGRADES) -> None:
    """Bring a database from ``version`` to the newest, each step in a transaction of its own."""
    for number, step in enumerate(upgrades[version - 1 :], start=version + 1):
        with transaction(connection):
            step(connection)
            connection.execute(f"PRAGMA user_version = {number}")
