"""Numbers as people write them: 1,234.50, 1.234,50, € 12, 15 %."""

import re

_NUMBER = re.compile(
    r"[-+−]?(?:\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?|[.,]\d+)"
)
_DECIMALS = re.compile(r"([.,])(?!\d{3}$)\d+(?:[eE][-+]?\d+)?$")  # what is not followed by three figures cannot group
_AROUND = re.compile(r"^(?:[€$£¥]|EUR|USD|GBP|CHF)?\s*(.*?)\s*(?:[€$£¥%]|EUR|USD|GBP|CHF)?$", re.DOTALL)


def is_number(text: str) -> bool:
    """Whether ``text`` is a number and nothing else, but for a currency or a per cent sign beside it."""
    return _NUMBER.fullmatch(_bare(text)) is not None


def plain(text: str, *, decimal: str = ".") -> str | None:
    """``text`` as a plain number (1234.5), or ``None`` if it is none. ``decimal`` decides what 1,234 means."""
    bare = _bare(text).replace("−", "-")
    if _NUMBER.fullmatch(bare) is None:
        return None
    if "," in bare and "." in bare:
        decimal = max(",.", key=bare.rfind)
    elif bare.count(",") > 1 or bare.count(".") > 1:
        decimal = "," if "." in bare else "."
    elif marked := _DECIMALS.search(bare):
        decimal = marked[1]
    grouping = "." if decimal == "," else ","
    value = re.sub(rf"[' \u00a0\u202f{re.escape(grouping)}]", "", bare).replace(decimal, ".")
    return _shortest(value)


def decimal_mark(texts: list[str]) -> str:
    """The mark that the numbers in ``texts`` have before their decimals, "," or "."; where all is open, "."."""
    for bare in map(_bare, texts):
        if _NUMBER.fullmatch(bare) and (marked := _DECIMALS.search(bare)):
            return marked[1]
    return "."


def _bare(text: str) -> str:
    found = _AROUND.match(text.strip())
    return found[1] if found else ""


def _shortest(value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return None
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return repr(number)
