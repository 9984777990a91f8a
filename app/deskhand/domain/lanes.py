"""Which worker does a job."""

from enum import StrEnum


class Lane(StrEnum):
    """Which worker does a job: the light one (files), the heavy one (models), or the only one that may use the network,
    which runs only while the person has asked for something from there."""

    LIGHT = "light"
    HEAVY = "heavy"
    NETWORK = "network"


PROCESSOR_LOST = 70
"""The exit code of a worker whose graphics processor can do no more: its job is not to blame and goes on in another."""
