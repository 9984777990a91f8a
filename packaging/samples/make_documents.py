"""Draws the sample of documents: `resources/samples/documents.toml` as the files in `resources/samples/documents`.

    python3 packaging/samples/make_documents.py

Needs nothing that Deskhand does not need, and the fonts of DejaVu. The same pages every time.
"""

import os
import random
import re
import shutil
import tomllib
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from page_blocks import Block, Page, blocks_of
from PIL import Image
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from scipy.ndimage import gaussian_filter

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
A4 = (794, 1123)  # pixels at 96 a inch
MARGIN = 76
GLASS = 1.3  # of scans: their resolution, 96 dots an inch being 1
FONTS = ("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono")
INKS = ("#1f3a5f", "#5b2333", "#22543d", "#333333", "#7a4b12")
Paper = Mapping[str, Any]


def main() -> None:
    """Draw all of them anew."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _application = QGuiApplication([])
    told = tomllib.loads((SAMPLES / "documents.toml").read_text(encoding="utf-8"))
    folder = SAMPLES / "documents"
    shutil.rmtree(folder, ignore_errors=True)
    for paper in told["paper"]:
        target = folder / paper["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        write(blocks_of(paper, told["people"]), paper, target)
    write_list(told["paper"], folder.with_name("documents.csv"))


def write(page: Page, paper: Paper, target: Path) -> None:
    if paper.get("scan"):
        dated = {"creationDate": written(paper).timetuple()} if target.suffix == ".pdf" else {}
        scanned(page, paper).save(target, quality=42, resolution=96 * GLASS, **dated)
    elif target.suffix == ".pdf":
        write_pdf(page, paper, target)
    elif target.suffix == ".docx":
        write_docx(page, paper, target)
    else:
        write_mail(page, paper, target)


def written(paper: Paper) -> datetime:
    """In the morning of its day."""
    return datetime.strptime(paper["date"] + " 09:24", "%d %B %Y %H:%M").replace(tzinfo=UTC)


def write_list(papers: list[Paper], target: Path) -> None:
    """The list that the office keeps of what is urgent, with the place of every paper that was looked at."""
    lines = [f"{paper['file']},{paper['urgency']}" for paper in papers if not paper["file"].startswith("Inbox/")]
    target.write_text("\n".join(["Paper,Urgency", *lines, ""]), encoding="utf-8")


def document_of(page: Page) -> QTextDocument:
    """The page as it is printed; how it looks is the sender's."""
    ink = INKS[page.look % len(INKS)]
    font = FONTS[page.look % len(FONTS)]
    size = 16 if font != "DejaVu Sans Mono" else 14.5
    html = "".join(html_of(block, ink, page.look) for block in page.blocks)
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setPageSize(QSizeF(A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN))
    document.setHtml(f"<body style=\"font-family:'{font}'; font-size:{size}px; color:#111\">{html}</body>")
    return document


def html_of(block: Block, ink: str, look: int) -> str:
    """A block of a page; ``look`` decides where the head of the paper stands."""
    lines = [escape(line) for line in block.lines]
    text = "<br>".join(lines)
    side = ("left", "center", "right")[look // 2 % 3]
    if block.kind == "rows":
        return table_of(block, ink)
    if block.kind == "head":
        name = f'<span style="font-size:28px; font-weight:600; color:{ink}">{lines[0]}</span>'
        rule = f'<hr style="background-color:{ink}" width="100%">' if look % 2 else ""
        return f'<p align="{side}">{"<br>".join([name, *lines[1:]])}</p>{rule}'
    forms = {
        "sender": f'<p align="right">{text}</p>',
        "title": f'<p style="font-size:20px"><b>{text}</b></p>',
        "heading": f'<p align="center" style="font-size:25px"><b>{text.upper()}</b></p>',
        "total": f'<p align="right"><b>{text}</b></p>',
    }
    return forms.get(block.kind, f'<p style="margin-top:14px">{text}</p>')


def table_of(block: Block, ink: str) -> str:
    heading, *rows = [line.split(" | ") for line in block.lines]
    cells = "".join(f'<td bgcolor="{ink}"><span style="color:white">{escape(cell)}</span></td>' for cell in heading)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table width="100%" cellpadding="5" cellspacing="0" border="1"><tr>{cells}</tr>{body}</table>'


def write_pdf(page: Page, paper: Paper, target: Path) -> None:
    writer = QPdfWriter(str(target))
    writer.setResolution(96)
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN) * (72 / 96)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Point))
    painter = QPainter(writer)
    document_of(page).drawContents(painter)
    painter.end()
    told = f"/CreationDate (D:{written(paper):%Y%m%d%H%M%S}Z)".encode()  # as long as that of Qt, which is today's
    drawn, changed = re.subn(rb"/CreationDate \(D:\d{14}Z\)", told, target.read_bytes())
    if changed != 1:
        raise ValueError(f"Qt says elsewhere on which day it drew {target.name}")
    target.write_bytes(drawn)


def scanned(page: Page, paper: Paper) -> Image.Image:
    """The page as it comes off the glass: grey, a little turned and shaded, with the grain of a scanner."""
    dice = random.Random(paper["file"])
    width, height = (round(side * GLASS) for side in A4)
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(dice.randint(243, 252))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(width / 2, height / 2)
    painter.rotate(dice.uniform(-1.6, 1.6))
    painter.translate(dice.uniform(-12, 12) - width / 2, dice.uniform(-12, 12) - height / 2)
    painter.scale(GLASS, GLASS)
    painter.translate(MARGIN, MARGIN)
    document_of(page).drawContents(painter)
    painter.end()
    bits = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())[:, :width].astype(float)
    grain = np.random.default_rng(dice.randrange(1 << 32))
    shade = gaussian_filter(grain.normal(0, 1, (height, width)), 160) * dice.uniform(500, 900)
    across = np.linspace(dice.uniform(-14, 0), dice.uniform(-14, 0), width)
    seen = gaussian_filter(bits, dice.uniform(0.45, 0.7)) * 0.9 + 18 + shade + across
    seen[:, : dice.randint(2, 9)] *= 0.6  # the shadow of the edge
    return Image.fromarray(np.clip(seen + grain.normal(0, 4, seen.shape), 0, 255).astype(np.uint8))


def write_docx(page: Page, paper: Paper, target: Path) -> None:
    """A Word document as small as one can be."""
    body = "".join(table_docx(block) if block.kind == "rows" else words_docx(block) for block in page.blocks)
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f"<w:document {w}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "docProps/core.xml": CORE.format(day=f"{written(paper):%Y-%m-%dT%H:%M:%SZ}"),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), declaration + part, zipfile.ZIP_DEFLATED)


def words_docx(block: Block) -> str:
    side = {"sender": "right", "total": "right", "heading": "center"}.get(block.kind, "left")
    size = {"head": 32, "heading": 32, "title": 24}.get(block.kind, 21)
    bold = "<w:b/>" if block.kind in ("head", "heading", "title", "total") else ""
    run = f'<w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr>'
    lines = (f'<w:r>{run}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' for line in block.lines)
    words = "<w:r><w:br/></w:r>".join(lines)
    return f'<w:p><w:pPr><w:spacing w:after="200"/><w:jc w:val="{side}"/></w:pPr>{words}</w:p>'


def table_docx(block: Block) -> str:
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in ("top", "left", "bottom", "right", "insideH"))
    lines = ([f"<w:p><w:r><w:t>{escape(cell)}</w:t></w:r></w:p>" for cell in line.split(" | ")] for line in block.lines)
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>" for cells in lines)
    properties = f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
    columns = "<w:gridCol/>" * len(block.lines[0].split(" | "))
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl><w:p/>"


def write_mail(page: Page, paper: Paper, target: Path) -> None:
    mail = EmailMessage()
    mail["From"] = f"{page.sender} <{paper['from']}@mail.example>"
    mail["To"] = f"{page.receiver} <{paper['to']}@mail.example>"
    mail["Subject"] = paper["title"]
    mail["Date"] = format_datetime(written(paper))
    mail.set_content("\n\n".join([*paper["text"], paper["sign"]]) + "\n")
    target.write_bytes(mail.as_bytes())


CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    '<Relationship Id="rId2" Target="docProps/core.xml" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/></Relationships>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
)

if __name__ == "__main__":
    main()
