"""Files that are built to harm, made here; each is small to make."""

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

from PIL import Image

from readers.making_documents import docx, paragraph

CUT = ("AVIF", "TIFF", "WEBP", "JPEG", "PNG", "GIF", "HEIF")


def make(folder: Path, heic: bytes) -> None:
    """Fill ``folder``; ``heic`` is a photo of that kind, which nothing here can write."""
    folder.mkdir()
    (folder / "pages.pdf").write_bytes(_pdf_of_pages(100_000))
    docx(folder / "tables.docx", "<w:tbl><w:tr><w:tc>" * 1000 + paragraph("deep") + "</w:tc></w:tr></w:tbl>" * 1000)
    (folder / "nested.eml").write_bytes(b"Subject: x\nContent-Type: message/rfc822\n\n" * 200 + b"Subject: y\n\nhello")
    (folder / "huge.png").write_bytes(_png(30_000))
    for ending, part in (("docx", "word/document.xml"), ("odt", "content.xml"), ("pptx", "ppt/slides/slide1.xml")):
        (folder / f"bomb.{ending}").write_bytes(_bomb(part))
    one = b"--x\nContent-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\n\nx\n"
    many = b"Subject: x\nContent-Type: multipart/mixed; boundary=x\n\n" + one * 20_000
    (folder / "attached.eml").write_bytes(many)
    (folder / "brackets.eml").write_bytes(
        b"From: " + b"(" * 100_000 + b"\nSubject: brackets\nDate: " + b"(" * 9999 + b"\n\nhi"
    )
    (folder / "attributes.html").write_bytes(b"<html>hi <a " + b"x=1 " * 100_000 + b">there</a>")
    (folder / "cut.csv").write_bytes(b'"' + b"a,b\n" * 100_000)
    for size, name in ((4 << 30, "holes.txt"), (1 << 42, "endless.txt")):
        with (folder / name).open("wb") as file:
            file.truncate(size)
    for kind in CUT:
        content = heic if kind == "HEIF" else _noise(kind)
        for tenth in range(10):
            (folder / f"{kind} {tenth}.{'heic' if kind == 'HEIF' else kind.lower()}").write_bytes(
                content[: len(content) * tenth // 10]
            )
    if os.name == "posix":
        os.mkfifo(folder / "pipe.pdf")
        (folder / "zero.txt").symlink_to("/dev/zero")
        Path(os.fsdecode(os.fsencode(folder) + b"/n\xf6 t\xffext.txt")).write_text("Its name is no text.")


def _noise(kind: str) -> bytes:
    made = io.BytesIO()
    Image.effect_noise((160, 120), 60).convert("RGB").save(made, kind)
    return made.getvalue()


def _pdf_of_pages(count: int) -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects.append(b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join(b"%d 0 R" % (3 + n) for n in range(count))))
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"] * count
    made = bytearray(b"%PDF-1.4\n")
    table = bytearray(b"xref\n0 %d\n0000000000 65535 f \n" % (count + 3))
    for number, content in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    return bytes(made + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count + 3, start))


def _png(side: int) -> bytes:
    """So many dots high and wide, all black."""
    packer = zlib.compressobj(1)
    rows = b"".join(packer.compress(bytes(1 + 3 * side)) for _ in range(side // 100)) + packer.flush()
    made = b"\x89PNG\r\n\x1a\n"
    for name, content in (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", rows),
        (b"IEND", b""),
    ):
        made += struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return made


def _bomb(part: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open(part, "w") as file:
        for _ in range(250):
            file.write(bytes(1 << 20))
    return made.getvalue()
