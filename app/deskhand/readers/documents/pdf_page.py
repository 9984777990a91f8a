"""One page of a PDF: its words, what is filled into its forms, and what it looks like."""

import ctypes
import re
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil

import pypdfium2
import pypdfium2.raw as pdfium
from PIL.Image import Image

from deskhand.readers.documents.words import tidy

_HYPHEN_AT_END = re.compile(r"[\x02\ufffe]\s*")  # pdfium's sign for a word that goes on in the next line
_FEW = 200  # letters; fewer over a scan are a stamp, a page number or the line that a scanner adds
_MOST_GARBAGE = 0.1  # share of signs that are none; fonts without a table of letters give those
_COVERED = 0.4  # of the page; a picture that large is the page
_MOST_OBJECTS = 3000
_MOST_NOTES = 500
_MOST_PIXELS = 9_000_000  # A4 at 200 dpi has four millions
_DPI = 200
_PATIENCE = 3.0  # seconds for drawing a page
_STRANGE = {"Co", "Cn", "Cc"}
_WIDGET, _FREE_TEXT = pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT


def words_on(page: pypdfium2.PdfPage) -> str:
    """What is written on ``page``, as far as it says so itself, then what was filled in."""
    text = page.get_textpage()
    try:
        written = _HYPHEN_AT_END.sub("", text.get_text_range())
    finally:
        text.close()
    filled = "\n".join(value for value in _filled_in(page) if value not in written)
    return f"{written}\n{filled}" if filled else written


def is_scan(page: pypdfium2.PdfPage, words: str) -> bool:
    """Whether the words of ``page`` have to be read off its picture: there are none, few over a picture, or garbage."""
    letters = sum(map(str.isalnum, words))
    if letters >= _FEW:
        return is_garbage(words)
    if letters == 0 or is_garbage(words):
        return bool(pdfium.FPDFPage_CountObjects(page) or pdfium.FPDFPage_GetAnnotCount(page))
    return _is_covered(page)


def drawn(page: pypdfium2.PdfPage, side: int = 0) -> Image:
    """``page`` as a picture, at most ``side`` pixels high and wide; without ``side`` as large as reading it needs."""
    width, height = page.get_size()
    if width < 1 or height < 1:
        raise ValueError("a page without an area")
    bounded = (_MOST_PIXELS / (width * height)) ** 0.5
    scale = min(side / max(width, height) if side else _DPI / 72, bounded)
    bitmap = pypdfium2.PdfBitmap.new_native(ceil(width * scale), ceil(height * scale), pdfium.FPDFBitmap_BGR)
    try:
        _draw(page, bitmap)
        image: Image = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    if side:
        image.thumbnail((side, side))  # sizes are rounded up, which can be a pixel too much
    return image


def _draw(page: pypdfium2.PdfPage, bitmap: pypdfium2.PdfBitmap) -> None:
    """As much of ``page`` as can be drawn in time: plans of buildings have hundreds of thousands of lines."""
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, bitmap.width, bitmap.height)
    give_up_at = time.monotonic() + _PATIENCE
    pause = pdfium.IFSDK_PAUSE(version=1)
    late = type(pause.NeedToPauseNow)(lambda _: time.monotonic() > give_up_at)
    pause.NeedToPauseNow = late
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_RENDER_LIMITEDIMAGECACHE
    where = (bitmap, page, 0, 0, bitmap.width, bitmap.height, 0, flags)
    pdfium.FPDF_RenderPageBitmap_Start(*where, pause)
    pdfium.FPDF_RenderPage_Close(page)
    if page.formenv:
        pdfium.FPDF_FFLDraw(page.formenv, *where)


def is_garbage(words: str) -> bool:
    """Whether much of ``words`` is no letter of any alphabet."""
    signs = [sign for sign in words if not sign.isspace()]
    strange = sum(sign == "\ufffd" or unicodedata.category(sign) in _STRANGE for sign in signs)
    return strange > _MOST_GARBAGE * len(signs)


def _is_covered(page: pypdfium2.PdfPage) -> bool:
    """Whether a picture lies over much of ``page``; strips of a scan are added up."""
    width, height = page.get_size()
    covered = 0.0
    for number, shape in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        left, bottom, right, top = shape.get_bounds()
        covered += max(0, right - left) * max(0, top - bottom)
        if covered >= _COVERED * width * height:
            return True
        if number >= _MOST_OBJECTS:
            break
    return False


def _filled_in(page: pypdfium2.PdfPage) -> Iterator[str]:
    """What stands in the fields of a form, and in text boxes that were put onto the page."""
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        with _annotation(page, number) as annotation:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation) if annotation else None
            if kind == _WIDGET and page.formenv and _holds_text(page, annotation):
                yield tidy(_text(pdfium.FPDFAnnot_GetFormFieldValue, page.formenv, annotation))
            elif kind == _FREE_TEXT:
                yield tidy(_text(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents\0"))


def _holds_text(page: pypdfium2.PdfPage, annotation: object) -> bool:
    """Ticks and buttons have values too, which are names inside of the file."""
    return pdfium.FPDFAnnot_GetFormFieldType(page.formenv, annotation) in {
        pdfium.FPDF_FORMFIELD_TEXTFIELD,
        pdfium.FPDF_FORMFIELD_COMBOBOX,
        pdfium.FPDF_FORMFIELD_LISTBOX,
    }


@contextmanager
def _annotation(page: pypdfium2.PdfPage, number: int) -> Iterator[object]:
    annotation = pdfium.FPDFPage_GetAnnot(page, number)
    try:
        yield annotation
    finally:
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _text(ask: object, *about: object) -> str:
    """What a function of pdfium says about something: asked first how long it is."""
    size = ask(*about, None, 0)  # type: ignore[operator]
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(*about, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)  # type: ignore[operator]
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
