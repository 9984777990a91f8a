"""Documents that are locked, cut off, damaged, disguised or built to harm: each is read, or told with advice."""

import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from readers.making_documents import docx, line, msg, odt, old_doc, old_ppt, paragraph, pdf, zipped

MEMORY = 1 << 30
SECONDS = 20
SOUNDS = {".mp3", ".m4a", ".ogg", ".flac", ".amr", ".wav"}
READ_ALL = f"""
import json, os, sys, time
if sys.platform != "win32":
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # panics of Rust are told there
from pathlib import Path
from deskhand.domain.problems import ProblemError
from deskhand.readers.documents.reading import attachments, read_document
for line in sys.stdin:
    path, began = Path(line.rstrip("\\n")), time.monotonic()
    try:
        content = read_document(path, lambda image: "read off the picture").content
        answer = {{"kind": content.kind, "words": len(content.words), "notes": content.notes, "pages": content.pages}}
        json.dumps(content.words + content.subject + content.sender + "".join(content.attached)).encode("ascii")
        (content.words + content.subject + content.sender + "".join(content.attached)).encode("utf-8")
        for one in attachments(path):
            one.name.encode("utf-8")
    except ProblemError as error:
        answer = {{"title": error.problem.title, "advice": error.problem.advice}}
    except MemoryError:
        answer = {{"title": "no memory", "advice": "no memory"}}
    print(json.dumps(answer | {{"seconds": time.monotonic() - began}}), flush=True)
"""


def read_all(paths: list[Path]) -> dict[str, dict[str, object]]:
    """What became of each file, read in one process with little memory. Each has twenty seconds."""
    told = "".join(f"{path}\n" for path in paths)
    command = [sys.executable, "-c", READ_ALL]
    done = subprocess.run(command, input=told, capture_output=True, text=True, timeout=5 * SECONDS)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(paths), f"{paths[len(answers)].name} ended the reading with {done.returncode}"
    slow = [path.name for path, answer in zip(paths, answers, strict=True) if answer["seconds"] > SECONDS]
    assert not slow
    assert not [answer for answer in answers if "title" in answer and not answer["advice"]]
    return {path.name: answer for path, answer in zip(paths, answers, strict=True)}


def real(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.suffix.lower() not in SOUNDS]


def test_every_ordinary_document_is_read_or_says_why_not(data: Path) -> None:
    answers = read_all(real(data / "documents-ordinary"))
    assert len(answers) > 250
    told = {name: answer["title"] for name, answer in answers.items() if "title" in answer}
    assert set(told.values()) == {"This workbook has no words", "The workbook is locked with a password"}
    assert {Path(name).suffix for name in told} == {".xls", ".xlsx"}
    silent = {name for name, answer in answers.items() if answer.get("words") == 0}
    assert not [name for name in silent if not answers[name]["notes"]]
    assert len(silent) < 20


def test_no_hostile_document_ends_the_reading(data: Path) -> None:
    answers = read_all(real(data / "documents-hostile"))
    assert len(answers) > 150
    locked = {name for name, answer in answers.items() if "password" in str(answer.get("title"))}
    assert {name for name in answers if "assword_protected" in name or "passtika" in name} <= locked
    assert answers["poi--ExternalEntityInText.docx"]["title"] == "The file is not safe to open"
    assert answers["poi--poc-xmlbomb.xlsx"]["title"] == "The file is not safe to open"


def test_cut_off_and_damaged_documents_never_end_the_reading(tmp_path: Path, data: Path) -> None:
    chance = random.Random(4)
    folder = data / "documents-ordinary"
    whole = [
        pdf(tmp_path / "a.pdf", line("Dear Ms Berg"), line("Page two")),
        docx(tmp_path / "a.docx", paragraph("Dear Ms Berg") * 20),
        odt(tmp_path / "a.odt", "<text:p>Dear Ms Berg</text:p>" * 20),
        old_doc(tmp_path / "a.doc", "Dear Ms Berg\r" * 50),
        old_ppt(tmp_path / "a.ppt", "Dear Ms Berg", "Thank you"),
        msg(tmp_path / "a.msg", {0x0037: "Offer", 0x1000: "Dear Ms Berg"}, 132_594_264_000_000_000, a_pdf=b"x" * 5000),
        *(folder / name for name in ("poi--quick.pdf", "tika--testRTF-ms932.rtf", "tika--testMSG_att_doc.msg")),
        *(
            folder / name
            for name in ("tika--testWORD_various.docx", "poi--endingnote.doc", "tika--testMBOX_complex.mbox")
        ),
        *(folder / name for name in ("unstructured--mime-multipart-digest.eml", "poi--sample.pptx", "poi--rk.xls")),
    ]
    paths = []
    for path in whole:
        content = path.read_bytes()
        for number in range(20):
            damaged = bytearray(content[: max(1, chance.randrange(len(content)))] if number % 3 == 0 else content)
            for _ in range(chance.choice([1, 4, 40]) if number % 3 else 0):
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
            paths.append(tmp_path / f"{number}-{path.name}")
            paths[-1].write_bytes(damaged)
    assert len(read_all(paths)) == len(paths)


def bomb(size: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        part.write(b"<d><w:p xmlns:w='w'><w:t>")
        for _ in range(size >> 20):
            part.write(b"\n" * (1 << 20))
        part.write(b"</w:t></w:p></d>")
    return packed.getvalue()


def test_what_is_built_to_harm_is_refused_or_harmless(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><d xmlns:w="w"><w:t>&e9;</w:t></d>'
    outside = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d xmlns:w="w"><w:t>&e;</w:t></d>'
    files = {
        "laughs.docx": zipped(tmp_path / "1", {"word/document.xml": laughs}).read_bytes(),
        "outside.docx": zipped(tmp_path / "2", {"word/document.xml": outside}).read_bytes(),
        "bomb.docx": bomb(210 << 20),
        "many.docx": zipped(tmp_path / "3", {f"word/{number}": b"" for number in range(20_001)}).read_bytes(),
        "deep.docx": docx(tmp_path / "4", "<w:p>" * 100_000 + "</w:p>" * 100_000).read_bytes(),
        "deep.rtf": b"{\\rtf1" + b"{" * 200_000 + b"deep" + b"}" * 200_000,
        "deep.html": b"<html>" + b"<table><td>" * 20_000 + b"deep",
        "open.html": b"<html>" + b"<!--" * 500_000,
        "tags.html": b"<html>" + b"<a b='" * 300_000,
        "orders.html": b"<html>" + b"<!a " * 300_000,
        "deep.eml": b"Subject: x\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 5000,
        "wide.eml": b"Subject: x\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nhi\n" * 50_000,
        "header.eml": b"Subject: " + b"=?utf-8?Q?a?= " * 200_000 + b"\n\nhi",
        "long.txt": b"a" * (50 << 20),
        "pages.pdf": pdf(tmp_path / "5", *[line("Hello")] * 220).read_bytes(),
        "scans.pdf": pdf(tmp_path / "6", *["q 595 0 0 842 0 0 cm /I Do Q "] * 220).read_bytes(),
        "loop.pdf": pdf(tmp_path / "7", line("x")).read_bytes().replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]"),
        "draws.pdf": pdf(tmp_path / "8", "0 0 m 500 500 l S " * 15_000).read_bytes(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    answers = read_all([tmp_path / name for name in files])
    for name in ("laughs.docx", "outside.docx", "many.docx", "bomb.docx"):
        assert answers[name]["title"] == "The file is not safe to open"
    assert answers["pages.pdf"]["notes"] == ["Only the first 200 of 220 pages were read."]
    assert answers["deep.rtf"]["title"] == "The document is damaged"


@pytest.mark.parametrize("name", ["a.html", "a.eml", "a.docx"])
def test_nothing_that_a_document_names_is_fetched(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        '<html><img src="http://example.com/a.png"><link href="http://example.com/b.css"><iframe src="//x.example">Hi'
    )
    rels = '<Relationships><Relationship TargetMode="External" Target="http://example.com/c.dotm"/></Relationships>'
    if name == "a.docx":
        docx(tmp_path / name, paragraph("Hi"))
        with zipfile.ZipFile(tmp_path / name, "a") as archive:
            archive.writestr("word/_rels/document.xml.rels", rels)
    else:
        head = "From: a@example.com\nSubject: x\nContent-Type: text/html\n\n" if name == "a.eml" else ""
        (tmp_path / name).write_text(head + page, encoding="utf-8")
    monkeypatch.setenv("DESKHAND_TESTS_NETWORK_LOG", str(tmp_path / "network.log"))
    assert read_all([tmp_path / name])[name]["words"]
    assert not (tmp_path / "network.log").exists()
