"""What an office file says about itself: title, days, counts."""

from collections.abc import Mapping

from deskhand.readers.documents import dates, titles
from deskhand.readers.documents.package import Package

_LONGEST = 500
_MOST_PAGES = 100_000
_TEMPLATE = "2013-12-23T23:15:00Z"
_OF_OFFICE = ("docprops/core.xml", "docprops/app.xml")
_OF_OPEN_DOCUMENT = ("meta.xml",)


class Properties:
    """Hears the properties of a package: the first text of every element, and its attributes."""

    full = False

    def __init__(self, package: Package) -> None:
        self._texts: dict[str, str] = {}
        self._attributes: dict[str, str] = {}
        self._open = ""
        for part in (*_OF_OFFICE, *_OF_OPEN_DOCUMENT):
            package.tell(part, self)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._open = "" if name in self._texts else name
        self._attributes.update(attributes)

    def data(self, text: str) -> None:
        if self._open:
            self._texts[self._open] = (self._texts.get(self._open, "") + text)[:_LONGEST]

    def end(self, name: str) -> None:
        self._open = ""

    @property
    def is_of_template(self) -> bool:
        """Whether day and picture are those of the empty document that python-docx begins with."""
        return self._texts.get("created", "") == _TEMPLATE

    @property
    def title(self) -> str:
        return titles.sensible(self._texts.get("title", ""))

    @property
    def date(self) -> str:
        """When it was first made, else last saved."""
        return self._first_day("created", "creation-date", "modified", "date")

    @property
    def saved(self) -> str:
        """When it was last saved, else first made: Excel makes every workbook on the day that Excel was."""
        return self._first_day("modified", "date", "created", "creation-date")

    def _first_day(self, *names: str) -> str:
        told = (self._texts.get(name, "") for name in names)
        return next(filter(None, map(dates.from_iso, (day for day in told if day != _TEMPLATE))), "")

    @property
    def pages(self) -> int:
        """0: it does not say."""
        told = self._texts.get("Pages") or self._attributes.get("page-count") or ""
        return min(int(told), _MOST_PAGES) if told.strip().isdecimal() else 0
