"""Adding one format to the formats of their workbook: a percentage, for how sure an answer is."""

import re
from collections.abc import Mapping

from deskhand.writers.sheet_survey import new_parser

_COUNT = re.compile(rb"""(?<=\scount=)("[^"]*"|'[^']*')""")
_PERCENT = 9  # "0%", built in. Source: ECMA-376 part 1, 18.8.30


def with_percentage(styles: bytes) -> tuple[bytes, str | None]:
    """``styles`` with one more format, and its number; as they were, and ``None``, if they hold no formats."""
    finder = _FormatFinder()
    finder.parser.Parse(styles, True)
    if finder.begin is None or finder.end is None:
        return styles, None
    plain = 'fontId="0" fillId="0" borderId="0" xfId="0"'
    added = f'<{finder.prefix}xf numFmtId="{_PERCENT}" {plain} applyNumberFormat="1"/>'
    tag_end = styles.index(b">", finder.begin) + 1
    count = f'"{finder.count + 1}"'.encode("ascii")
    tag = _COUNT.sub(count, styles[finder.begin : tag_end])
    changed = styles[: finder.begin] + tag + styles[tag_end : finder.end] + added.encode("ascii") + styles[finder.end :]
    return changed, str(finder.count)


class _FormatFinder:
    """Finds the list of cell formats: where it begins and ends, and how many there are."""

    def __init__(self) -> None:
        self.prefix = ""
        self.begin: int | None = None
        self.end: int | None = None
        self.count = 0
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, _attributes: Mapping[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        if local == "cellXfs":
            self.prefix = f"{prefix}:" if prefix else ""
            self.begin = self.parser.CurrentByteIndex
        elif local == "xf" and self.begin is not None and self.end is None:
            self.count += 1

    def _end(self, name: str) -> None:
        # An empty list has no closing tag to put the format before, and no formats for cells to refer to.
        if name == f"{self.prefix}cellXfs" and self.count:
            self.end = self.parser.CurrentByteIndex
