"""Patterns such as ``{Type}/{Urgency}/{date} {name}``: the folders and the name that a file gets."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deskhand.domain.files import Content
from deskhand.domain.filing import PATTERN_FIELDS
from deskhand.domain.filing_names import parted, safe_file_name, safe_name
from deskhand.domain.problems import Problem, ProblemError

_PART = re.compile(r"\{([^{}]*)\}|([^{}]+)|([{}])")
_EMPTY = "\0"  # stands for a field that has nothing to say
_JOINTS = r"[\s_\-–—,;.·+#]*"
_EXAMPLE = {
    "date": "2026-03-09", "year": "2026", "month": "03", "from": "Bell & Sons", "subject": "Invoice 2041",
    "folder": "Inbox",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pattern:
    """``levels`` are the folders and last the name; each is text and fields (in tuples of one), in turn."""

    levels: tuple[tuple[str | tuple[str], ...], ...]

    @property
    def keeps_names(self) -> bool:
        """Whether files keep their names."""
        return self.levels[-1] == (("name",),)

    def place(self, values: Mapping[str, str], ending: str) -> tuple[tuple[str, ...], str]:
        """Folders and name of a file. ``values`` has a text for every field; a level that stays empty is left out.

        No text makes more than one level, whatever is in it.
        """
        *folders, name = (_filled(level, values) for level in self.levels)
        return tuple(safe_name(folder) for folder in folders if folder), safe_file_name(name, ending)


def parsed(pattern: str, questions: Sequence[str]) -> Pattern:
    """What ``pattern`` says; "": a level a question. Raises ``ProblemError`` in words for what cannot be meant."""
    if not pattern.strip():
        return Pattern((*((("q:" + question,),) for question in questions), (("name",),)))
    levels: list[list[str | tuple[str]]] = [[]]
    for field, text, stray in _PART.findall(pattern.strip()):
        if stray:
            raise ProblemError(_not_closed(pattern))
        if not text:
            levels[-1].append((_known(field, questions),))
            continue
        first, *others = re.split(r"[/\\]", text)
        levels[-1].append(first)
        levels.extend([other] for other in others)
    _check(pattern, levels)
    return Pattern(tuple(tuple(part for part in level if part) for level in levels))


def values_of(
    name: str, folder: str, content: Content | None, answers: Mapping[str, str]
) -> tuple[dict[str, str], str]:
    """What the fields say of a file, and its ending. ``answers``: by question, as its folder is called."""
    stem, ending = parted(name)
    told = content or Content("")
    date = told.date[:10]
    read = (stem, date, date[:4], date[5:7], told.kind, told.sender, told.subject, folder)
    values = dict(zip(PATTERN_FIELDS, read, strict=True))
    return values | {"q:" + question: answer for question, answer in answers.items()}, ending


def example(pattern: str, answers: Mapping[str, str], file: str = "scan 0412.pdf") -> str:
    """Where a file of such a name could go, for a person who is writing a pattern. ``answers``: an answer a question,
    in order.

    Raises ``ProblemError`` as ``parsed`` does.
    """
    stem, ending = parted(file)
    own = {"name": stem, "kind": ending.removeprefix(".").upper()}
    values = _EXAMPLE | own | {"q:" + question: answer for question, answer in answers.items()}
    folders, name = parsed(pattern, tuple(answers)).place(values, ending)
    return " / ".join((*folders, name))


def _known(field: str, questions: Sequence[str]) -> str:
    """The field that is meant; questions come before what was read."""
    wanted = field.strip()
    for known in (*questions, *PATTERN_FIELDS):
        if known.casefold() == wanted.casefold():
            return "q:" + known if known in questions else known
    raise ProblemError(_unknown(wanted, questions))


def _check(pattern: str, levels: Sequence[Sequence[str | tuple[str]]]) -> None:
    texts = ["".join(part if isinstance(part, str) else "x" for part in level).strip() for level in levels]
    if not texts[0] or re.match(r"^[A-Za-z]:|^~", texts[0]):
        raise ProblemError(_not_inside(pattern))
    if any(text.strip(". ") == "" and text for text in texts):
        raise ProblemError(_not_inside(pattern))
    if not all(texts):
        raise ProblemError(_empty_level(pattern))
    if not any(isinstance(part, tuple) for part in levels[-1]):
        raise ProblemError(_one_name(pattern))


def _filled(level: Sequence[str | tuple[str]], values: Mapping[str, str]) -> str:
    """The text of a level; what joins an empty field to its neighbour goes with it."""
    texts = (part if isinstance(part, str) else values[part[0]].replace(_EMPTY, "").strip() or _EMPTY for part in level)
    text = "".join(texts)
    text = re.sub(rf"[(\[]\s*{_EMPTY}\s*[)\]]", _EMPTY, text)
    text = re.sub(rf"^\s*(?:{_EMPTY}{_JOINTS})+", "", text)
    return re.sub(rf"{_JOINTS}{_EMPTY}", "", text).strip()


_DID = "Nothing was planned."


def _unknown(field: str, questions: Sequence[str]) -> Problem:
    known = ", ".join(f"{{{name}}}" for name in (*questions, *PATTERN_FIELDS))
    return Problem(
        "The pattern has a word that means nothing",
        f"There is no “{{{field}}}” to make folders and names from.",
        _DID,
        f"Use one of these: {known}.",
    )


def _not_closed(pattern: str) -> Problem:
    return Problem(
        "The pattern has a brace too many",
        f"In “{pattern}” a brace is not closed, or closed twice.",
        _DID,
        "Write each word between one { and one }, like {name}.",
    )


def _not_inside(pattern: str) -> Problem:
    return Problem(
        "The pattern leads out of the folder",
        f"“{pattern}” does not stay inside the folder that you chose.",
        _DID,
        "Begin with a word or a field, and leave out “..”, drives and a slash at the beginning.",
    )


def _empty_level(pattern: str) -> Problem:
    return Problem(
        "The pattern has a folder without a name",
        f"In “{pattern}” there is nothing between two slashes, or behind the last one.",
        _DID,
        "Put something there, or take one slash away. The last part is the name of the file: {name} keeps it.",
    )


def _one_name(pattern: str) -> Problem:
    return Problem(
        "All files would get the same name",
        f"Behind the last slash of “{pattern}” nothing differs from file to file.",
        _DID,
        "Write {name} there to keep the names that the files have.",
    )
