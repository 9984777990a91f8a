"""A project as a reader sees it: workers while they work, the window all the time."""

import sqlite3
from pathlib import Path

from deskhand.domain.items import Item, Source, text_of
from deskhand.domain.problems import ProblemError
from deskhand.domain.recordings import Hearing
from deskhand.storage.codec import from_json
from deskhand.storage.connection import to_read
from deskhand.storage.opening import explained
from deskhand.storage.project_problems import missing
from deskhand.storage.tables.calls import Calls
from deskhand.storage.tables.courses import Courses
from deskhand.storage.tables.files import Files
from deskhand.storage.tables.filings import Filings
from deskhand.storage.tables.findings import Findings
from deskhand.storage.tables.history import History
from deskhand.storage.tables.items import Items
from deskhand.storage.tables.labels import Labels
from deskhand.storage.tables.predictions import Predictions
from deskhand.storage.tables.questions import Questions
from deskhand.storage.tables.recordings import Recordings
from deskhand.storage.tables.runs import Runs
from deskhand.storage.tables.skills import Skills
from deskhand.storage.tables.sources import Sources
from deskhand.storage.tables.transcripts import Transcripts

DATABASE = "project.db"


class ProjectView:
    """Everything there is to read about a project, one member a subject. Read-only unless it is a ``Project``."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._connection = connection
        self.sources = Sources(connection, folder)
        self.items = Items(connection)
        self.questions = Questions(connection)
        self.labels = Labels(connection)
        self.findings = Findings(connection)
        self.skills = Skills(connection)
        self.runs = Runs(connection)
        self.predictions = Predictions(connection)
        self.history = History(connection)
        self.transcripts = Transcripts(connection)
        self.recordings = Recordings(connection, folder)
        self.calls = Calls(connection)
        self.files = Files(connection, folder)
        self.filings = Filings(connection)
        self.courses = Courses(connection)
        self._text_columns: dict[int, tuple[int, ...]] = {}

    @classmethod
    def open(cls, folder: Path) -> "ProjectView":
        """Read beside the owner. Raises ``ProblemError`` if there is no project, or it is damaged."""
        path = folder / DATABASE
        if not path.is_file():
            raise ProblemError(missing(folder))
        connection = to_read(path)
        with explained(folder):
            connection.execute("SELECT count(*) FROM project").fetchone()
        return cls(folder, connection)

    @property
    def name(self) -> str:
        """What the person calls the project."""
        return self._told("name")

    @property
    def job(self) -> str:
        """Which job of the Home page it does."""
        return self._told("job")

    @property
    def created(self) -> str:
        """When it was made, ISO 8601 in UTC."""
        return self._told("created")

    @property
    def step(self) -> int:
        """The furthest step (1 to 5) that the person has been to."""
        return int(self._told("step"))

    @property
    def hearing(self) -> Hearing:
        """How its recordings are listened to."""
        told = self._told("hearing")
        return from_json(told, Hearing) if told else Hearing()

    @property
    def embeddings_path(self) -> Path:
        """The embedding cache of this project."""
        return self.folder / "embeddings.db"

    @property
    def pictures_path(self) -> Path:
        """The cache of pictures of this project's files."""
        return self.folder / "pictures.db"

    def skill_folder(self, skill_id: str) -> Path:
        """Where a skill's files lie."""
        return self.folder / "skills" / skill_id

    def course_folder(self, course_id: int) -> Path:
        """Where a course keeps how far it is; of no use once it has ended."""
        return self.folder / "courses" / str(course_id)

    def model_folder(self, model_id: str) -> Path:
        """Where the files of a model of the project's own lie."""
        return self.folder / "models" / model_id

    def text(self, item: Item) -> str:
        """The words of an item, from the text columns of its source."""
        if item.source_id not in self._text_columns:
            self._text_columns[item.source_id] = self.source_of(item).text_columns
        return text_of(item.cells, self._text_columns[item.source_id])

    def source_of(self, item: Item) -> Source:
        """The source that an item was read from."""
        return self.sources.get(item.source_id)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def _told(self, key: str) -> str:
        row = self._connection.execute("SELECT value FROM project WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""
