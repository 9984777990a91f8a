"""From the sound of a file to what models hear: one channel, 16,000 values a second, resampled once."""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

import av
import numpy as np
from av.filter import Graph

RATE = 16_000
"""Values a second."""

Samples: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float32]]
"""Sound from -1 to 1, shape (values,)."""


class Side(StrEnum):
    """What of a stereo recording is listened to. A recording of one channel is the same on both sides."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


class Resampler:
    """Takes decoded frames of any rate, format and number of channels, also when these change half-way."""

    def __init__(self, side: Side = Side.BOTH) -> None:
        self._side = side
        self._graph: Graph | None = None
        self._shape: tuple[str, str, int] | None = None

    def feed(self, frame: av.AudioFrame) -> Iterator[Samples]:
        """What has become ready with ``frame``."""
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            yield from self.rest()
            self._graph, self._shape = _graph(frame, self._side), shape
        assert self._graph is not None
        frame.pts = None  # broken files count time wrongly; sound follows sound
        self._graph.push(frame)
        yield from _ready(self._graph)

    def rest(self) -> Iterator[Samples]:
        """What the filter still holds. After it, begin anew."""
        if self._graph is not None:
            self._graph.push(None)
            yield from _ready(self._graph)
        self._graph = self._shape = None


def _graph(frame: av.AudioFrame, side: Side) -> Graph:
    """FFmpeg's own resampler; where channels are mixed, their sum is kept within -1 to 1."""
    rate, layout = frame.sample_rate, frame.layout
    graph = Graph()
    chain = [
        graph.add_abuffer(sample_rate=rate, format=frame.format, layout=layout.name, time_base=Fraction(1, rate)),
        *([graph.add("pan", mix)] if (mix := _mix(layout, side)) else []),
        graph.add("aresample", f"{RATE}:rematrix_maxval=1"),
        graph.add("aformat", f"sample_fmts=flt:channel_layouts=mono:sample_rates={RATE}"),
        graph.add("abuffersink"),
    ]
    for one, behind in pairwise(chain):
        one.link_to(behind)
    graph.configure()
    return graph


def _mix(layout: av.AudioLayout, side: Side) -> str:
    """For FFmpeg's ``pan``; "" where its resampler knows best, as for 5.1, whose middle is where people speak."""
    count = layout.nb_channels
    if side is not Side.BOTH and count > 1:
        return f"mono|c0=c{int(side is Side.RIGHT)}"
    if "channels" not in layout.name:
        return ""
    return "mono|c0=" + "+".join(f"{1 / count:.6f}*c{number}" for number in range(count))


def _ready(graph: Graph) -> Iterator[Samples]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, av.AudioFrame)
        yield np.nan_to_num(frame.to_ndarray()[0].clip(-1, 1))  # 32-bit files can hold anything, also no number at all
