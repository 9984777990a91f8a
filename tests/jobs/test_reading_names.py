"""Names of the business come from a list of contacts."""

from pathlib import Path

from deskhand.domain.jobs import Failed, NamesRead, ReadNames
from deskhand.jobs import perform


class Quiet:
    def progress(self, progress: object) -> None:
        del progress

    def look(self) -> None:
        pass


def test_the_names_of_a_list_are_read(tmp_path: Path) -> None:
    contacts = tmp_path / "contacts.csv"
    contacts.write_text("First name,Last name,Phone\nOlena,Kovalenko,0171 555\nPaul,Bell,0171 556\n", encoding="utf-8")
    (read,) = [event for event in perform(ReadNames(str(contacts)), None, Quiet()) if isinstance(event, NamesRead)]
    assert any("Kovalenko" in name for name in read.names)


def test_a_list_that_is_not_there_is_a_problem_with_advice(tmp_path: Path) -> None:
    *_, ending = perform(ReadNames(str(tmp_path / "gone.csv")), None, Quiet())
    assert isinstance(ending, Failed)
    assert ending.problem.advice
