"""Words are read off pictures, in the order in which people read them."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from deskhand.readers.pictures import open_picture
from deskhand.readers.seeing import words_in
from deskhand.readers.seen_lines import Line, in_reading_order

LETTER = (
    "Hollis and Partner, Solicitors",
    "Our reference 4711/2026",
    "Dear Mrs Okafor,",
    "please find enclosed the contract",
    "of 3 March for your signature.",
    "Yours sincerely, Jonas Weber",
)
ONE_THREAD = """
import sys; from pathlib import Path; from PIL import Image; from deskhand.readers import seeing
assert seeing.load() and not seeing.load()
import threading, os
print(len(os.listdir("/proc/self/task")))
"""


def page(*lines: str, size: tuple[int, int] = (800, 560)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 26)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((60, 50 + 70 * number), line, "black", font)
    return image


def lines_in(words: str) -> list[str]:
    return [line for line in words.splitlines() if line]


def column(texts: list[str], left: float, width: float, top: float = 0) -> list[Line]:
    return [Line(text, left, top + 20 * row, left + width, top + 20 * row + 14) for row, text in enumerate(texts)]


@pytest.mark.parametrize("turn", [None, *(getattr(Image.Transpose, f"ROTATE_{by}") for by in (90, 180, 270))])
def test_a_letter_is_read_however_it_lay_on_the_scanner(turn: Image.Transpose | None) -> None:
    letter = page(*LETTER)
    assert lines_in(words_in(letter if turn is None else letter.transpose(turn))) == list(LETTER)


def test_a_page_that_lay_askew_is_read() -> None:
    askew = page(*LETTER).rotate(9, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    assert lines_in(words_in(askew)) == list(LETTER)


def test_every_step_is_told() -> None:
    ticks: list[None] = []
    words_in(page(*LETTER), lambda: ticks.append(None))
    assert len(ticks) >= 2


def test_where_nothing_is_written_nothing_is_read(data: Path) -> None:
    nothing = ("poi--nature1.gif", "poi--nature2.jpg", "python-docx--lena.bmp")
    assert [words_in(open_picture(data / "documents-ordinary" / name, 2000)) for name in nothing] == [""] * 3
    for size in ((1, 1), (5, 900), (900, 40), (40, 900)):
        assert words_in(Image.new("RGB", size, "white")) == ""


def test_a_strip_and_a_tiny_label_are_read() -> None:
    assert words_in(page(LETTER[3], size=(1500, 130))) == LETTER[3]
    label = page(LETTER[1], size=(460, 130)).resize((230, 65), Image.Resampling.LANCZOS)
    assert words_in(label) == LETTER[1]


@pytest.mark.skipif(sys.platform != "linux", reason="counts the threads as Linux shows them")
def test_one_thread_reads_as_many_processes_do_so_side_by_side() -> None:
    done = subprocess.run([sys.executable, "-c", ONE_THREAD], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= 4


def test_columns_of_text_are_read_one_after_the_other() -> None:
    left = [f"left column, line {number}" for number in range(4)]
    right = [f"right column, line {number}" for number in range(4)]
    heading = Line("A heading over both", 0, 0, 430, 14)
    lines = [*column(left, 0, 200, 30), *column(right, 230, 200, 33), heading]
    assert in_reading_order(lines).split("\n") == ["A heading over both", "", *left, "", *right]


def test_prices_stay_beside_what_they_are_for() -> None:
    things = ["Two hinges of solid brass", "Postage and packing", "To be paid within 14 days"]
    prices = ["18.40", "4.90", "23.30"]
    lines = [*column(things, 0, 200), *column(prices, 300, 40)]
    assert in_reading_order(lines).split("\n") == [f"{one}  {price}" for one, price in zip(things, prices, strict=True)]


def test_a_gap_between_rows_is_an_empty_line() -> None:
    lines = [*column(["one", "two"], 0, 40), *column(["three"], 0, 40, 80)]
    assert in_reading_order(lines) == "one\ntwo\n\nthree"


def test_of_nothing_there_is_nothing_to_read() -> None:
    assert in_reading_order([]) == ""
