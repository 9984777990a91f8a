"""Which worker does a job."""

from enum import StrEnum


class Lane(StrEnum):
    """Which of the two workers does a job: the light one (files) or the heavy one (models)."""

    LIGHT = "light"
    HEAVY = "heavy"
