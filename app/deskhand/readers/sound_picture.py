"""A recording as a picture: how loud it is from its beginning to its end. By it a file is known again in a grid."""

from collections.abc import Sequence
from itertools import pairwise

from PIL import Image, ImageDraw

_SHAPE = 3 / 4  # height by width
_GROUND, _BAR, _MIDDLE = "#EEF0EC", "#7F9189", "#C9D1CC"  # light and neutral: no colour that means anything
_BARS = 56
_FILLS = 0.72  # of the height, where it is loudest
_QUIETEST = 16  # of 255: what is quieter all along is drawn as small as it is
_FINER = 3  # times larger while it is drawn: its edges are smooth then


def picture_of(peaks: Sequence[int], edge: int) -> Image.Image:
    """``peaks`` (0 to 255) of equal stretches of a recording, ``edge`` dots wide; loud is what is loudest in it."""
    wide, high = edge * _FINER, round(edge * _SHAPE) * _FINER
    image = Image.new("RGB", (wide, high), _GROUND)
    pen = ImageDraw.Draw(image)
    step = wide / (_BARS + 2)
    middle, thin = high / 2, max(1.0, step * 0.08)
    pen.rectangle((step, middle - thin, wide - step, middle + thin), fill=_MIDDLE)
    loudest = max(_QUIETEST, *peaks, 0)
    for place, peak in enumerate(_spread(peaks)):
        left, tall = step * (place + 1.22), high * _FILLS / 2 * peak / loudest
        box = (left, middle - tall, left + step * 0.56, middle + tall)
        if tall > thin:
            pen.rounded_rectangle(box, radius=step * 0.28, fill=_BAR)
    return image.resize((edge, high // _FINER), Image.Resampling.BOX)


def _spread(peaks: Sequence[int]) -> list[int]:
    """As many as there are bars, each as loud as the loudest in its share; a short recording has fewer of its own."""
    count = len(peaks)
    if not count:
        return []
    begins = [place * count // _BARS for place in range(_BARS + 1)]
    return [max(peaks[begin : max(end, begin + 1)]) for begin, end in pairwise(begins)]
