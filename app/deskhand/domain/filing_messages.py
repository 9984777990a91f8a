"""What is done and asked when filing, and what is answered: part of ``acts.py``, ``requests.py``, ``events.py``."""

from dataclasses import dataclass
from typing import ClassVar

from deskhand.domain.filing import FilingRule, Move, Outcome, PlannedFolder
from deskhand.domain.lanes import Lane


@dataclass(frozen=True, slots=True)
class FolderNamed:
    """Files of this category go into a folder of this name; "": named as the category."""

    question_id: int
    label: str
    folder: str


@dataclass(frozen=True, slots=True)
class FilingDrafted:
    """A plan is to be made; one that was drafted and never started is forgotten."""

    filing_id: int
    rule: FilingRule


@dataclass(frozen=True, slots=True)
class MovesTicked:
    """The person wants these files filed, or not, of a plan that has not been started."""

    filing_id: int
    item_ids: tuple[int, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class FilingStarted:
    """The plan stands, and from now on is carried out: recorded before the first file is touched."""

    filing_id: int


@dataclass(frozen=True, slots=True)
class FilingEnded:
    """Every ticked file has an outcome, or the person stopped it."""

    filing_id: int


@dataclass(frozen=True, slots=True)
class FilingTakenBack:
    """These files (none named: all that are done) are to be put back: recorded before the first one is touched."""

    filing_id: int
    item_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFiling:
    """Say where each file would go, by the rule of a filing that was drafted. Answer: ``FilesPlanned`` …

    Looks at the disk and changes nothing on it.
    """

    lane: ClassVar[Lane] = Lane.LIGHT
    filing_id: int


@dataclass(frozen=True, slots=True)
class DoFiling:
    """Copy or move what is ticked and not done yet, of a filing that was started. Answer: ``FilesFiled`` …

    After a kill the disk is looked at first, so the same request finishes what was begun.
    """

    lane: ClassVar[Lane] = Lane.LIGHT
    filing_id: int


@dataclass(frozen=True, slots=True)
class SettleFiling:
    """After a kill: find out from the disk how far each move came, finish none. Answer: ``FilesFiled`` …"""

    lane: ClassVar[Lane] = Lane.LIGHT
    filing_id: int


@dataclass(frozen=True, slots=True)
class UndoFiling:
    """Put back what is ``TAKING_BACK``. Answer: ``FilesFiled`` … (``TAKEN_BACK`` or ``LEFT``)."""

    lane: ClassVar[Lane] = Lane.LIGHT
    filing_id: int


@dataclass(frozen=True, slots=True)
class SaveIndex:
    """Write a workbook with a row a file of a filing, or of its plan. Answer: ``ResultsSaved``.

    ``together``: also with what earlier filings put into the same folder; it is written anew where this project wrote
    it, unless somebody has changed it. Any other file that is there stays, and it is saved beside it.
    """

    lane: ClassVar[Lane] = Lane.LIGHT
    filing_id: int
    path: str
    together: bool = False


@dataclass(frozen=True, slots=True)
class FilesPlanned:
    """Some moves of a plan. ``folders`` come with the last of them; ``whole``: the plan is complete."""

    filing_id: int
    moves: tuple[Move, ...]
    folders: tuple[PlannedFolder, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class FilesFiled:
    """How some moves of a filing, or their undoing, came out."""

    filing_id: int
    outcomes: tuple[Outcome, ...]
