"""The words of a web page. By the parser of the standard library: no tree is needed for that, nor one more library, and
nothing that the page names is ever fetched."""

import re
from html.parser import HTMLParser

from deskhand.readers.documents.decoding import known, text_of
from deskhand.readers.documents.words import Words

MOST_HTML = 4 << 20
"""Characters that are looked at; the words of a page are found in far fewer."""
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_SILENT = frozenset(("script", "style"))
_BLOCKS = frozenset((
    *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl"),
    *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
    *("legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tr", "ul"),
))  # fmt: skip
_LONG_CELL = 80  # letters; a cell with more has paragraphs
_DEEPEST = 100  # tables in tables
_CELLS = frozenset(("td", "th"))
_BLANKS = re.compile(r"\s+")


class HtmlText(HTMLParser):
    """``words`` and ``title`` of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = Words()
        self.title = ""
        self._silent = ""
        self._in_title = False
        self._cells: list[bool] = []
        self._in_cell = 0
        self._in_pre = False
        self.feed(_closed(html[:MOST_HTML]))
        self.close()

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self._silent = tag if tag in _SILENT else ""
        self._in_title = tag == "title" and not self.title
        if tag in _CELLS:
            self._end_cell()
            self._cells = [*self._cells[:-1], True]
            self._in_cell = 0
        elif tag in _BLOCKS:
            self._break(tag)
            self._in_pre = self._in_pre or tag == "pre"
            if tag == "table":  # a table with a table in it is there for the looks: its cells are no cells
                self._cells = [False] * (min(len(self._cells), _DEEPEST) + 1)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """``<script/>`` is open in a page of HTML, but was meant as closed by who wrote it so."""
        if tag not in _SILENT and tag != "title":
            self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        self._silent, self._in_title = "", False
        if tag in _CELLS:
            self._end_cell()
        elif tag in _BLOCKS:
            self._break(tag)
            self._in_pre = self._in_pre and tag != "pre"
            if tag == "table":
                self._cells = self._cells[:-1]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._silent:
            self._in_cell += len(data.strip())
            self.words.add(data if self._in_pre else _BLANKS.sub(" ", data))

    def unknown_decl(self, data: str) -> None:
        """Word writes ``<![if !supportLists]>`` and the like; what stands between is in the page."""

    def _break(self, tag: str) -> None:
        """Within a short cell all stays on the line of its row."""
        if tag in {"tr", "table"}:
            self._end_cell()
        if any(self._cells) and self._in_cell < _LONG_CELL:
            self.words.add(" ")
        else:
            self.words.line()

    def _end_cell(self) -> None:
        """Many pages leave it open."""
        if self._cells and self._cells[-1]:
            self._cells[-1] = False
            self.words.add("\t")


def _closed(html: str) -> str:
    """``html`` without comments, and with nothing left open at its end: the parser looks for the end over and over."""
    pieces = []
    place = 0
    while (begin := html.find("<!--", place)) >= 0:
        pieces.append(html[place:begin])
        end = html.find("-->", begin)
        place = end + 3 if end >= 0 else len(html)
    html = "".join((*pieces, html[place:]))
    last = html.rfind(">") + 1
    return html[:last] + html[last:].replace("<", " ")


def decoded(content: bytes, declared: str = "") -> str:
    """A page as text: as it was sent (``declared``), else as it says of itself, else as its letters look."""
    found = _CHARSET.search(content[:4096])
    said = found[1].decode("ascii") if found else ""
    if known(said).startswith("utf-16"):  # it could not have been read then
        said = "utf-8"
    return text_of(content[:MOST_HTML], declared or said)
