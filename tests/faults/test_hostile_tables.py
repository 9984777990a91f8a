"""Tables that are locked, broken, disguised or built to harm: each is read, or told with advice."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart

from deskhand.domain.problems import ProblemError
from deskhand.readers.tables import look, open_table
from readers.making_tables import ods, with_part, xlsx

ENDINGS = {".xls", ".xlsx", ".xlsm", ".ods", ".csv", ".tsv"}
SHEET = "xl/worksheets/sheet1.xml"
MEMORY = 2 << 30
SECONDS = 60
READ_ALL = f"""
import json, sys
if sys.platform != "win32":
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from deskhand.domain.problems import ProblemError
from deskhand.readers.tables import open_table
for path in sys.argv[1:]:
    try:
        table = open_table(path)
        answer = {{"columns": len(table.columns), "rows": sum(1 for _ in table.rows())}}
    except ProblemError as error:
        answer = {{"title": error.problem.title, "advice": error.problem.advice}}
    print(json.dumps(answer), flush=True)
"""
READ_WITHOUT_RIGHTS = """
import os, sys
from deskhand.domain.problems import ProblemError
from deskhand.readers.tables import look
if os.geteuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
try:
    look(sys.argv[1])
except ProblemError as error:
    print(error.problem.title)
"""


def read_all(paths: list[Path]) -> dict[str, dict[str, object]]:
    """What became of each file, read in a process of its own with limits of memory and time."""
    command = [sys.executable, "-c", READ_ALL, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=2 * SECONDS)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(paths), f"{paths[len(answers)].name} ended the reading: {done.stderr[-500:]}"
    return {path.name: answer for path, answer in zip(paths, answers, strict=True)}


def title_of(path: Path) -> str:
    with pytest.raises(ProblemError) as caught:
        list(open_table(path).rows())
    assert caught.value.problem.advice
    return caught.value.problem.title


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "small.xlsx", [["Message", "Kind"], ["my tooth hurts", "Pain"]])


@pytest.mark.parametrize(("folder", "least"), [("documents-hostile", 40), ("documents-ordinary", 45)])
def test_every_real_table_is_read_or_told_with_advice(data: Path, folder: str, least: int) -> None:
    paths = [path for path in sorted((data / folder).iterdir()) if path.suffix.lower() in ENDINGS]
    assert len(paths) >= least
    answers = read_all(paths)
    assert not [name for name, answer in answers.items() if "rows" not in answer and not answer.get("advice")]
    locked = {name for name, answer in answers.items() if "locked with a password" in str(answer.get("title"))}
    assert locked >= {name for name in answers if "protected_pass" in name or "password_protected" in name}


def test_a_zip_bomb_is_refused_without_unpacking_it(small: Path, tmp_path: Path) -> None:
    sheet = zipfile.ZipFile(small).read(SHEET).replace(b"</sheetData>", b" " * (300 << 20) + b"</sheetData>")
    bomb = with_part(small, tmp_path / "bomb.xlsx", SHEET, sheet)
    assert title_of(bomb) == "The file is not safe to open"
    lying = tmp_path / "lying.xlsx"
    lying.write_bytes(bomb.read_bytes().replace(len(sheet).to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    assert "title" in read_all([lying])["lying.xlsx"]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_definitions_that_could_grow_are_refused_in_every_part(small: Path, tmp_path: Path, part: str) -> None:
    bomb = b'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>'
    content = zipfile.ZipFile(small).read(part).partition(b"?>")[2]
    assert title_of(with_part(small, tmp_path / "t.xlsx", part, bomb + content)) == "The file is not safe to open"


def test_cells_very_far_out_do_not_eat_the_memory(tmp_path: Path) -> None:
    for number, cells in enumerate([("A1", "XFD1048576"), ("A1", "ZZ1", "A1048576")]):
        workbook = openpyxl.Workbook()
        for cell in cells:
            workbook.active[cell] = "x"
        workbook.save(tmp_path / f"{number}.xlsx")
    cell = 'table:table-cell office:value-type="string" table:number-columns-repeated="16384"'
    row = f"<{cell}><text:p>x</text:p></table:table-cell>"
    ods(tmp_path / "2.ods", f'<table:table-row table:number-rows-repeated="1048576">{row}</table:table-row>')
    answers = read_all(sorted(path for path in tmp_path.iterdir() if path.is_file()))
    assert {str(answer.get("title")) for answer in answers.values()} == {"The table is too big to open safely"}


def test_a_wrong_ending_does_not_matter(small: Path, tmp_path: Path, data: Path) -> None:
    (tmp_path / "really.csv").write_bytes(small.read_bytes())
    (tmp_path / "text.xlsx").write_text("Message;Kind\nmy tooth hurts;Pain\n")
    (tmp_path / "old.xlsx").write_bytes((data / "documents-ordinary" / "poi--45290.xls").read_bytes())
    assert look(tmp_path / "really.csv").columns == look(tmp_path / "text.xlsx").columns == ("Message", "Kind")
    assert look(tmp_path / "old.xlsx").columns[0] == "Auction Date"


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("page.xls", b"<html><table><tr><td>Message</td></tr></table></html>", "This is a web page, not a workbook"),
        ("noise.csv", bytes(range(256)) * 40, "This is not a table"),
        ("zeros.csv", bytes(10_000), "This is not a table"),
        ("letter.csv", b"%PDF-1.7 hello", "This is not a table"),
        ("photo.xlsx", b"\xff\xd8\xff\xe0" + bytes(500), "This is not a table"),
        ("blank.csv", b"\n \n", "The file is empty"),
        ("none.xlsx", b"", "The file is empty"),
        ("half.xlsx", b"PK\x03\x04" + bytes(100), "The file is damaged"),
        ("commas.csv", b",,,\n,,\n", "There is nothing on this sheet"),
        ("~$small.xlsx", b"\x05Owner" + bytes(100), "That is not the workbook itself"),
    ],
)
def test_what_is_no_table_is_called_what_it_is(tmp_path: Path, name: str, content: bytes, title: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert title_of(tmp_path / name) == title


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    assert title_of(tmp_path) == "That is a folder"
    assert title_of(tmp_path / "gone.xlsx") == "The file is not there"


def test_a_file_that_vanishes_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Message,Kind\nmy tooth hurts,Pain\n")
    table = open_table(path)
    path.unlink()
    with pytest.raises(ProblemError, match="not there"):
        list(table.rows())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Message,Kind\n")
    path.chmod(0)
    done = subprocess.run([sys.executable, "-c", READ_WITHOUT_RIGHTS, str(path)], capture_output=True, text=True)
    assert done.stdout.strip() == "The file may not be read", done.stderr


def test_empty_sheets_and_sheets_of_charts_are_told(tmp_path: Path) -> None:
    assert title_of(xlsx(tmp_path / "empty.xlsx", [])) == "There is nothing on this sheet"
    workbook = openpyxl.load_workbook(xlsx(tmp_path / "t.xlsx", [["Message"]]))
    workbook.create_chartsheet("Chart").add_chart(BarChart())
    del workbook["Sheet"]
    workbook.save(tmp_path / "charts.xlsx")
    assert title_of(tmp_path / "charts.xlsx") == "There is no table in this workbook"


def test_headings_alone_are_a_table_without_rows(tmp_path: Path) -> None:
    seen = look(xlsx(tmp_path / "t.xlsx", [["Message", "Kind"]]))
    assert (seen.columns, seen.rows) == (("Message", "Kind"), ())


def test_huge_and_strange_cells_come_through(tmp_path: Path) -> None:
    strange = ["x" * 32_767, "👩‍🔧🦷", "שלום עולם", "=1+1", "line\nbreak", " spaces "]
    seen = look(xlsx(tmp_path / "t.xlsx", [["Message"], *([text] for text in strange if text[0] != "=")]))
    assert [row[0] for row in seen.rows] == [text for text in strange if text[0] != "="]
    (tmp_path / "t.csv").write_text("Message\n" + "y" * 40_000 + "\n=1+1\n")
    assert look(tmp_path / "t.csv").rows == (("y" * 40_000,), ("=1+1",))
