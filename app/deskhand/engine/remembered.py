"""Small facts about this computer that took time to find out: checked files, measured speeds."""

import json
from pathlib import Path

from deskhand.storage.atomic import write_whole


class Remembered:
    """A JSON file of names and texts. A missing or damaged file only means finding out again."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def get(self, name: str) -> str:
        """The text under ``name``, ``""`` if there is none."""
        return self._all().get(name, "")

    def put(self, name: str, text: str) -> None:
        facts = self._all() | {name: text}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with write_whole(self._file) as temporary:
            temporary.write_text(json.dumps(facts, indent=1), encoding="utf-8")

    def _all(self) -> dict[str, str]:
        try:
            facts = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(name): str(text) for name, text in facts.items()} if isinstance(facts, dict) else {}
