"""Answers that folders, or the beginnings of names, give to the files of a source.

Paths are relative to the folder of the source, as text with "/" between their parts.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import PurePosixPath
from unicodedata import normalize

_SEVERAL = 2
_COVERS = 0.5  # of the files: fewer with a known beginning say that beginnings mean nothing here
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_NUMBER_FIRST = re.compile(r"(\d{1,2})[_\-\s]+([^\W\d_]+)[_\-\s]+\d")
_AROUND = " _-.,#()[]0123456789"
_FOR_NEW_FILES = frozenset((
    *("inbox", "in", "in box", "incoming", "in tray", "intray", "new", "new files", "new folder", "untitled folder"),
    *("unsorted", "to sort", "tosort", "to file", "to do", "todo", "unfiled", "uncategorised", "unknown"),
    *("downloads", "attachments", "eingang", "posteingang", "neu", "neuer ordner", "unsortiert", "nouveau", "à trier"),
    *("nouveau dossier", "bandeja de entrada", "nuevo", "nueva carpeta", "sin clasificar", "nuova cartella"),
))  # fmt: skip
_MEANS_NOTHING = frozenset((
    *("img", "dsc", "dscn", "dscf", "dcim", "pxl", "pict", "vid", "mvi", "gopr", "scan", "scanned", "screenshot"),
    *("doc", "document", "dokument", "documento", "file", "untitled", "unbenannt", "image", "photo", "picture", "bild"),
    *("attachment", "download", "print", "copy", "kopie", "copie", "final", "draft", "fw", "fwd", "re", "aw", "wg"),
    *("the", "a", "an", "my", "new", "old", "whatsapp", "unnamed", "page", "email", "mail", "message"),
))  # fmt: skip
"""First words that cameras, scanners and programs give to any file."""


def by_folder(paths: Mapping[int, str]) -> dict[int, str]:
    """The folder that tells each file apart, by item; a file at the top, or in one for what is new, has no answer.

    That is the first level of folders, or, as long as there is only one on it, the next.
    """
    parts = {item: _folders(path) for item, path in paths.items()}
    parts = {item: folders for item, folders in parts.items() if folders}
    level = 0
    while parts:
        there = {item: folders[level] for item, folders in parts.items() if len(folders) > level}
        found = {item: folder for item, folder in there.items() if not is_for_new_files(folder)}
        if len(set(found.values())) > 1:
            return found
        parts = {item: parts[item] for item in found}
        level += 1
    return {}


def _folders(path: str) -> tuple[str, ...]:
    return tuple(normalize("NFC", part).strip() for part in PurePosixPath(path).parts[:-1])


def is_for_new_files(folder: str) -> bool:
    """Whether a folder is called like one for what nobody has looked at yet ("Inbox", "New folder (2)", "_to sort")."""
    return " ".join(folder.casefold().strip(_AROUND).replace("_", " ").replace("-", " ").split()) in _FOR_NEW_FILES


def by_prefix(paths: Mapping[int, str]) -> dict[int, str]:
    """The words that a name begins with, by item; files whose beginning no other file has are left out.

    A word more is part of the beginning if all files that begin so far have it ("Delivery note"). Digits and dates are
    none, but in names such as "3_george_12". Nothing at all unless at least two beginnings occur on several files.
    """
    if numbered := _by_number(paths):
        return numbered
    words = {item: said for item, path in paths.items() if (said := _first_words(PurePosixPath(path).stem))}
    groups: dict[str, list[int]] = {}
    for item, said in words.items():
        groups.setdefault(said[0].casefold(), []).append(item)
    several = [items for items in groups.values() if len(items) >= _SEVERAL]
    if len(several) < _SEVERAL:
        return {}
    return {
        item: prefix for items in several for prefix in [_shared([words[item] for item in items])] for item in items
    }


def _by_number(paths: Mapping[int, str]) -> dict[int, str]:
    """Small numbers that all names begin with, if most come again and again before the same word ("3_george_12").

    Those of a numbered list ("3 invoice") do not.
    """
    found = {item: _NUMBER_FIRST.match(PurePosixPath(path).stem) for item, path in paths.items()}
    first = {item: match.groups() for item, match in found.items() if match}
    again = Counter(first.values())
    several = sum(1 for count in again.values() if count >= _SEVERAL)
    numbers = {number for number, _ in first.values()}
    if len(first) < len(paths) or len(numbers) < _SEVERAL or several * 2 < len(again):
        return {}
    return {item: number for item, (number, _) in first.items()}


def _first_words(name: str) -> tuple[str, ...]:
    """The words before the first number that follows them; () if they mean nothing."""
    pieces = _PIECE.findall(normalize("NFC", name))
    while pieces and pieces[0].isdecimal():
        pieces.pop(0)
    words = tuple(takewhile(lambda piece: not piece.isdecimal(), pieces))
    return () if not words or len(words[0]) < _SEVERAL or words[0].casefold() in _MEANS_NOTHING else words


def _shared(names: Sequence[tuple[str, ...]]) -> str:
    """The words that all ``names`` begin with, spelled as in most of them."""
    columns = zip(*([word.casefold() for word in name] for name in names), strict=False)
    length = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
    return Counter(" ".join(name[:length]) for name in names).most_common(1)[0][0]


def look_like_answers(answers: Mapping[int, str], files: int) -> bool:
    """Whether these are categories, rather than a name of its own for every other file."""
    counts = Counter(answers.values())
    several = sum(1 for count in counts.values() if count >= _SEVERAL)
    return several >= _SEVERAL and several * 2 >= len(counts) and len(answers) >= _COVERS * files


def folders_look_like_answers(answers: Mapping[int, str]) -> bool:
    """Like ``look_like_answers``; but most files may lie in no folder yet."""
    return look_like_answers(answers, len(answers))
