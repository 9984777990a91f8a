"""What the rehearsal answers about recordings: believable voicemails of a garage, and what can be doubtful in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from deskhand.domain import jobs
from deskhand.domain.jobs import Event, Progress, Report
from deskhand.domain.recordings import (
    CallState,
    Doubt,
    HeardPart,
    Passage,
    Recording,
    Replacement,
    Said,
    SaidKind,
    Transcript,
)
from deskhand.storage.view import ProjectView

RECORDINGS = 30
BATCH = 10
_SECONDS_A_WORD = 0.4
_DAY = "2026-11-{day:02d}T{hour:02d}:{minute:02d}"


@dataclass(frozen=True, slots=True)
class _Call:
    """The passages of a voicemail: (words, how sure, doubts), and what is said in it."""

    passages: tuple[tuple[str, float, tuple[Doubt, ...]], ...]
    number: str = ""
    agreed: bool = True
    doubtful: tuple[int, ...] = ()
    amount: str = ""
    replaced: tuple[Replacement, ...] = ()


CALLS = (
    _Call(
        (
            ("Hello, this is Justin Holmes about the Corsa.", 0.96, ()),
            ("The brakes squeal again since Monday.", 0.93, ()),
            ("Please call me back on 07700 900 566.", 0.91, ()),
        ),
        number="07700 900566",
        replaced=(Replacement("course are", "Corsa"),),
    ),
    _Call(
        (
            ("Good morning, can I bring the van in on Thursday for its service?", 0.94, ()),
            ("My number is 07700 900 143.", 0.58, (Doubt.UNSURE,)),
        ),
        number="07700 900143",
        agreed=False,
        doubtful=(8, 10),
    ),
    _Call(
        (
            ("You quoted me 240 pounds and the bill says 310.", 0.92, ()),
            ("I would like that looked at today, please.", 0.88, ()),
        ),
        amount="£310.00",
    ),
    _Call(()),
    _Call(
        (
            ("It's about the tyres that I ordered.", 0.84, ()),
            ("Thank you, thank you, thank you, thank you.", 0.31, (Doubt.LOOP,)),
        ),
    ),
    _Call((("Thanks for watching.", 0.22, (Doubt.PHANTOM, Doubt.NO_VOICE)),)),
)


def list_recordings(request: jobs.ListRecordings, view: ProjectView, report: Report) -> Iterator[Event]:
    for start in range(view.items.count(request.source_id), RECORDINGS, BATCH):
        report.progress(Progress(start, RECORDINGS, "recordings", "Listing"))
        listed = (_recording(row) for row in range(start + 1, start + BATCH + 1))
        yield jobs.RecordingsListed(request.source_id, tuple(listed))
    yield jobs.TableRead(request.source_id, RECORDINGS)


def _recording(row: int) -> Recording:
    received = _DAY.format(day=1 + row // 4, hour=8 + row % 9, minute=row * 7 % 60)
    caller = f"07700 900{row:03d}" if row % 3 else ""
    return Recording(row, f"voicemail {row:03d}.wav".encode(), 80_000 + 1000 * row, received, caller)


def transcribe(request: jobs.Transcribe, view: ProjectView, report: Report) -> Iterator[Event]:
    todo = view.runs.todo(request.run_id)
    calls = list(islice(cycle(CALLS), len(todo)))
    seconds = [_transcript(call).seconds for call in calls]
    for place, (item, call) in enumerate(zip(todo, calls, strict=True)):
        report.progress(Progress(round(sum(seconds[:place])), round(sum(seconds)), "seconds"))
        if request.one_by_one:
            yield jobs.ItemStarted(request.run_id, item)
        transcript = _transcript(call)
        yield jobs.PartHeard(request.run_id, item, 0, HeardPart(transcript.passages, transcript.said, "en"))
        yield jobs.Transcribed(request.run_id, item, transcript, f"{item:064x}")


def _transcript(call: _Call) -> Transcript:
    if not call.passages:
        return Transcript(CallState.NO_SPEECH, 8.0)
    passages = tuple(_passages(call))
    sure = sum(passage.sure for passage in passages) / len(passages)
    return Transcript(CallState.DONE, passages[-1].end + 0.6, "en", sure, passages, tuple(_said(call, passages[-1])))


def _passages(call: _Call) -> Iterator[Passage]:
    start = 0.8
    for place, (words, sure, doubts) in enumerate(call.passages):
        end = round(start + _SECONDS_A_WORD * len(words.split()), 1)
        yield Passage(start, end, words, sure, doubts, () if place else call.replaced)
        start = end + 0.5


def _said(call: _Call, where: Passage) -> Iterator[Said]:
    if call.number:
        yield Said(SaidKind.CALL_BACK, call.number, where.start, where.end, call.agreed, call.doubtful)
    if call.amount:
        yield Said(SaidKind.AMOUNT, call.amount, where.start, where.end)


def draw_waveform(request: jobs.DrawWaveform, view: ProjectView, _report: Report) -> Iterator[Event]:
    transcript = view.transcripts.of(request.item_id)
    peaks = islice(cycle((12, 90, 180, 240, 150, 60, 200, 30)), request.count)
    yield jobs.WaveformDrawn(request.item_id, transcript.seconds if transcript else 8.0, tuple(peaks))
