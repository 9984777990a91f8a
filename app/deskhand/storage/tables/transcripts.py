"""What was heard in recordings, and what people corrected in it."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from deskhand.domain.acts import CallsChecked, PassageCorrected, SaidCorrected, TranscriptPutBack
from deskhand.domain.jobs import PartHeard, Transcribed
from deskhand.domain.recordings import CallState, HeardPart, Passage, Said, SaidKind, Transcript, sure_of
from deskhand.storage.codec import from_json, to_json
from deskhand.storage.tables.recordings import show

_HERE = "items.source_id IN (SELECT id FROM sources WHERE NOT removed)"
_JOINED = "transcripts JOIN items ON items.id = transcripts.item_id"


class Transcripts:
    """Reads ``transcripts`` and ``parts_heard``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, item_id: int) -> Transcript | None:
        """What was heard in a recording, as corrected; ``None``: nobody has listened yet."""
        return self.many([item_id]).get(item_id)

    def many(self, item_ids: Sequence[int]) -> dict[int, Transcript]:
        """The transcripts of these recordings, by item."""
        rows = self._connection.execute(
            "SELECT item_id, transcript FROM transcripts WHERE item_id IN (SELECT value FROM json_each(?))",
            (to_json(list(item_ids)),),
        )
        return {item_id: from_json(text, Transcript) for item_id, text in rows}

    def same(self, run_id: int, digest: str) -> Transcript | None:
        """What this run heard in a file with the same content."""
        row = self._connection.execute(
            "SELECT transcript FROM transcripts WHERE digest = ? AND run_id = ? AND NOT corrected LIMIT 1",
            (digest, run_id),
        ).fetchone()
        return None if row is None else from_json(row[0], Transcript)

    def run_of(self, item_id: int) -> int | None:
        """The run that listened to a recording last, or could not read it; ``None``: none has tried."""
        row = self._connection.execute(
            "SELECT max(run_id) FROM (SELECT run_id FROM transcripts WHERE item_id = :item"
            " UNION SELECT run_id FROM failures WHERE item_id = :item)",
            {"item": item_id},
        ).fetchone()
        return None if row[0] is None else int(row[0])

    def parts(self, run_id: int, item_id: int) -> dict[int, HeardPart]:
        """What a run has heard so far of a recording that it has not finished, by part."""
        rows = self._connection.execute(
            "SELECT part, heard FROM parts_heard WHERE run_id = ? AND item_id = ?", (run_id, item_id)
        )
        return {part: from_json(heard, HeardPart) for part, heard in rows}

    def counts(self, source_id: int | None = None) -> dict[CallState, int]:
        """How many recordings that were listened to there are of each state."""
        source = "" if source_id is None else f" AND items.source_id = {int(source_id)}"
        rows = self._connection.execute(f"SELECT state, count(*) FROM {_JOINED} WHERE {_HERE}{source} GROUP BY state")
        return {CallState(state): count for state, count in rows}

    def waiting(self) -> int:
        """How many calls a person should listen to."""
        row = self._connection.execute(
            f"SELECT count(*) FROM {_JOINED} WHERE {_HERE} AND doubtful AND NOT checked"
        ).fetchone()
        return int(row[0])

    def seconds(self, source_id: int | None = None) -> float:
        """How long everything is that was listened to."""
        source = "" if source_id is None else f" AND items.source_id = {int(source_id)}"
        row = self._connection.execute(f"SELECT total(seconds) FROM {_JOINED} WHERE {_HERE}{source}").fetchone()
        return float(row[0])

    def seconds_of_run(self, run_id: int) -> float:
        """How long everything is that one run has listened to."""
        row = self._connection.execute("SELECT total(seconds) FROM transcripts WHERE run_id = ?", (run_id,)).fetchone()
        return float(row[0])

    def looked_at(self, count: int = 500) -> list[Passage]:
        """The passages of the latest ``count`` calls that a person corrected or was done with."""
        rows = self._connection.execute(
            "SELECT transcript FROM transcripts WHERE corrected OR checked ORDER BY item_id DESC LIMIT ?", (count,)
        )
        return [passage for row in rows for passage in from_json(row[0], Transcript).passages]

    def vouched(self) -> list[int]:
        """The recordings whose words a person corrected, or was done with; of equal files one."""
        rows = self._connection.execute(
            f"SELECT min(item_id) FROM {_JOINED} WHERE {_HERE} AND (corrected OR checked) GROUP BY digest ORDER BY 1"
        )
        return [item_id for (item_id,) in rows]

    def corrected(self) -> int:
        """How many recordings a person corrected."""
        row = self._connection.execute(f"SELECT count(*) FROM {_JOINED} WHERE {_HERE} AND corrected").fetchone()
        return int(row[0])

    def is_checked(self, item_id: int) -> bool:
        """Whether the person is done with a recording."""
        row = self._connection.execute("SELECT checked FROM transcripts WHERE item_id = ?", (item_id,)).fetchone()
        return bool(row and row[0])


def doubtful(transcript: Transcript) -> int:
    """How many passages and numbers of a transcript a person should hear; none once they wrote the number."""
    passages = sum(bool(passage.doubts) and passage.heard is None for passage in transcript.passages)
    numbers = [one for one in transcript.said if one.kind is SaidKind.CALL_BACK]
    written = any(one.corrected for one in numbers)
    return passages + (0 if written else sum(not one.agreed for one in numbers))


def record_part(connection: sqlite3.Connection, event: PartHeard) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO parts_heard (run_id, item_id, part, heard) VALUES (?, ?, ?, ?)",
        (event.run_id, event.item_id, event.part, to_json(event.heard)),
    )


def record_transcribed(connection: sqlite3.Connection, event: Transcribed) -> None:
    """What a person corrected before is replaced: they asked for this recording to be heard anew."""
    counted = connection.execute(
        "SELECT count(*) FROM transcripts WHERE item_id = ? AND run_id = ?", (event.item_id, event.run_id)
    ).fetchone()[0]
    _keep(connection, event.item_id, event.transcript, run_id=event.run_id, digest=event.digest)
    connection.execute(
        "UPDATE recordings SET received = iif(received = '', ?, received), caller = iif(caller = '', ?, caller)"
        " WHERE item_id = ?",
        (event.received, event.caller, event.item_id),
    )
    show(connection, event.item_id, event.transcript)
    where = "WHERE run_id = ? AND item_id = ?"
    for table in ("parts_heard", "in_flight", "failures"):
        connection.execute(f"DELETE FROM {table} {where}", (event.run_id, event.item_id))
    if not counted:
        connection.execute("UPDATE runs SET done = done + 1 WHERE id = ?", (event.run_id,))


def record_passage(connection: sqlite3.Connection, act: PassageCorrected) -> None:
    transcript = _transcript(connection, act.item_id)
    before = transcript.passages[act.passage]
    heard = before.words if before.heard is None else before.heard
    passage = replace(before, words=act.words, sure=1.0, doubts=(), heard=None if act.words == heard else heard)
    passages = (*transcript.passages[: act.passage], passage, *transcript.passages[act.passage + 1 :])
    _correct(connection, act.item_id, replace(transcript, passages=passages, sure=sure_of(passages)))


def record_said(connection: sqlite3.Connection, act: SaidCorrected) -> None:
    transcript = _transcript(connection, act.item_id)
    others = tuple(one for one in transcript.said if one.kind is not act.kind or not one.corrected)
    heard = transcript.first(act.kind) or next((one for one in transcript.said if one.kind is act.kind), None)
    start, end = (heard.start, heard.end) if heard else (0.0, transcript.seconds)
    said = Said(act.kind, act.value, start, end, corrected=True)
    _correct(connection, act.item_id, replace(transcript, said=(*others, said)))


def record_put_back(connection: sqlite3.Connection, act: TranscriptPutBack) -> None:
    if act.transcript is not None:
        _correct(connection, act.item_id, act.transcript)


def record_checked(connection: sqlite3.Connection, act: CallsChecked) -> None:
    connection.execute(
        "UPDATE transcripts SET checked = ? WHERE item_id IN (SELECT value FROM json_each(?))",
        (int(act.checked), to_json(act.item_ids)),
    )


def _transcript(connection: sqlite3.Connection, item_id: int) -> Transcript:
    row = connection.execute("SELECT transcript FROM transcripts WHERE item_id = ?", (item_id,)).fetchone()
    if row is None:
        raise KeyError(item_id)
    return from_json(row[0], Transcript)


def _correct(connection: sqlite3.Connection, item_id: int, transcript: Transcript) -> None:
    run_id, digest = connection.execute(
        "SELECT run_id, digest FROM transcripts WHERE item_id = ?", (item_id,)
    ).fetchone()
    checked = Transcripts(connection).is_checked(item_id)
    _keep(connection, item_id, transcript, run_id=run_id, digest=digest)
    by_person = any(passage.heard is not None for passage in transcript.passages)
    by_person = by_person or any(one.corrected for one in transcript.said)
    connection.execute(
        "UPDATE transcripts SET corrected = ?, checked = ? WHERE item_id = ?", (int(by_person), int(checked), item_id)
    )
    show(connection, item_id, transcript)


def _keep(connection: sqlite3.Connection, item_id: int, transcript: Transcript, *, run_id: int, digest: str) -> None:
    seen = (transcript.state.value, transcript.seconds, transcript.sure, doubtful(transcript))
    connection.execute(
        "INSERT OR REPLACE INTO transcripts (item_id, run_id, digest, state, seconds, sure, doubtful, transcript)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (item_id, run_id, digest, *seen, to_json(transcript)),
    )


RECORDERS = {
    PartHeard: record_part,
    Transcribed: record_transcribed,
    PassageCorrected: record_passage,
    SaidCorrected: record_said,
    TranscriptPutBack: record_put_back,
    CallsChecked: record_checked,
}
