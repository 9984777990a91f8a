"""Draws the sample of photos: `resources/samples/photos`, forty pictures that might come out of a garage's telephone.

    python3 packaging/samples/make_photos.py

They are drawings, no photographs: none that we may give away were at hand. Needs nothing that Deskhand does
not need, and the font DejaVu Sans Mono. The same pictures every time.
"""

import os
import random
import shutil
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPolygonF, QTransform
from scipy.ndimage import gaussian_filter
from workshop_scenes import HEIGHT, SCENES, WIDTH

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "samples" / "photos"
OF_EACH = 8
ANSWERED = 5  # of each kind, that lie in a folder of their kind
SIZE = (800, 600)
TAKEN, TURNED = 0x9003, 0x0112  # EXIF: when it was taken, and how the telephone was held


def main() -> None:
    """Draw all of them anew."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _application = QGuiApplication([])
    shutil.rmtree(FOLDER, ignore_errors=True)
    order = [(kind, place) for kind in SCENES for place in range(OF_EACH)]
    random.Random("photos").shuffle(order)
    for number, (kind, place) in enumerate(order, start=4101):
        folder = FOLDER / (kind if place < ANSWERED else "New")
        folder.mkdir(parents=True, exist_ok=True)
        take(kind, random.Random(f"{kind} {place}"), folder / f"IMG_{number}.jpg", number)


def take(kind: str, dice: random.Random, target: Path, number: int) -> None:
    """Draw a scene, look at it from a little to the side, and let a small camera take it."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.darkGray)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setTransform(from_the_side(dice))
    SCENES[kind](painter, dice)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT, image.bytesPerLine())
    seen = Image.fromarray(exposed(rows[:, : WIDTH * 3].reshape(HEIGHT, WIDTH, 3).astype(float), dice))
    seen = seen.resize(SIZE, Image.Resampling.LANCZOS)
    exif = Image.Exif()
    exif.get_ifd(0x8769)[TAKEN] = f"2026:03:{number % 20 + 1:02} {8 + number % 9:02}:{number % 60:02}:07"
    if dice.random() < 0.2:  # held upright: the picture lies on its side, and says so
        seen, exif[TURNED] = seen.transpose(Image.Transpose.ROTATE_90), 6
    seen.save(target, quality=76, exif=exif)


def from_the_side(dice: random.Random) -> QTransform:
    """Corners that wander inwards are never seen: the scene is drawn a tenth too large."""
    room = [QPointF(-70, -52), QPointF(WIDTH + 70, -52), QPointF(WIDTH + 70, HEIGHT + 52), QPointF(-70, HEIGHT + 52)]
    corners = [corner + QPointF(dice.uniform(-60, 60), dice.uniform(-46, 46)) for corner in room]
    whole = [QPointF(0, 0), QPointF(WIDTH, 0), QPointF(WIDTH, HEIGHT), QPointF(0, HEIGHT)]
    made = QTransform.quadToQuad(QPolygonF(whole), QPolygonF(corners))
    return made if isinstance(made, QTransform) else QTransform()


def exposed(scene: np.ndarray, dice: random.Random) -> np.ndarray:
    """Dirt, uneven light, a lens that is not quite sharp, the colour of the lamps, and grain."""
    grain = np.random.default_rng(dice.randrange(1 << 32))
    shape = scene.shape[:2]
    dirt = gaussian_filter(grain.normal(0, 1, shape), 2) * 9 + gaussian_filter(grain.normal(0, 1, shape), 28) * 220
    down, across = np.mgrid[-1 : 1 : shape[0] * 1j, -1 : 1 : shape[1] * 1j]
    light = 1 - 0.22 * (down**2 + across**2) + dice.uniform(-0.16, 0.16) * across + dice.uniform(-0.1, 0.1) * down
    scene = gaussian_filter(scene + dirt[..., None], (dice.uniform(0.9, 2.2),) * 2 + (0,))
    tint = np.array([dice.uniform(0.93, 1.07), 1, dice.uniform(0.9, 1.08)]) * dice.uniform(0.82, 1.16)
    noise = gaussian_filter(grain.normal(0, dice.uniform(10, 22), scene.shape), (1, 1, 0))
    return np.clip(scene * light[..., None] * tint + noise + 6, 0, 255).astype(np.uint8)


if __name__ == "__main__":
    main()
