"""What an error of a processor means: too little memory, or a driver that can do no more in this process."""

from deskhand.domain.processors import Work
from deskhand.storage.computer import remember_failure

_MEMORY = (
    *("out of memory", "can't allocate memory", "alloc_failed", "bad allocation", "bad_alloc"),
    *("could not create a primitive", "could not create a memory"),  # oneDNN, on the main processor
)
_BROKEN = (
    *("cuda error", "cuda failed with error", "hip error", "cudnn_status", "cublas_status", "device-side assert"),
    *("unspecified launch failure", "illegal memory access", "device lost", "native api failed"),
)
_LOST = ("AcceleratorError", "CudaError")  # torch's, which stay: every later call fails too


class ProcessorLostError(Exception):
    """A processor can do no more in this process: it has to end, and another goes on with the main processor."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def is_memory(error: BaseException) -> bool:
    """Whether memory ran out. The main processor's allocator has no kind of error of its own, nor has CTranslate2."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    words = str(error).lower()
    return any(part in words for part in _MEMORY)


def is_broken(error: BaseException) -> bool:
    """Whether the driver of a graphics processor gave up, so that nothing can be done with it in this process."""
    if is_memory(error) or not isinstance(error, RuntimeError):
        return False
    words = str(error).lower()
    return type(error).__name__ in _LOST or any(part in words for part in _BROKEN)


def give_up_if_broken(error: BaseException, kind: str, work: Work) -> None:
    """Raises ``ProcessorLostError`` if the processor ``kind`` is lost; it does no more of this work until tested."""
    if kind != "cpu" and is_broken(error):
        remember_failure(kind, work)
        raise ProcessorLostError(kind) from error
