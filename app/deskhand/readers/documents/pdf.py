"""PDF, by pdfium. Pages without words of their own are drawn and read off their pictures, the first few of them."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL.Image import Image

from deskhand.domain.files import Content
from deskhand.readers.documents import dates, pdf_page, titles, trouble
from deskhand.readers.documents.document import PICTURE_SIDE, Document, See
from deskhand.readers.documents.signs import Signs
from deskhand.readers.documents.words import Words

_MOST_PAGES = 200
_MOST_SEEN = 3
_MOST_ATTACHED = 100
logging.getLogger("pypdfium2").addHandler(logging.NullHandler())  # it speaks of how it was built

_LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


def fits(signs: Signs) -> bool:
    """Some programs write a few lines of their own before it begins; other files have one inside."""
    begins = signs.beginning.startswith(b"%pdf-")
    return begins or (signs.ending == ".pdf" and b"%PDF-" in signs.head[:1024] and not signs.parts)


def read(path: Path, see: See) -> Document:
    with _open(path) as pdf:
        reading = _Reading(see)
        for number in range(min(len(pdf), _MOST_PAGES)):
            if reading.words.full:
                break
            reading.read(pdf, number)
        if reading.damaged and reading.damaged == min(len(pdf), _MOST_PAGES):
            raise trouble.damaged(path, "no page can be opened")
        told = pdf.get_metadata_value
        content = Content(
            kind="PDF",
            words=str(reading.words),
            pages=len(pdf),
            date=dates.from_pdf(told("CreationDate")) or dates.from_pdf(told("ModDate")),
            subject=titles.sensible(told("Title")),
            attached=tuple(_attached(pdf)),
            seen=reading.seen,
            notes=(*reading.notes(len(pdf)), *reading.words.notes, *_form_notes(pdf)),
        )
        return Document(content, _drawn(pdf, 0, PICTURE_SIDE))


def draw(path: Path, page: int, side: int) -> Image | None:
    with _open(path) as pdf:
        return _drawn(pdf, page, side) if 0 <= page < len(pdf) else None


@dataclass(slots=True)
class _Reading:
    """The pages of a PDF as they are read, one after the other."""

    see: See
    words: Words = field(default_factory=Words)
    seen: int = 0
    scans: int = 0
    damaged: int = 0

    def read(self, pdf: pypdfium2.PdfDocument, number: int) -> None:
        try:
            with closing(pdf.get_page(number)) as page:
                words = pdf_page.words_on(page)
                if pdf_page.is_scan(page, words):
                    words = self._look(page, words)
        except (pypdfium2.PdfiumError, ValueError):
            self.damaged += 1
        else:
            self.words.paragraph(words)

    def _look(self, page: pypdfium2.PdfPage, words: str) -> str:
        """The words off the picture of ``page``, with those of its own unless they are garbage."""
        self.scans += 1
        if self.seen == _MOST_SEEN:
            return words
        seen = self.see(pdf_page.drawn(page))
        self.seen += 1
        return seen if pdf_page.is_garbage(words) else f"{words}\n{seen}"

    def notes(self, pages: int) -> Iterator[str]:
        """In plain words, what was left out of a document of so many pages."""
        if pages > _MOST_PAGES:
            yield f"Only the first {_MOST_PAGES} of {pages:,} pages were read."
        if left := self.scans - self.seen:
            yield f"Pages without words of their own: {self.scans:,}. The last {left:,} of them were not read."
        if self.damaged:
            yield f"Pages that are damaged and were passed over: {self.damaged:,}."


@contextmanager
def _open(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise trouble.locked(path) if error.err_code in _LOCKED else trouble.damaged(path, "pdfium") from error
    with closing(pdf):
        pdf.init_forms()
        yield pdf


def _drawn(pdf: pypdfium2.PdfDocument, number: int, side: int) -> Image | None:
    """``None`` of a page that is damaged, or has no area."""
    try:
        with closing(pdf.get_page(number)) as page:
            return pdf_page.drawn(page, side)
    except (pypdfium2.PdfiumError, ValueError):
        return None


def _form_notes(pdf: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """Forms of one maker show a page "Please wait" to every program but its own."""
    is_own = pdf.get_formtype() == pdfium.FORMTYPE_XFA_FULL
    return ("This form shows its contents in Adobe Reader alone: print it as a PDF from there.",) if is_own else ()


def _attached(pdf: pypdfium2.PdfDocument) -> Iterator[str]:
    for number in range(min(pdf.count_attachments(), _MOST_ATTACHED)):
        yield pdf.get_attachment(number).get_name()
