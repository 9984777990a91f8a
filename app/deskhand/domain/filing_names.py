"""Names of files and folders that every computer can write: one filter, for whatever text they are made from."""

import re
import unicodedata

LONGEST_NAME = 255
"""Bytes of UTF-8 and units of UTF-16 of a name: ext4, APFS and NTFS agree on the number, not on what they count."""
_LONGEST_ENDING = 24  # bytes; what is longer is no ending
_UNNAMED = "unnamed"
_DASHED = frozenset("/\\:|／＼⁄∕⧸∖⧵⧹﹨：｜∣│")
_LINED = frozenset("*?<>＊？＜＞")
_QUOTED = frozenset('"＂')
_DEVICES = frozenset((
    *("con", "prn", "aux", "nul", "conin$", "conout$", "clock$"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"),
))  # fmt: skip
"""Windows takes them for devices, with any ending. Source: Naming Files, Paths, and Namespaces, Microsoft."""


def safe_name(text: str) -> str:
    """``text`` as the name of a folder: one level, never empty, never longer than any system can hold."""
    return _shortened(_allowed(text), "")


def safe_file_name(stem: str, ending: str) -> str:
    """Like ``safe_name``, of a file; ``ending`` (with its dot, or "") is kept when it has to be shortened."""
    clean = _allowed(ending).removeprefix(".") if ending else ""
    if not clean or clean == _UNNAMED or len(clean.encode()) > _LONGEST_ENDING:
        return _shortened(_allowed(stem + ending), "")
    whole = _allowed(f"{stem.strip() or _UNNAMED}.{clean}")
    return _shortened(whole.removesuffix(f".{clean}"), f".{clean}")


def numbered(name: str, number: int) -> str:
    """``name`` with (2), (3) … before its ending."""
    stem, ending = parted(name)
    return _shortened(stem, f" ({number}){ending}")


def cut_to(name: str, most: int) -> str:
    """``name`` in at most ``most`` bytes, its ending kept; "" if that leaves nothing of it."""
    stem, ending = parted(name)
    return _shortened(stem, ending, most) if most > len(ending.encode()) else ""


def parted(name: str) -> tuple[str, str]:
    """A file name without its ending, and the ending with its dot ("": it has none)."""
    stem, dot, ending = name.rpartition(".")
    if not stem.strip(". ") or not ending or len(ending.encode("utf-8", "replace")) > _LONGEST_ENDING or " " in ending:
        return name, ""
    return stem, dot + ending


def same_name(name: str) -> str:
    """Equal for names that some computer takes for one: they differ by case or by Unicode form alone."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _allowed(text: str) -> str:
    """``text`` without signs that some system cannot write, or that show a name as another than it is."""
    composed = unicodedata.normalize("NFC", text)
    name = unicodedata.normalize("NFC", "".join(_sign(sign) for sign in composed))
    name = name.strip().rstrip(". ")
    if not name.strip(". "):
        return _UNNAMED
    device = re.split(r"[.:]", name, maxsplit=1)[0].rstrip(" ").casefold()
    return f"_{name}" if device in _DEVICES else name


def _sign(sign: str) -> str:
    if sign in _DASHED:
        return "-"
    if sign in _LINED:
        return "_"
    if sign in _QUOTED:
        return "'"
    kind = unicodedata.category(sign)
    if kind in ("Zs", "Zl", "Zp") or sign in "\t\n\r":
        return " "
    if kind == "Cs":
        return "_"
    is_nothing = kind in ("Cc", "Cf") or ord(sign) & 0xFFFE == 0xFFFE
    return "" if is_nothing else sign


def _shortened(stem: str, ending: str, most: int = LONGEST_NAME) -> str:
    """``stem`` and ``ending`` in a name of at most ``most`` bytes and units, cut between characters only."""
    if _length(stem + ending) <= most:
        return stem + ending
    left = len(stem)
    while left > 1 and (_length(stem[:left] + ending) > most or _joins(stem[left : left + 1])):
        left -= 1
    return (stem[:left].rstrip(". ") or "_") + ending


def _length(name: str) -> int:
    return max(len(name.encode()), len(name.encode("utf-16-le")) // 2)


def _joins(sign: str) -> bool:
    """Whether a sign belongs to the one before it: an accent, a colour of skin, the second half of a flag."""
    return bool(sign) and (unicodedata.category(sign).startswith("M") or "\U0001f3fb" <= sign <= "\U0001f3ff")
