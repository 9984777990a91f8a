"""Writing the sample of a job: files of our own making to try Deskhand with."""

from collections.abc import Iterator
from pathlib import Path

from deskhand.domain.jobs import Event, MakeSample, Report, SampleMade
from deskhand.domain.problems import ProblemError
from deskhand.storage import places
from deskhand.storage.atomic import problem_of
from deskhand.storage.view import ProjectView
from deskhand.writers import sample_files, sample_voicemails, sample_workbook

_SAMPLES = {
    "tickets": sample_workbook.write,
    "voicemails": sample_voicemails.write,
    "documents": sample_files.write_documents,
    "photos": sample_files.write_photos,
    "sounds": sample_files.write_sounds,
}


def make_sample(request: MakeSample, view: ProjectView | None, report: Report) -> Iterator[Event]:
    """Write the sample ``request.kind`` into ``request.folder``; makes the folder. Raises ``ProblemError``."""
    del view, report
    folder = Path(request.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProblemError(problem_of(error, folder / request.kind)) from error
    path, rows = _SAMPLES[request.kind](places.resources() / "samples", folder)
    yield SampleMade(str(path), rows)
