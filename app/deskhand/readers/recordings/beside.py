"""What files that lie beside recordings tell of them: a list of calls, or a note a call."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from deskhand.domain.problems import ProblemError
from deskhand.readers.file_names import shown
from deskhand.readers.recordings import call_log
from deskhand.readers.recordings.call_names import Told
from deskhand.readers.recordings.moments import as_iso

_MOST_LOGS = 3
_LARGEST_LOG = 30 << 20  # bytes
_LARGEST_NOTE = 1 << 16  # bytes; a note has a few hundred
_LINE = re.compile(r"^(\w+)\s*=\s*(.*?)\s*$", re.MULTILINE)
_CALLER = re.compile(r'"?(?P<name>[^"<]*?)"?\s*(?:<(?P<number>[^>]*)>)?')


class Beside:
    """The other files of one folder. Those that cannot be read cost nothing but a line of ``notes``."""

    def __init__(self, files: Sequence[Path], recordings: Collection[str]) -> None:
        """``files`` may lie beside the files called ``recordings``."""
        self.notes: tuple[str, ...] = ()
        self._told: dict[str, Told] = {}
        self._notes = {file.stem: file for file in files if file.suffix.lower() == ".txt"}
        logs = [file for file in files if file.suffix.lower() in call_log.ENDINGS]
        wanted = {name.casefold() for name in recordings}
        for file in logs[:_MOST_LOGS] if wanted else ():
            self._read_log(file, wanted)

    def told_of(self, recording: str) -> Told:
        """A list of calls wins over a note."""
        note = self._notes.get(Path(recording).stem)
        told = self._told.get(recording.casefold(), Told())
        return told.or_else(_note(note)) if note else told

    def _read_log(self, file: Path, wanted: set[str]) -> None:
        try:
            found = call_log.read(file, wanted) if file.stat().st_size <= _LARGEST_LOG else {}
        except (ProblemError, OSError):
            self.notes += (f"{shown(file).name} lies beside the recordings but could not be read; it was passed over.",)
            return
        if found:
            self.notes += (f"Times and callers were taken from {shown(file).name}.",)
            self._told = found | self._told


def _note(path: Path) -> Told:
    """Asterisk lays ``msg0001.txt`` beside ``msg0001.wav``: ``origtime`` (since 1970), ``callerid`` ("Jane" <0770>)."""
    try:
        with path.open("rb") as file:
            fields = dict(_LINE.findall(file.read(_LARGEST_NOTE).decode("utf-8", "replace")))
    except OSError:
        return Told()
    origin = fields.get("origtime", "")
    received = as_iso({"unix": origin}) if re.fullmatch(r"1\d{9}", origin) else ""
    caller = _CALLER.fullmatch(fields.get("callerid", ""))
    return Told(received, (caller["number"] or caller["name"]).strip() if caller else "")
