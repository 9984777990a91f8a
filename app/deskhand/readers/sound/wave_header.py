"""Whether a .wav file is as long as it says: FFmpeg goes by what is there and does not tell."""

from typing import BinaryIO

_UNKNOWN = 0x7FFF_0000  # programs that write while they record put a very large number, or nothing
_MOST_CHUNKS = 100


def missing_seconds(file: BinaryIO) -> float:
    """Seconds of sound that the header of ``file`` promises and that are not there; 0 if it is no such file."""
    size = file.seek(0, 2)
    file.seek(0)
    if file.read(4) != b"RIFF" or len(file.read(8)) < 8:
        return 0.0
    bytes_a_second = 0
    for _ in range(_MOST_CHUNKS):
        name, length = file.read(4), int.from_bytes(file.read(4), "little")
        begin = file.tell()
        if name == b"fmt ":
            bytes_a_second = int.from_bytes(file.read(12)[8:], "little")
        if name == b"data":
            missing = begin + length - size
            return missing / bytes_a_second if missing > 0 and length < _UNKNOWN and bytes_a_second else 0.0
        if begin + length >= size:
            return 0.0
        file.seek(begin + length + length % 2)
    return 0.0
