"""Names and words of a business: a text file with one a line, or contacts as a table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from deskhand.domain.problems import ProblemError
from deskhand.readers import trouble
from deskhand.readers.encodings import encoding_of
from deskhand.readers.kinds import FileKind, kind_of
from deskhand.readers.tables import Table, open_table
from deskhand.readers.trouble import at_the_file

MOST = 10_000
"""Names that are kept of a list. No business needs more, and every doubtful word is compared with all of them."""

_LONGEST = 80  # characters of a name; what is longer is a sentence
_FIRST = frozenset({"first name", "firstname", "given name", "forename", "vorname", "nombre", "prénom", "nome"})
_LAST = frozenset(
    {
        "last name", "lastname", "surname", "family name", "nachname", "familienname", "apellido", "apellidos",
        "nom", "nom de famille", "cognome",
    }
)  # fmt: skip
_WHOLE = frozenset(
    {
        "name", "names", "full name", "display name", "contact", "contact name", "customer", "customer name", "client",
        "company", "company name", "organization", "organisation", "business", "employee", "product", "word", "words",
        "firma", "kunde", "ansprechpartner", "kontakt", "unternehmen", "empresa", "cliente", "contacto",
        "nombre completo", "entreprise", "société", "contact person", "supplier", "staff", "brand",
    }
)  # fmt: skip


def read_names(path: str | Path) -> tuple[str, ...]:
    """The names of ``path`` in its order, each once whatever its capitals, at most ``MOST``.

    Of a table are taken the columns whose headings say that they hold names; a first and a last name become one.
    Raises ``ProblemError``.
    """
    path = Path(path)
    with at_the_file(path):
        found = _lines(path) if _is_plain_list(path) else _of_table(open_table(path))
        names = tuple(islice(_each_once(found), MOST))
    if not names:
        raise _no_names(path)
    return names


def _is_plain_list(path: Path) -> bool:
    """Whether it is text without columns. A comma alone makes no column: "Baxter, Legal and Sons"."""
    if kind_of(path) is not FileKind.SEPARATED or path.suffix.lower() == ".csv":
        return False
    return not any(mark in line for line in islice(_lines(path), 20) for mark in "\t;|")


def _lines(path: Path) -> Iterator[str]:
    encoding = encoding_of(path)
    if encoding is None:
        raise trouble.not_a_table(path, "not text, whatever its name says")
    with path.open(encoding=encoding.name, errors="replace") as file:
        yield from file


def _of_table(table: Table) -> Iterator[str]:
    headings = [re.sub(r"[\W_]+", " ", name.casefold()).strip() for name in table.columns]
    first, last, whole = (_places(headings, kind) for kind in (_FIRST, _LAST, _WHOLE))
    if len(headings) == 1:
        if not (first or last or whole) and table.headings.row:
            yield table.columns[0]  # a list without a heading begins with a name
        whole = [0]
    elif not (first or last or whole):
        raise _no_column(table.path)
    for _, cells in table.rows():
        yield " ".join(cells[place].strip() for place in (*first, *last))
        yield from (cells[place] for place in whole)


def _places(headings: Sequence[str], known: frozenset[str]) -> list[int]:
    return [place for place, heading in enumerate(headings) if heading in known]


def _each_once(found: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for text in found:
        name = " ".join(text.split())
        key = name.casefold()
        if key not in seen and _may_be_name(name):
            seen.add(key)
            yield name


def _may_be_name(text: str) -> bool:
    return any(map(str.isalpha, text)) and "@" not in text and len(text) <= _LONGEST


def _no_column(path: Path) -> ProblemError:
    return trouble.problem(
        "No column of names was found",
        f"No column of {path.name} has a heading such as Name, First name, Last name or Company.",
        "Name the column that holds the names Name, save, and choose the file again; or put one name on each line of a "
        "text file.",
    )


def _no_names(path: Path) -> ProblemError:
    return trouble.problem(
        "There are no names in this file",
        f"Nothing in {path.name} could be a name or a word: it is blank, or has only numbers, addresses or long texts.",
        "Choose a list with one name on each line, or a table of contacts with a column called Name.",
    )
