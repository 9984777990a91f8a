"""Days and times as people write them."""

import re

_MONTH = r"(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]*"
_CLOCK = r"\d\d?:\d\d(?::\d\d)?(?: ?[ap]m)?"
_FIGURES = r"\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-]\d{2,4}"
_DAY = rf"{_FIGURES}|\d\d?[ .-]{{1,2}}{_MONTH}[ .-]\d{{2,4}}|{_MONTH} \d\d?,? \d{{4}}"
_MOMENT = re.compile(rf"(?:{_DAY})(?:[T ,]+{_CLOCK}.*)?|{_CLOCK}", re.IGNORECASE)


def is_moment(text: str) -> bool:
    """Whether ``text`` is a day, a time or both, and nothing else."""
    return _MOMENT.fullmatch(text.strip()) is not None
