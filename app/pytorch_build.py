"""Which build of PyTorch is fetched: one for an NVIDIA card is 2.5 GB, and of no use without such a card.

`DESKHAND_TORCH=cpu` or `DESKHAND_TORCH=nvidia` decides by hand.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Callable, NoReturn

# PyTorch's own indexes. None: what PyPI has for the platform (plain for Windows and macOS, NVIDIA's for Linux).
PLAIN = "https://download.pytorch.org/whl/cpu"
NVIDIA = "https://download.pytorch.org/whl/cu130"
INDEXES = {
    ("linux", "cpu"): PLAIN,
    ("linux", "nvidia"): None,
    ("win32", "cpu"): None,
    ("win32", "nvidia"): NVIDIA,
    ("darwin", "cpu"): None,
    ("darwin", "nvidia"): None,
}


def install(
    pip: Callable[..., int], constraints: Path, say: Callable[..., None], leave: Callable[[str, str], NoReturn]
) -> None:
    """Install torch alone, from where its fitting build lies; the rest comes from the person's usual index."""
    wanted = os.environ.get("DESKHAND_TORCH", "")
    build = wanted or ("nvidia" if has_nvidia_card() else "cpu")
    index = INDEXES.get((sys.platform, build))
    torch = ["torch", "--constraint", str(constraints)]
    if wanted == "nvidia":  # by hand: a plain build lying on this computer must not win
        say("Fetching PyTorch for NVIDIA cards (about 2.5 GB) …")
        failed = pip("install", *torch, *(["--index-url", index] if index else []), PIP_FIND_LINKS=None)
    elif index is None or lies_on_this_computer(pip, torch):
        return
    else:
        say("Fetching PyTorch without the parts for NVIDIA cards (about 200 MB) …")
        failed = pip("install", *torch, "--no-deps", "--index-url", index, "--retries", "1")
    if failed:
        leave(
            f"PyTorch could not be fetched from {index or 'the package index'}.",
            "Is this computer connected? To take the build that your package index has (it may be 2.5 GB), set "
            "DESKHAND_TORCH=nvidia and try again.",
        )


def lies_on_this_computer(pip: Callable[..., int], torch: list[str]) -> bool:
    """Whether the person's own settings for pip name a folder with a fitting build (or it is installed already)."""
    return pip("install", *torch, "--dry-run", "--no-index", "--no-deps", "--quiet") == 0


def has_nvidia_card() -> bool:
    return Path("/proc/driver/nvidia/version").exists() or shutil.which("nvidia-smi") is not None
