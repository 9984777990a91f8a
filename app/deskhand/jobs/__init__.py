"""The jobs: each a request and the events that answer it. A job's module is imported when it is first performed."""

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from deskhand.domain import jobs
from deskhand.domain.jobs import Cancelled, Event, Failed, Finished, Noticed, Report, Request, Started, Stopped
from deskhand.domain.problems import Problem, ProblemError
from deskhand.engine.failing import ProcessorLostError
from deskhand.engine.remarks import Remarks
from deskhand.storage.view import ProjectView

Job = Callable[[Request, ProjectView | None, Report], Iterator[Event]]


@dataclass(frozen=True, slots=True)
class JobKind:
    """``do`` is "module:function" of the function that answers ``request``."""

    request: type[Request]
    do: str

    def load(self) -> Job:
        module, function = self.do.split(":")
        return cast("Job", getattr(import_module(module), function))


ALL: tuple[JobKind, ...] = (
    JobKind(jobs.PreviewTable, "deskhand.jobs.preview_table:preview_table"),
    JobKind(jobs.ReadTable, "deskhand.jobs.read_table:read_table"),
    JobKind(jobs.TakeAnswers, "deskhand.jobs.take_answers:take_answers"),
    JobKind(jobs.CheckData, "deskhand.jobs.check_data:check_data"),
    JobKind(jobs.Learn, "deskhand.jobs.learn:learn"),
    JobKind(jobs.TakeCourse, "deskhand.jobs.take_course:take_course"),
    JobKind(jobs.KeepBest, "deskhand.jobs.take_course:keep_best"),
    JobKind(jobs.Teach, "deskhand.jobs.teach:teach"),
    JobKind(jobs.Run, "deskhand.jobs.run:run"),
    JobKind(jobs.Transcribe, "deskhand.jobs.transcribe:transcribe"),
    JobKind(jobs.FindNearest, "deskhand.jobs.nearest:find_nearest"),
    JobKind(jobs.FindSimilar, "deskhand.jobs.similar:find_similar"),
    JobKind(jobs.ListRecordings, "deskhand.jobs.list_recordings:list_recordings"),
    JobKind(jobs.DrawWaveform, "deskhand.jobs.draw_waveform:draw_waveform"),
    JobKind(jobs.ReadNames, "deskhand.jobs.read_names:read_names"),
    JobKind(jobs.ListFiles, "deskhand.jobs.list_files:list_files"),
    JobKind(jobs.ReadFiles, "deskhand.jobs.read_files:read_files"),
    JobKind(jobs.RestorePictures, "deskhand.jobs.restore_pictures:restore_pictures"),
    JobKind(jobs.DrawPicture, "deskhand.jobs.draw_picture:draw_picture"),
    JobKind(jobs.LookForAnswers, "deskhand.jobs.file_answers:look_for_answers"),
    JobKind(jobs.TakeFileAnswers, "deskhand.jobs.file_answers:take_file_answers"),
    JobKind(jobs.TakeOutAttachments, "deskhand.jobs.take_out_attachments:take_out_attachments"),
    JobKind(jobs.FindReasons, "deskhand.jobs.find_reasons:find_reasons"),
    JobKind(jobs.PlanFiling, "deskhand.jobs.plan_filing:plan_filing"),
    JobKind(jobs.DoFiling, "deskhand.jobs.do_filing:do_filing"),
    JobKind(jobs.SettleFiling, "deskhand.jobs.settle_filing:settle_filing"),
    JobKind(jobs.UndoFiling, "deskhand.jobs.undo_filing:undo_filing"),
    JobKind(jobs.SaveIndex, "deskhand.jobs.save_index:save_index"),
    JobKind(jobs.SaveResults, "deskhand.jobs.save_results:save_results"),
    JobKind(jobs.TestComputer, "deskhand.jobs.test_computer:test_computer"),
    JobKind(jobs.MakeSample, "deskhand.jobs.make_sample:make_sample"),
    JobKind(jobs.FetchModel, "deskhand.jobs.fetch_model:fetch_model"),
    JobKind(jobs.ImportModel, "deskhand.jobs.import_model:import_model"),
    JobKind(jobs.RemoveModel, "deskhand.jobs.shelve_models:remove_model"),
    JobKind(jobs.RestoreModel, "deskhand.jobs.shelve_models:restore_model"),
    JobKind(jobs.MoveModels, "deskhand.jobs.shelve_models:move_models"),
    JobKind(jobs.RecommendModel, "deskhand.jobs.recommend_model:recommend_model"),
    JobKind(jobs.CompareModels, "deskhand.jobs.compare_models:compare_models"),
    JobKind(jobs.HandOver, "deskhand.jobs.hand_over:hand_over"),
    JobKind(jobs.TakeOver, "deskhand.jobs.hand_over:take_over"),
)


def perform(request: Request, view: ProjectView | None, report: Report) -> Iterator[Event]:
    """``Started``, the results, then exactly one ``Finished``, ``Failed`` or ``Cancelled``.

    ``Noticed`` between them says what had to be done otherwise.

    ``view`` is the project, ``None`` for jobs that need none. ``report`` hears how far the job is.

    Raises only ``ProcessorLostError``: this process can do no more, and in another the job goes on.
    """
    yield Started()
    try:
        yield from _with_remarks(_kind_of(request).load()(request, view, report))
    except ProcessorLostError:
        yield Noticed("The graphics processor failed. Deskhand goes on with the main processor; it is slower.")
        raise
    except Stopped:
        yield Cancelled()
    except ProblemError as error:
        yield Failed(error.problem)
    except Exception as error:
        yield Failed(unexpected(type(request).__name__, error))
    else:
        yield Finished()


def _with_remarks(events: Iterator[Event]) -> Iterator[Event]:
    with Remarks() as remarks:
        for event in events:
            yield from map(Noticed, remarks.taken())
            yield event
        yield from map(Noticed, remarks.taken())


def _kind_of(request: Request) -> JobKind:
    return next(kind for kind in ALL if kind.request is type(request))


def unexpected(doing: str, error: Exception) -> Problem:
    """A problem that names the kind of error and where it was raised, never its message: that may quote contents."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    details = f"{doing}: {type(error).__name__} in {places}"
    if isinstance(error, OSError) and error.strerror:
        return Problem(
            title="A file could not be read or written",
            happened=f"The computer said: {error.strerror}.",
            did="Deskhand stopped here; everything done before is kept.",
            advice="See that the drive is there and has room, and that you may write to the folder; then try again.",
            details=details,
        )
    return Problem(
        title="Something went wrong inside Deskhand",
        happened="This step could not be finished, for a reason that Deskhand did not expect.",
        did="It stopped here; everything done before is kept.",
        advice="Try again. If it happens again, copy the details and send them to whoever looks after your computer.",
        details=details,
    )
