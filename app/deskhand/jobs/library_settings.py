"""What model libraries are told, in the one way that they all listen to: before they are loaded."""

import os

SETTINGS = {
    "HF_HUB_OFFLINE": "1",  # models are files of this computer
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",  # a key that another program left on this computer is not ours to send
    "HF_HUB_DISABLE_XET": "1",  # it would use sockets of its own, past the gate
    "DO_NOT_TRACK": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    # Threads that wait for each other sleep. Spinning ones take the processor from whatever else runs: measured five
    # times slower beside one busy process.
    "OMP_WAIT_POLICY": "PASSIVE",
}


def tell_libraries() -> None:
    """Set the environment of this process. To be called before the first job."""
    os.environ.update(SETTINGS)
