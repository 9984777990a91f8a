"""The signs that a style sheet can only take from files: tick, dot, arrow, in the colours of a theme."""

from collections.abc import Callable
from pathlib import Path

from deskhand.storage.places import home

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" fill="none"'
_STROKE = 'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
# name: (colour role, drawing)
_GLYPHS: dict[str, tuple[str, str]] = {
    "tick": ("accent.on", f'{_HEAD} stroke="COLOUR" {_STROKE}><path d="M3.5 8.5l3 3 6-7"/></svg>'),
    "dot": ("accent.on", f'{_HEAD}><circle cx="8" cy="8" r="3" fill="COLOUR"/></svg>'),
    "down": ("ink.second", f'{_HEAD} stroke="COLOUR" {_STROKE}><path d="M4 6l4 4 4-4"/></svg>'),
}


def glyph_files(color: Callable[[str], str]) -> dict[str, str]:
    """The files, by the names that the style sheet has for them; written when a colour is first needed."""
    folder = home() / "look"
    folder.mkdir(parents=True, exist_ok=True)
    return {name: _file(folder, name, color(role), drawing) for name, (role, drawing) in _GLYPHS.items()}


def _file(folder: Path, name: str, colour: str, drawing: str) -> str:
    path = folder / f"{name}-{colour[1:]}.svg"
    if not path.is_file():
        path.write_text(drawing.replace("COLOUR", colour), encoding="utf-8")
    return path.as_posix()
