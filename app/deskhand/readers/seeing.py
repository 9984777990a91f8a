"""Words off a picture (OCR). Only processes that read one file at a time ever load what this stands on."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import numpy as np
import rapidocr
from PIL import Image
from rapidocr.main import RapidOCRError

from deskhand.readers.seen_lines import Line, in_reading_order

Pixels: TypeAlias = "np.ndarray[Any, np.dtype[np.uint8]]"
Corners: TypeAlias = "np.ndarray[Any, np.dtype[np.float32]]"  # of a box: four times x and y

_EDGE = 2000  # dots, of the longest side: A4 at 170 an inch
_FIND_EDGE = 1280  # lines are looked for in a smaller picture than they are read from
_SMALLEST, _SMALL = 12, 600  # dots: too small for words; enlarged before it is looked at
_LONGEST_SHAPE = 6  # times as long as wide; a strip is laid on white
_AT_ONCE = 60.0  # lines, times the length of the longest in heights
_MOST_AT_ONCE = 16
_ASKED = 24  # of the longest lines, whether they stand on their heads
_TALL = 1.5
_STRAIGHT = 1.5  # degrees
_FEW = 5  # lines are too few to say that a page is askew
_SURE = 0.6

_MODELS = Path(rapidocr.__file__).parent / "models"


def words_in(image: Image.Image, tick: Callable[[], None] = lambda: None) -> str:
    """What is written in ``image`` (RGB), line by line in reading order, columns apart; "" where nothing is.

    Pages that lie on their side or stand on their heads are read too. ``tick`` is called whenever some lines are done.
    """
    if min(image.size) < _SMALLEST:
        return ""
    image = _laid_out(image)
    crops, boxes = _lines_of(image)
    tick()
    if (skew := _skew(boxes)) and abs(skew) > _STRAIGHT:
        image = image.rotate(skew, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
        crops, boxes = _lines_of(image)
        tick()
    return in_reading_order(list(_lines(image, crops, boxes, tick))) if crops else ""


def _lines(
    image: Image.Image, crops: list[Pixels], boxes: Sequence[Corners], tick: Callable[[], None]
) -> Iterator[Line]:
    """The lines as they stand on the page when it is turned upright."""
    tall = _weight(crop for crop, box in zip(crops, boxes, strict=True) if _is_tall(box)) > _weight(crops) / 2
    upside_down = _stand_on_their_heads(crops)
    if upside_down:
        crops = [np.ascontiguousarray(np.rot90(crop, 2)) for crop in crops]
    for place, text, sure in _read(crops, tick):
        if sure >= _SURE and any(sign.isalnum() for sign in text):
            box = _turned(boxes[place], tall + 2 * upside_down, *image.size)
            yield Line(text.strip(), *map(float, (*box.min(axis=0), *box.max(axis=0))))


def _laid_out(image: Image.Image) -> Image.Image:
    """As the models want it: neither tiny nor huge nor a strip."""
    factor = min(_EDGE / max(image.size), max(1.0, _SMALL / max(image.size)))
    if factor != 1:
        image = image.resize([max(1, round(side * factor)) for side in image.size], Image.Resampling.LANCZOS)
    shortest = -(-max(image.size) // _LONGEST_SHAPE)
    if min(image.size) < shortest:
        sheet = Image.new("RGB", (max(image.width, shortest), max(image.height, shortest)), "white")
        sheet.paste(image, (0, 0))
        image = sheet
    return image


def load() -> bool:
    """Load what is needed; whether that was still to be done."""
    new = not _engine.cache_info().currsize
    if new:
        blank = np.full((64, 256, 3), 255, np.uint8)
        _engine()(blank, use_det=False)
        _engine()(blank, use_cls=False, use_rec=False)
    return new


@cache
def _engine() -> rapidocr.RapidOCR:
    """Loaded once a process, on one thread: other processes use the other cores."""
    (find,), (turn,), (read,) = (sorted(_MODELS.glob(f"*_{part}_*.onnx")) for part in ("det", "cls", "rec"))
    one_thread = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Det.model_path": str(find),
            "Det.limit_type": "max",
            "Det.limit_side_len": _FIND_EDGE,
            "Cls.model_path": str(turn),
            "Rec.model_path": str(read),
            "Rec.rec_batch_num": _MOST_AT_ONCE,
            **one_thread,
        }
    )


def _lines_of(image: Image.Image) -> tuple[list[Pixels], Sequence[Corners]]:
    """Pictures of the lines, each lying flat, and the four corners of each."""
    page = np.ascontiguousarray(np.asarray(image)[:, :, ::-1])  # blue, green, red
    try:
        crops, found = _engine().detect_and_crop(page, {})
    except RapidOCRError:  # there is no line
        return [], []
    return crops, list(found.boxes if found.boxes is not None else ())


def _skew(boxes: Sequence[Corners]) -> float:
    """By how many degrees the lines slope of a page that was laid on the scanner askew: what most of them say."""
    slopes = []
    for first, second, _, fourth in boxes:
        across, down = second - first, fourth - first
        run, rise = max(across, down, key=lambda edge: float(np.hypot(*edge)))
        slope = math.degrees(math.atan2(rise, run))
        slopes.append((slope + 45) % 90 - 45)  # lines that run downwards are as straight as those that lie
    return median(slopes) if len(slopes) >= _FEW else 0.0


def _is_tall(box: Corners) -> bool:
    width, height = np.ptp(box, axis=0)
    return bool(height >= _TALL * width)


def _weight(crops: Iterable[Pixels]) -> int:
    return sum(max(crop.shape[:2]) for crop in crops)


def _stand_on_their_heads(crops: list[Pixels]) -> bool:
    """What most of the longest lines say; a single short one is often mistaken."""
    longest = sorted(crops, key=lambda crop: -crop.shape[1] / crop.shape[0])[:_ASKED]
    _, told = _engine().cls_and_rotate(longest)
    votes = (float(score) if label == "180" else -float(score) for label, score in told.cls_res or ())
    return sum(votes) > 0


def _read(crops: list[Pixels], tick: Callable[[], None]) -> Iterator[tuple[int, str, float]]:
    """The place of each line, its words, and how sure they are; lines of like length are read together."""
    for places in _batches([crop.shape[1] / crop.shape[0] for crop in crops]):
        read = _engine().recognize_txt([crops[place] for place in places])
        yield from zip(places, read.txts or (), read.scores or (), strict=True)
        tick()


def _batches(lengths: list[float]) -> Iterator[list[int]]:
    """Places of lines that are read together: what they need of memory is as many as they are times the longest."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if len(batch) == _MOST_AT_ONCE or (batch and (len(batch) + 1) * lengths[place] > _AT_ONCE):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _turned(box: Corners, turns: int, width: int, height: int) -> Corners:
    """The corners as they are when the page is turned upright, a quarter to the left ``turns`` times."""
    for _ in range(turns):
        box = np.stack([box[:, 1], width - box[:, 0]], axis=1)
        width, height = height, width
    return box
