"""The look of Deskhand in tokens: colours, type, spaces. The only place where such values stand."""

from enum import IntEnum


class Column(IntEnum):
    """Which column of ``COLOURS`` is in force."""

    LIGHT = 0
    DARK = 1
    HIGH_DARK = 2
    HIGH_LIGHT = 3


# role: light, dark, high contrast dark, high contrast light
COLOURS: dict[str, tuple[str, str, str, str]] = {
    "canvas": ("#F0F1ED", "#151817", "#000000", "#FFFFFF"),
    "surface": ("#FFFFFF", "#1E2221", "#000000", "#FFFFFF"),
    "sunken": ("#F7F7F4", "#191D1B", "#000000", "#FFFFFF"),
    "line": ("#DDDED7", "#343A37", "#8C8C8C", "#6E6E6E"),
    "line.control": ("#868A83", "#7B857F", "#FFFFFF", "#000000"),
    "line.tab": ("#C9CBC2", "#3F4642", "#FFFFFF", "#000000"),
    "ink": ("#1B2420", "#E8ECE9", "#FFFFFF", "#000000"),
    "ink.second": ("#4A554F", "#B4BDB7", "#FFFFFF", "#000000"),
    "ink.third": ("#5F6964", "#9AA39D", "#E0E0E0", "#262626"),
    "ink.disabled": ("#828984", "#757E78", "#9E9E9E", "#666666"),
    "accent": ("#1D5C4A", "#7FC8AA", "#6FE3B8", "#00402E"),
    "accent.hover": ("#174B3C", "#97D6BC", "#A0F0D2", "#00281D"),
    "accent.pressed": ("#103A2E", "#68B595", "#4CC79A", "#001A13"),
    "accent.on": ("#FFFFFF", "#0D1F18", "#000000", "#FFFFFF"),
    "accent.soft": ("#E2EEE8", "#22362E", "#0E3B2C", "#D5EBE1"),
    "accent.hint": ("#F0F5F2", "#232B28", "#0A2A20", "#E6F3ED"),
    "wait": ("#6B4B00", "#F0D48C", "#FFD84D", "#3D2B00"),
    "wait.ground": ("#FBF0D0", "#39301A", "#2E2600", "#FFEDB3"),
    "wait.line": ("#B98A1E", "#B08F3C", "#FFD84D", "#6B4B00"),
    "bad": ("#9E3024", "#F2A093", "#FFA89C", "#7A1208"),
    "bad.ground": ("#FBEBE7", "#3E2622", "#3A0F0A", "#FFE3DE"),
    "bad.line": ("#C4574A", "#C86F62", "#FFA89C", "#7A1208"),
    "info": ("#27557F", "#9CC4EA", "#9CCBFF", "#0B355C"),
    "info.ground": ("#E7EFF6", "#1F2F3D", "#0A2238", "#DCEBFA"),
    "focus": ("#1F4FD1", "#8FB4FF", "#00E5FF", "#0033CC"),
    "manila": ("#EBD9A6", "#A88C3D", "#FFD84D", "#C9972B"),
    "mark.second": ("#D9A441", "#E3B75B", "#FFD84D", "#8A5F00"),
}

# Found by search for the worst of ordinary, protan, deutan and tritan sight; light, dark. Order is that of the shapes.
CATEGORY_COLOURS: tuple[tuple[str, str], ...] = (
    ("#545CBD", "#5DD0A9"),
    ("#CC7200", "#D78C00"),
    ("#439E8E", "#BA93FB"),
    ("#7D4971", "#C25335"),
    ("#AE4022", "#B1E9F8"),
    ("#A078E0", "#8962C5"),
    ("#24207C", "#659DA3"),
    ("#620911", "#FCDD5B"),
)

# token: (times the system's text size, weight, letter spacing in per cent, reading face)
FONTS: dict[str, tuple[float, int, float, bool]] = {
    "caption": (0.92, 400, 0, False),
    "caption.strong": (0.92, 600, 0, False),
    "body": (1.00, 400, 0, False),
    "body.medium": (1.00, 500, 0, False),
    "body.strong": (1.00, 600, 0, False),
    "title": (1.15, 600, 0, False),
    "lead": (1.38, 600, 0, False),
    "page": (1.70, 600, -1, False),
    "figure": (2.46, 600, -2, False),
    "reading.list": (1.00, 400, 0, True),
    "reading": (1.15, 400, 0, True),
    "reading.large": (1.38, 400, 0, True),
}
PROGRAM_FACES = ["Segoe UI Variable Text", "Segoe UI", "Noto Sans", "DejaVu Sans"]
READING_FACES = ["Georgia", "Noto Serif", "DejaVu Serif"]

SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5, SPACE_6, SPACE_7 = 4, 8, 12, 16, 24, 32, 48
HEADER, TAB, ACTION_BAR, ACTION_BAR_TWO_LINES, STATUS_BAR = 56, 44, 60, 72, 28
BUTTON, SMALL_BUTTON, LABEL, KEY_CAP = 32, 28, 22, 20
ROW, DENSE_ROW = 32, 26
