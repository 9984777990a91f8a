"""Documents that a test makes, byte by byte, so that it knows what is in them."""

import io
import struct
import zipfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from PIL import Image

from deskhand.readers.documents.document import Document
from deskhand.readers.documents.reading import read_document

SEEN = "read off the picture"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def read(path: Path, seen: str = SEEN) -> Document:
    """Read ``path``; every picture of a page has the words ``seen``."""
    return read_document(path, lambda _: seen)


def words_of(path: Path) -> str:
    return read(path).content.words


def pdf(path: Path, *pages: str, info: str = "", page: str = "") -> Path:
    """A PDF with pages of these drawing orders (see ``line`` and ``scan``). ``page``: more of the page's dictionary."""
    jpeg = io.BytesIO()
    Image.new("RGB", (40, 50), "gray").save(jpeg, "JPEG")
    picture = jpeg.getvalue()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (6 + 2 * number) for number in range(len(pages))), len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width 40 /Height 50 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter /DCTDecode /Length %d >> stream\n%s\nendstream" % (len(picture), picture),
        b"<< %s >>" % info.encode("latin-1"),
    ]
    for number, orders in enumerate(pages):
        content = orders.encode("cp1252")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s"
            b" /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>" % (7 + 2 * number, page.encode())
        )
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content))
    file = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj %s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>" % (len(objects) + 1)
    xref = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    path.write_bytes(file + xref + trailer + b"\nstartxref\n%d\n%%%%EOF" % len(file))
    return path


def line(text: str, height: int = 700) -> str:
    """Drawing orders: a line of text, so many points above the foot of the page."""
    return f"BT /F 12 Tf 60 {height} Td ({text}) Tj ET\n"


def scan() -> str:
    """Drawing orders: a picture over the whole page."""
    return "q 595 0 0 842 0 0 cm /I Do Q\n"


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def docx(path: Path, body: str, core: str = "", others: Mapping[str, str] | None = None) -> Path:
    """A Word document. ``others`` are parts by their kind, such as "header"."""
    parts = others or {}
    types = [("word/document.xml", _MAIN), *((f"word/{name}.xml", _OTHER.format(name)) for name in parts)]
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types)
    return zipped(
        path,
        {
            "[Content_Types].xml": f'<Types xmlns="x">{overrides}</Types>',
            "word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>",
            **{f"word/{name}.xml": f"<w:part {_WORD}>{content}</w:part>" for name, content in parts.items()},
            "docProps/core.xml": f'<c:core xmlns:c="c" xmlns:dc="d" xmlns:dcterms="t">{core}</c:core>',
        },
    )


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def odt(path: Path, body: str, *, kind: str = "text", styles: str = "", meta: str = "") -> Path:
    spaces = " ".join(f'xmlns:{name}="{name}"' for name in ("office", "text", "table", "style", "dc", "draw"))
    return zipped(
        path,
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document {spaces}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
            "</office:document>",
            "styles.xml": f"<office:document {spaces}>{styles}</office:document>",
            "meta.xml": f"<office:document {spaces}>{meta}</office:document>",
        },
    )


def ole(path: Path, streams: Mapping[str, bytes]) -> Path:
    """An OLE file with streams called "name" or "folder/name"."""
    entries: list[tuple[str, int, bytes, list[int]]] = [("Root Entry", 5, b"", [])]
    folders = {"": 0}
    for name, content in streams.items():
        above = ""
        *around, last = name.split("/")
        for folder in around:
            whole = f"{above}/{folder}"
            if whole not in folders:
                folders[whole] = len(entries)
                entries[folders[above]][3].append(len(entries))
                entries.append((folder, 1, b"", []))
            above = whole
        entries[folders[above]][3].append(len(entries))
        entries.append((last, 2, content, []))
    _write_ole(path, entries)
    return path


def _write_ole(path: Path, entries: list[tuple[str, int, bytes, list[int]]]) -> None:
    """In sectors of 512 bytes, small streams in parts of 64; entries of a folder hang on each other's right."""
    fat: list[int] = []
    mini: list[int] = []
    data = small = b""
    starts = []
    for _, _, content, _ in entries:
        if len(content) < 4096:
            starts.append(_chain(mini, content, 64))
            small += _padded(content, 64)
        else:
            starts.append(_chain(fat, content))
            data += _padded(content)
    entries[0] = ("Root Entry", 5, small, entries[0][3])
    starts[0] = _chain(fat, small)
    data += _padded(small)
    table = struct.pack(f"<{len(mini)}I", *mini)
    mini_start = _chain(fat, table)
    data += table.ljust(-(-len(table) // 512) * 512, b"\xff")
    right = {one: other for *_, inside in entries for one, other in pairwise(inside)}
    directory = b""
    for number, (name, kind, content, inside) in enumerate(entries):
        wide = name.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<III", _FREE, right.get(number, _FREE), inside[0] if inside else _FREE)
        head = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1) + links
        directory += head + bytes(36) + struct.pack("<IQ", starts[number], len(content))
    directory_start = _chain(fat, directory)
    data += _padded(directory)
    count = (len(fat) // 127) + 1
    fat_start = len(fat)
    fat += [_FAT] * count
    fat += [_FREE] * (128 * count - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, count, directory_start, 0, 4096, mini_start, -(-len(table) // 512), _END, 0)
    head += struct.pack("<109I", *range(fat_start, fat_start + count), *[_FREE] * (109 - count))
    path.write_bytes(head + data + struct.pack(f"<{len(fat)}I", *fat))


def _chain(fat: list[int], content: bytes, sector: int = 512) -> int:
    """Where the sectors of ``content`` begin."""
    count = -(-len(content) // sector)
    start = len(fat)
    fat += [*range(start + 1, start + count), _END] if count else []
    return start if count else _END


def _padded(content: bytes, sector: int = 512) -> bytes:
    return content.ljust(-(-len(content) // sector) * sector, b"\0")


def msg(path: Path, texts: Mapping[int, str], sent: int = 0, **attached: bytes) -> Path:
    """A mail of Outlook with these texts by number; attached are files by their names (``_`` for the dot)."""
    streams = {f"__substg1.0_{number:04X}001F": text.encode("utf-16-le") for number, text in texts.items()}
    moment = struct.pack("<HHIQ", 0x0040, 0x0039, 6, sent) if sent else b""
    streams["__properties_version1.0"] = bytes(32) + moment
    for number, (name, content) in enumerate(attached.items()):
        folder = f"__attach_version1.0_#{number:08X}"
        streams[f"{folder}/__substg1.0_3707001F"] = name.replace("_", ".").encode("utf-16-le")
        streams[f"{folder}/__substg1.0_37010102"] = content
        streams[f"{folder}/__properties_version1.0"] = bytes(8)
    return ole(path, streams)


def old_doc(path: Path, text: str, *, flags: int = 0) -> Path:
    """A document of Word 97 whose text is one piece of UTF-16."""
    wide = text.encode("utf-16-le")
    head = bytearray(2048)
    struct.pack_into("<HHHH", head, 0, 0xA5EC, 0xC1, 0, 0x0409)
    struct.pack_into("<H", head, 0x0A, flags)
    table = b"\x02" + struct.pack("<IIIHIH", 16, 0, len(text), 0, 2048, 0)
    struct.pack_into("<II", head, 0x01A2, 0, len(table))
    return ole(path, {"WordDocument": bytes(head) + wide, "0Table": table})


def old_ppt(path: Path, *texts: str) -> Path:
    """A presentation of PowerPoint 97 with one slide."""
    records = b"".join(struct.pack("<HHI", 0, 4000, 2 * len(text)) + text.encode("utf-16-le") for text in texts)
    slide = struct.pack("<HHI", 0xF, 1006, len(records)) + records
    return ole(path, {"PowerPoint Document": slide, "Current User": bytes(32)})
