"""One table of settings: the window, the command line and the file all read it."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from deskhand.storage.atomic import write_whole
from deskhand.storage.places import projects_folder, settings_file

Value = str | int | bool
ONLY_MAIN = "main"
"""The value of "work.processor" that leaves graphics processors alone."""


@dataclass(frozen=True, slots=True)
class Setting:
    """``choices`` are (value, words) for settings of few values; ``span`` is (lowest, highest, step) for numbers.

    Of a text, ``empty`` is what "" is called; ``lines``: it has several lines; ``address``: it is one of the
    network, and "" stands for the default; else it is a folder.
    """

    key: str
    page: str
    default: Value
    name: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    span: tuple[int, int, int] | None = None
    empty: str = ""
    lines: bool = False
    address: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "look.theme",
        "look",
        "system",
        "Light or dark",
        "Follows the computer unless you choose",
        (("system", "As the computer"), ("light", "Light"), ("dark", "Dark")),
    ),
    Setting(
        "look.contrast",
        "look",
        "system",
        "Contrast",
        "Stronger lines and text; no colour carries meaning alone",
        (("system", "As the computer"), ("normal", "Normal"), ("high", "High")),
    ),
    Setting(
        "look.text_size", "look", 100, "Text size", "From 100 to 200 %; everything grows with it", span=(100, 200, 5)
    ),
    Setting(
        "look.rows",
        "look",
        "roomy",
        "Rows",
        "Roomy rows are easier to hit, dense rows show more",
        (("roomy", "Roomy"), ("dense", "Dense")),
    ),
    Setting(
        "look.marks",
        "look",
        "both",
        "Marks for categories",
        "Shape and colour together, or shape alone",
        (("both", "Shape and colour"), ("shape", "Shape")),
    ),
    Setting("look.movement", "look", True, "Movement", "Only progress moves. Off also stops that"),
    Setting("teach.at_once", "look", True, "Number keys answer at once", "Off: press Enter to confirm each answer"),
    Setting(
        "teach.aloud",
        "look",
        False,
        "Read answers aloud",
        "Says the category after each key, through the screen reader",
    ),
    Setting("home.greeting", "look", True, "Greeting", "The Home page greets by the clock"),
    Setting(
        "work.awake", "work", True, "Keep the computer awake", "While Deskhand works; the screen may still turn off"
    ),
    Setting(
        "work.when",
        "work",
        "now",
        "When to work",
        "Long runs only; at night means from 20:00 to 6:00, while Deskhand is open. A trial never waits",
        (("now", "Now"), ("night", "Only at night")),
    ),
    Setting(
        "work.processor",
        "work",
        "tested",
        "Processor",
        "As tested: for each kind of work the quickest that the computer check found to work right",
        (("tested", "As tested"), (ONLY_MAIN, "Only the main one")),
    ),
    Setting("work.tell", "work", True, "Tell me once, when all is done", "One notification at the end of long work"),
    Setting(
        "calls.patterns",
        "models",
        "",
        "How your phone system names recordings",
        "One form a line, such as {date} {time} {number}; Deskhand then knows when a call came and who called",
        empty="{year}-{month}-{day} {hour}.{minute} {number}",
        lines=True,
    ),
    Setting(
        "models.hub",
        "privacy",
        "https://huggingface.co",
        "Where models are fetched from",
        "The address of the hub, or of a mirror; used only when you press Get, over an encrypted line",
        address=True,
    ),
    Setting(
        "projects.folder",
        "projects",
        "",
        "Where new projects are kept",
        "A folder on this computer; empty: Documents, Deskhand",
        empty="Documents › Deskhand",
    ),
    Setting(
        "speech.model",
        "models",
        "",
        "Speech model",
        "The model that turns recordings into text, in every project that has not chosen its own",
        empty="Choose a folder…",
    ),
    Setting(
        "picture.model",
        "models",
        "",
        "Picture model",
        "The model that looks at photos and pages; without one, only colours and shapes are compared",
        empty="Choose a folder…",
    ),
    Setting(
        "sound.model",
        "models",
        "",
        "Sound model",
        "The model that tells sounds apart; without one, only loudness and pitch are compared",
        empty="Choose a folder…",
    ),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


class Settings:
    """The values in force. Unknown keys and values of the wrong kind in the file are passed over."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or settings_file()
        self._values: dict[str, Value] = {}
        self.load()

    def load(self) -> None:
        """Read the file; a missing or unreadable one leaves the defaults."""
        self._values = {}
        if not self._path.is_file():
            return
        try:
            told = msgspec.json.decode(self._path.read_bytes(), type=dict[str, Value])
        except (OSError, msgspec.MsgspecError):
            return
        self._values = {key: value for key, value in told.items() if key in _BY_KEY and _fits(_BY_KEY[key], value)}

    def get(self, key: str) -> Value:
        """The value of a setting. Raises ``KeyError`` for a setting that is not in the table."""
        return self._values.get(key, _BY_KEY[key].default)

    def set(self, key: str, value: Value) -> None:
        """Keep a value. Raises ``ValueError`` if it does not fit, ``ProblemError`` if it cannot be kept."""
        if not _fits(_BY_KEY[key], value):
            raise ValueError(f"{key}: {value!r}")
        self._values[key] = value
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with write_whole(self._path) as temporary:
            temporary.write_bytes(msgspec.json.format(msgspec.json.encode(self._values)))

    def reset(self) -> dict[str, Value]:
        """Back to how it came; what was in force is returned, for undo."""
        before, self._values = self._values, {}
        self._path.unlink(missing_ok=True)
        return before

    def hub(self) -> str:
        """The address that models are fetched from, as the person wrote it."""
        return str(self.get("models.hub")).strip() or str(_BY_KEY["models.hub"].default)

    def projects_folder(self) -> Path:
        """Where new projects are made."""
        told = str(self.get("projects.folder"))
        return Path(told) if told else projects_folder()


def _fits(setting: Setting, value: Value) -> bool:
    if type(value) is not type(setting.default):
        return False
    if setting.choices:
        return value in {choice for choice, _ in setting.choices}
    return setting.span is None or (isinstance(value, int) and setting.span[0] <= value <= setting.span[1])
