"""CSV and TSV as the world writes them."""

from pathlib import Path

import pytest

from deskhand.domain.problems import ProblemError
from deskhand.readers.tables import look, open_table, rows

GERMAN = "Betreff;Nachricht\nTermin;Könnten Sie prüfen, ob die Zahnärztin nächste Woche Zeit hätte? – Grüße, Müller\n"
FRENCH = "Objet;Message\nRéservation;Je voudrais déplacer mon rendez-vous à la semaine prochaine, ça coûte 20 €\n"
POLISH = "Temat;Wiadomość\nPłatność;Proszę o zmianę terminu wizyty, ponieważ w środę nie mogę przyjść. Dziękuję\n"
RUSSIAN = "Тема;Сообщение\nЗапись;Здравствуйте, можно перенести мой приём на следующую неделю? Спасибо\n"
JAPANESE = "件名;本文\n予約;来週の予約を変更したいのですが、よろしくお願いします。歯が痛いです。\n"
HEBREW = "נושא;הודעה\nתור;שלום, אני רוצה לשנות את התור שלי לשבוע הבא, תודה\n"
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
WRITTEN = [
    *((text, name) for text in (GERMAN, FRENCH, POLISH, RUSSIAN, JAPANESE, HEBREW) for name in UNICODE),
    (GERMAN, "cp1252"), (FRENCH, "cp1252"), (POLISH, "cp1250"), (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8_r"), (JAPANESE, "cp932"), (JAPANESE, "euc_jp"), (JAPANESE, "iso2022_jp"), (HEBREW, "cp1255"),
]  # fmt: skip


def csv(folder: Path, content: str | bytes) -> Path:
    path = folder / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(("text", "encoding"), WRITTEN)
def test_every_usual_encoding_is_read_letter_by_letter(tmp_path: Path, text: str, encoding: str) -> None:
    head, row = (tuple(line.split(";")) for line in text.splitlines())
    seen = look(csv(tmp_path, text.encode(encoding)))
    assert seen.columns == head
    assert seen.rows == (row,)


def test_a_broken_letter_does_not_cost_the_other_ones(tmp_path: Path) -> None:
    content = ("Name,Message\n" + "Zoë,grüße aus Köln\n" * 50).encode() + b"Ann\xe9,hello\n"
    seen = look(csv(tmp_path, content))
    assert seen.rows[0] == ("Zoë", "grüße aus Köln")
    assert seen.rows[-1] == ("Ann�", "hello")
    assert any("�" in note for note in seen.notes)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_usual_separator_is_found(tmp_path: Path, separator: str) -> None:
    cells = [["Message", "Price"], ['"a; b, c | d\te"', '"1,5"'], ["my tooth hurts", '"2,25"']]
    seen = look(csv(tmp_path, "\n".join(separator.join(row) for row in cells)))
    assert seen.columns == ("Message", "Price")
    assert seen.rows == (("a; b, c | d\te", "1,5"), ("my tooth hurts", "2,25"))


def test_decimal_commas_do_not_pass_for_separators(tmp_path: Path) -> None:
    assert look(csv(tmp_path, "a;b\n1,5;2,5\n3,5;4,5\n")).rows == (("1,5", "2,5"), ("3,5", "4,5"))


def test_one_column_of_sentences_stays_one_column(tmp_path: Path) -> None:
    text = "Message\nHello, my tooth hurts\nCan I come, please, today?\nThanks\nNo, it is fine\nWhen do you open\n"
    assert look(csv(tmp_path, text)).columns == ("Message",)


def test_quoted_line_ends_and_quotes_belong_to_the_cell(tmp_path: Path) -> None:
    found = list(rows(csv(tmp_path, 'Message,Kind\r\n"one\r\ntwo ""three""",a\r\nfour,b\r\n')))
    assert found == [(2, ('one\ntwo "three"', "a")), (3, ("four", "b"))]


def test_row_numbers_are_those_of_a_spreadsheet_program(tmp_path: Path) -> None:
    table = open_table(csv(tmp_path, "Export of today\n\nMessage,Kind\nhello,a\n\n\nthere,b\n\n"))
    assert table.headings.row == 3
    assert [row for row, _ in table.rows()] == [4, 7]
    assert "Blank rows passed over: 2." in table.notes


def test_an_announced_separator_is_obeyed(tmp_path: Path) -> None:
    seen = look(csv(tmp_path, "sep=|\nMessage|Kind\na,b;c|d\n"))
    assert (seen.columns, seen.rows, seen.header_row) == (("Message", "Kind"), (("a,b;c", "d"),), 1)


def test_rows_that_are_too_long_or_short_are_mended_and_said(tmp_path: Path) -> None:
    table = open_table(csv(tmp_path, "Message,Kind\n" + "hello,a\n" * 2500 + "short\nlong,b,extra\n"))
    found = list(table.rows())
    assert found[-2][1] == ("short", "")
    assert found[-1][1] == ("long", "b")
    assert any(note.startswith("Rows with more cells than columns: 1.") for note in table.notes)


def test_a_quotation_mark_without_partner_is_told_with_its_row(tmp_path: Path) -> None:
    path = csv(tmp_path, "Message,Kind\nhello,a\n" * 2000 + '"never closed,b\n' + "more,c\n" * 50)
    with pytest.raises(ProblemError, match="row 4001"):
        list(rows(path))


def test_zeros_in_front_long_numbers_and_huge_cells_stay_as_they_are(tmp_path: Path) -> None:
    huge = "🦷 שלום " * 6000
    found = dict(rows(csv(tmp_path, f"Id,Message\n00042,{huge}\n123456789012,ok\n")))
    assert found[2] == ("00042", huge)
    assert found[3][0] == "123456789012"


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    text = "Message,Kind\n" + "he\x00ll\x07o,a\n" + "my tooth hurts,b\n" * 40
    assert look(csv(tmp_path, text)).rows[0] == ("hello", "a")


def test_letters_of_another_encoding_are_noticed_far_down(tmp_path: Path) -> None:
    content = b"Message,Kind\n" + b"my tooth hurts,Pain\n" * 50_000 + RUSSIAN.replace(";", ",").encode("cp1251")
    assert list(rows(csv(tmp_path, content)))[-1][1][0] == "Запись"


def test_a_quotation_mark_in_the_middle_of_a_cell_is_a_letter(tmp_path: Path) -> None:
    seen = look(csv(tmp_path, 'Message\tKind\nthe 5" pipe leaks, "again"\tPlumbing\nfine\tOther\n'))
    assert seen.rows[0] == ('the 5" pipe leaks, "again"', "Plumbing")
