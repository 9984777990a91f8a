"""How long a run still takes, and how much of it is done."""

from datetime import datetime

from deskhand.domain.acts import RunTask
from deskhand.domain.jobs import Run, Transcribe
from deskhand.gui.open_project import OpenProject
from deskhand.gui.pages.run.session import Phase, RunSession
from deskhand.gui.pages.run.words import done_at
from deskhand.gui.work_words import duration


def time_left(open_project: OpenProject, session: RunSession) -> tuple[str, str]:
    """The big figure and what it means; both "" while nothing runs."""
    if session.phase is not Phase.RUNNING:
        return "", ""
    if session.waits:
        return "", "Waits for what is done before it"
    if open_project.trouble is not None:
        return "", "Paused. Everything that is done is kept."
    runs = (job for job in open_project.jobs() if isinstance(job.request, Run | Transcribe))
    seconds = next((job.time.seconds() for job in runs), None)  # the same figure as in the header
    if seconds is None:
        return "", session.progress.step if session.progress is not None else "Getting ready"
    return duration(seconds), f"left, {done_at(seconds, datetime.now())}"


def sound_words(session: RunSession) -> str:
    """How much of the sound was listened to; "" where it is not about sound, or nobody knows how much there is."""
    progress, run = session.progress, session.run
    if progress is None or not progress.total or run is None or run.task is not RunTask.TRANSCRIBE:
        return ""
    return f"{duration(progress.done)} of {duration(progress.total)} of sound"
