"""Which words go with a picture: its caption, and what people called the file and the folders it lies in."""

import re
from pathlib import PurePath

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_CODE = re.compile(r"[0-9a-f]{8,}|\w*\d+[^\W\d]\w*", re.IGNORECASE)
_FEWEST_LETTERS = 3
_NO_SUBJECTS = (
    "img image dsc dscn dscf pxl mvimg vid photo photos foto fotos picture pictures pic pics bild bilder jpg jpeg png "
    "heic scan scanned screenshot screen shot whatsapp whats app signal telegram camera dcim edit edited "
    "copy kopie final new download downloads upload uploads desktop documents misc untitled thumb thumbnail burst "
    "pano portrait "
    "jan feb mar apr may jun jul aug sep oct nov dec monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december at of the and"
)
"""What cameras, phones and programs write into names, and what says when or in which copy, not what is seen."""
_LEFT_OUT = frozenset(_NO_SUBJECTS.split())


def words_with(path: str, caption: str = "", folders: int = 1) -> str:
    """The words that go with the picture at ``path``: ``caption`` first, or any text that stands near it, then the last
    ``folders`` folders and the file's name, each as plain words and none twice. "" if nobody ever wrote a word.

    ``caption`` is kept as it was written; numbers, dates and what cameras write (IMG_1234) are no words.
    """
    place = PurePath(path.replace("\\", "/"))
    named = [*place.parent.parts[-folders:], place.stem] if folders else [place.stem]
    words = dict.fromkeys(word for name in named for word in _words(name))
    said = " ".join(caption.split())
    told = " ".join(word for word in words if word not in said.casefold())
    return ". ".join(part for part in (said.rstrip("."), told) if part)


def _words(name: str) -> list[str]:
    apart = " ".join(piece for piece in re.split(r"[_\W]+", _CAMEL.sub(" ", name)) if not _CODE.fullmatch(piece))
    words = _NOT_LETTERS.sub(" ", apart).casefold().split()
    return [word for word in words if len(word) >= _FEWEST_LETTERS and word not in _LEFT_OUT]
