"""A project of short recordings that a person corrected, for the tests of learning to hear."""

from pathlib import Path

from deskhand.domain.acts import CallsChecked, PassageCorrected
from deskhand.domain.jobs import Transcribed
from deskhand.domain.recordings import CallState, Hearing, Passage, Transcript
from deskhand.storage.project import Project
from voicemails import copied, listed, planned

CALLS = 12


def corrected(folder: Path, model: Path, data: Path, calls: Path, count: int = CALLS) -> Project:
    if not calls.is_dir():
        copied(calls, *sorted((data / "phone-prompts").glob("a*.wav"))[:count])
    project = listed(folder, calls, Hearing(str(model), "en"))
    planned(project)
    for item_id in range(1, count + 1):
        heard = (Passage(0.0, 1.0, f"heard wrong {item_id}", 0.4, probability=0.4),)
        project.record(Transcribed(1, item_id, Transcript(CallState.DONE, 1.0, "en", 0.4, heard), f"digest {item_id}"))
        project.record(PassageCorrected(item_id, 0, f"your call {item_id}"))
        project.record(CallsChecked((item_id,)))
    return project
