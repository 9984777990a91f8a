"""The sample of voicemails: thirty calls to an invented garage, and the names of its people and cars.

What is said stands in ``resources/samples/voicemails.toml``; ``packaging/samples/make_voicemails.py`` spoke it.
"""

from pathlib import Path

from deskhand.writers.targets import put_beside

_NAMES = "Names.txt"


def write(samples: Path, folder: Path) -> tuple[Path, int]:
    """Write the sample into ``folder``; that, and the number of calls. Raises ``ProblemError`` if it cannot be done.

    A file that a person has changed since is left alone: the new one goes beside it.
    """
    calls = sorted((samples / "voicemails").glob("2*"))
    for file in (*calls, samples / "voicemails" / _NAMES):
        put_beside(folder / file.name, file.read_bytes())
    return folder, len(calls)
