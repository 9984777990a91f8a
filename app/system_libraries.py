"""What Qt needs of a Linux system, and no Python package brings."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable

# What Qt, its xcb plugin and its player of sound load → the package of Debian and Ubuntu that has it.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libbz2.so.1.0": "libbz2-1.0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libpulse.so.0": "libpulse0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FONTS = "fonts-dejavu-core"


def look(say: Callable[..., None]) -> bool:
    """True if all is there, perhaps by installing it now; else say what to type. The command line works without."""
    packages = missing()
    if packages and not install(packages, say):
        say("The window needs a few more parts of your system. Type:", line(packages))
        return False
    return True


def missing() -> list[str]:
    if not sys.platform.startswith("linux"):
        return []
    packages = [package for name, package in PACKAGES.items() if not loads(name)]
    fonts = (path for folder in ("/usr/share/fonts", "/usr/local/share/fonts") for path in Path(folder).rglob("*.?tf"))
    return packages if any(fonts) else [*packages, FONTS]


def loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def install(packages: list[str], say: Callable[..., None]) -> bool:
    """Install ``packages`` if this is Debian or Ubuntu and the person may; say whether it worked."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    say("Installing", ", ".join(packages), "…")
    unasked = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install_them = ["install", "--yes", "-qq", "--no-install-recommends", *packages]
    steps = (["apt-get", *step] for step in (["update", "-qq"], install_them))
    return all(subprocess.call(step, env=unasked, stdout=sys.stderr) == 0 for step in steps)


def line(packages: list[str]) -> str:
    """What the person can type."""
    return "sudo apt install " + " ".join(packages) + "   (the names are Debian's and Ubuntu's)"
