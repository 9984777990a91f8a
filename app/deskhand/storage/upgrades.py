"""One function per older version of the project's database, in order."""

import sqlite3
from collections.abc import Callable

VERSION = 1
# From version n to n + 1 stands at position n - 1. There is no older version yet.
UPGRADES: tuple[Callable[[sqlite3.Connection], None], ...] = ()


def upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Bring a database from ``version`` to ``VERSION``, each step in a transaction of its own."""
    for number, step in enumerate(UPGRADES[version - 1 :], start=version + 1):
        with connection:
            step(connection)
            connection.execute(f"PRAGMA user_version = {number}")
