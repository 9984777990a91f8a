"""Scenes of a workshop, as somebody with a telephone might take them: each draws one thing, chance the rest."""

import random
from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

WIDTH, HEIGHT = 1280, 960
PAINTS = ("#8c1c23", "#1f3d6b", "#d9dcdf", "#2b2d30", "#5f7a52", "#b8bcc2", "#c9a227", "#3f6f8f", "#e8e4da", "#6b2f4a")
GROUNDS = ("#77756f", "#5d5f61", "#8f8a80", "#6a5a48", "#4c4f52", "#a09a8e", "#70796c")
WOODS = ("#8a6642", "#a67c52", "#5f4630", "#b08d66", "#70543b")
SHOPS = ("HARBOUR FUEL", "PARTS DIRECT", "NORBRIDGE TOOLS", "CAFE MARIGOLD")
GOODS = ("OIL FILTER", "DIESEL 40 L", "WIPER SET", "FUSE 10A", "SCREENWASH", "BULB H7", "GASKET", "TEA", "SANDWICH")


def tyres(painter: QPainter, dice: random.Random) -> None:
    """A wheel, at the car or on the floor."""
    ground(painter, dice)
    middle, radius = QPointF(dice.uniform(480, 800), dice.uniform(430, 540)), dice.uniform(270, 390)
    if dice.random() < 0.6:  # at the car
        paint = QColor(dice.choice(PAINTS))
        painter.setBrush(shaded(paint, HEIGHT * 0.6))
        painter.drawRect(QRectF(0, 0, WIDTH, middle.y() + radius * 0.15))
        painter.setBrush(QColor(14, 14, 15))
        painter.drawEllipse(middle, radius * 1.13, radius * 1.13)
    painter.save()
    painter.translate(middle)
    painter.scale(dice.uniform(0.72, 1), 1)
    painter.rotate(dice.uniform(0, 360))
    rubber = QRadialGradient(QPointF(0, 0), radius)
    for place, grey in ((0.6, 38), (0.75, 58), (0.9, 36), (1.0, 18)):
        rubber.setColorAt(place, QColor(grey, grey, grey + 2))
    painter.setBrush(rubber)
    painter.drawEllipse(QPointF(0, 0), radius, radius)
    painter.setPen(QPen(QColor(12, 12, 12), 7))
    for turn in range(0, 360, 5):
        painter.drawLine(QLineF.fromPolar(radius, turn).p2() * 0.93, QLineF.fromPolar(radius, turn + 2).p2())
    rim(painter, dice, radius * dice.uniform(0.58, 0.68))
    painter.restore()


def rim(painter: QPainter, dice: random.Random, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(26, 27, 29))
    painter.drawEllipse(QPointF(0, 0), radius, radius)
    silver = QColor(dice.choice(("#b9bdc2", "#8d9196", "#d7dadd", "#55585c")))
    spokes, wide = dice.choice((5, 6, 7, 10)), dice.uniform(0.12, 0.24) * radius
    painter.setBrush(shaded(silver, radius))
    for spoke in range(spokes):
        painter.save()
        painter.rotate(360 / spokes * spoke)
        inner, outer = QPointF(wide / 2, 0), QPointF(wide * 0.8, 0)
        end = QPointF(0, -radius)
        painter.drawPolygon(QPolygonF([-inner, inner, end + outer, end - outer]))
        painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(silver.lighter(110), radius * 0.09))
    painter.drawEllipse(QPointF(0, 0), radius * 0.96, radius * 0.96)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(silver.darker(120))
    painter.drawEllipse(QPointF(0, 0), radius * 0.2, radius * 0.2)


def windscreens(painter: QPainter, dice: random.Random) -> None:
    """Glass with a crack, seen from within or without."""
    sky = QLinearGradient(0, 0, dice.uniform(-300, 300), HEIGHT)
    tint = dice.choice(((150, 180, 205), (176, 190, 196), (196, 186, 170), (120, 150, 160)))
    sky.setColorAt(0, QColor(*(min(255, part + 45) for part in tint)))
    sky.setColorAt(1, QColor(*(part - 50 for part in tint)))
    painter.fillRect(0, 0, WIDTH, HEIGHT, sky)
    for _ in range(dice.randint(3, 7)):  # roofs and trees behind or in the glass
        grey = dice.randint(70, 130)
        painter.setBrush(QColor(grey - 10, grey, grey - dice.randint(0, 20), 130))
        left, top = dice.uniform(-100, WIDTH), dice.uniform(330, 560)
        painter.drawRoundedRect(QRectF(left, top, dice.uniform(120, 420), 600), 50, 80)
    painter.setBrush(QColor(24, 25, 27))
    edge = QPainterPath(QPointF(-20, HEIGHT))
    rise = dice.uniform(640, 800)
    edge.lineTo(-20, rise + 60)
    edge.quadTo(WIDTH / 2, rise - 80, WIDTH + 20, rise + dice.uniform(20, 100))
    edge.lineTo(WIDTH + 20, HEIGHT)
    painter.drawPath(edge)
    painter.setPen(QPen(QColor(15, 15, 16), 16))
    wiper = QPointF(dice.uniform(700, 1250), rise - dice.uniform(20, 160))
    painter.drawLine(QPointF(dice.uniform(100, 500), rise + 30), wiper)
    painter.setPen(Qt.PenStyle.NoPen)
    gleam = ((200, 0), (520, 0), (160, HEIGHT), (-160, HEIGHT))
    painter.setBrush(QColor(255, 255, 255, 28))
    painter.drawPolygon(QPolygonF([QPointF(across + dice.uniform(0, 80), down) for across, down in gleam]))
    crack(painter, dice, QPointF(dice.uniform(300, 980), dice.uniform(220, 520)))


def crack(painter: QPainter, dice: random.Random, start: QPointF) -> None:
    for _ in range(dice.randint(7, 14)):
        points, angle = [start], dice.uniform(0, 360)
        for _step in range(dice.randint(3, 12)):
            angle += dice.uniform(-22, 22)
            points.append(points[-1] + QLineF.fromPolar(dice.uniform(20, 60), angle).p2())
        for shift, color, wide in ((2, QColor(20, 30, 35, 150), 5), (0, QColor(245, 250, 255, 225), 2.5)):
            painter.setPen(QPen(color, wide))
            painter.drawPolyline(QPolygonF([point + QPointF(shift, shift) for point in points]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in range(3):
        painter.setPen(QPen(QColor(240, 248, 255, 170 - 45 * ring), 3))
        painter.drawEllipse(start, 16 + 20 * ring, 14 + 17 * ring)


def bodywork(painter: QPainter, dice: random.Random) -> None:
    """A painted panel with a dent or a scratch."""
    paint = QColor(dice.choice(PAINTS))
    painter.setBrush(shaded(paint, HEIGHT))
    painter.drawRect(QRectF(0, 0, WIDTH, HEIGHT))
    crease = dice.uniform(180, 420)
    for shift, color, wide in ((0, paint.lighter(150), 14), (16, paint.darker(150), 12)):
        painter.setPen(QPen(color, wide))
        line = QPainterPath(QPointF(-20, crease + shift))
        line.quadTo(WIDTH / 2, crease + shift - 60, WIDTH + 20, crease + shift + 30)
        painter.drawPath(line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(10, 10, 12), 9))
    seam = dice.uniform(60, 330) if dice.random() < 0.5 else dice.uniform(950, 1220)
    painter.drawLine(QPointF(seam, -10), QPointF(seam + dice.uniform(-50, 50), HEIGHT + 10))
    painter.setPen(Qt.PenStyle.NoPen)
    if dice.random() < 0.5:  # a handle
        painter.setBrush(shaded(paint.darker(120), HEIGHT))
        painter.drawRoundedRect(QRectF(dice.uniform(380, 800), dice.uniform(60, 170), 260, 54), 26, 26)
    middle = QPointF(dice.uniform(450, 830), dice.uniform(480, 700))
    for shift, color in ((QPointF(-26, -30), paint.darker(230)), (QPointF(30, 34), paint.lighter(175))):
        color.setAlpha(190)
        dent = QRadialGradient(middle + shift, dice.uniform(150, 240))
        dent.setColorAt(0, color)
        color.setAlpha(0)
        dent.setColorAt(1, color)
        painter.setBrush(dent)
        painter.drawRect(QRectF(0, 0, WIDTH, HEIGHT))
    angle = dice.uniform(-25, 25)
    for _ in range(dice.randint(5, 16)):
        start = middle + QPointF(dice.gauss(-60, 90), dice.gauss(0, 45))
        bare = dice.choice((QColor(228, 228, 226), QColor(150, 150, 150), paint.darker(180)))
        painter.setPen(QPen(bare, dice.uniform(1.5, 5)))
        painter.drawLine(QLineF(start, start + QLineF.fromPolar(dice.uniform(60, 330), angle + dice.gauss(0, 5)).p2()))


def lamps(painter: QPainter, dice: random.Random) -> None:
    """A headlamp in the front of a car, now and then lit."""
    paint = QColor(dice.choice(PAINTS))
    painter.setBrush(shaded(paint, HEIGHT))
    painter.drawRect(QRectF(0, 0, WIDTH, HEIGHT))
    painter.setBrush(QColor(20, 21, 23))
    painter.drawRoundedRect(QRectF(-40, dice.uniform(680, 800), WIDTH + 80, 400), 60, 60)
    painter.save()
    painter.translate(WIDTH / 2 + dice.uniform(-80, 80), HEIGHT / 2 + dice.uniform(-90, 30))
    painter.rotate(dice.uniform(-14, 14))
    if dice.random() < 0.5:
        painter.scale(-1, 1)
    half, tall = dice.uniform(360, 480), dice.uniform(150, 220)
    glass = QPainterPath(QPointF(-half, -tall * 0.2))
    glass.cubicTo(-half * 0.5, -tall * 1.25, half * 0.5, -tall, half, -tall * 0.75)
    glass.cubicTo(half * 1.05, tall * 0.5, half * 0.4, tall, -half * 0.2, tall)
    glass.cubicTo(-half * 0.7, tall, -half, tall * 0.4, -half, -tall * 0.2)
    painter.setPen(QPen(QColor(12, 12, 13), 12))
    painter.setBrush(shaded(QColor(96, 101, 107), tall))
    painter.drawPath(glass)
    painter.setClipPath(glass)
    painter.setPen(Qt.PenStyle.NoPen)
    is_lit = dice.random() < 0.45
    for place in (-0.42, 0.08) if dice.random() < 0.7 else (-0.2,):
        lens(painter, QPointF(half * place, 0), tall * dice.uniform(0.5, 0.68), is_lit=is_lit)
    painter.setBrush(QColor(232, 136, 24, 235))
    painter.drawRoundedRect(QRectF(half * 0.48, -tall * 0.62, half * 0.42, tall * 0.62), 30, 30)
    painter.setBrush(QColor(255, 255, 255, 46))
    painter.drawEllipse(QPointF(-half * 0.1, -tall * 1.1), half * 1.1, tall * 0.9)
    painter.restore()


def lens(painter: QPainter, middle: QPointF, radius: float, *, is_lit: bool) -> None:
    chrome = QRadialGradient(middle, radius)
    for place, grey in ((0, 30), (0.62, 70), (0.66, 235), (0.78, 120), (0.92, 225), (1, 60)):
        chrome.setColorAt(place, QColor(grey, grey, grey + 6))
    painter.setBrush(chrome)
    painter.drawEllipse(middle, radius, radius)
    shine = QRadialGradient(middle, radius * (2.6 if is_lit else 0.5))
    shine.setColorAt(0, QColor(255, 252, 230, 255 if is_lit else 160))
    shine.setColorAt(0.25, QColor(255, 246, 205, 220 if is_lit else 40))
    shine.setColorAt(1, QColor(255, 240, 190, 0))
    painter.setBrush(shine)
    painter.drawEllipse(middle, radius * 2.6, radius * 2.6)


def receipts(painter: QPainter, dice: random.Random) -> None:
    """A till receipt on a desk."""
    wood(painter, dice)
    painter.translate(WIDTH / 2 + dice.uniform(-120, 120), HEIGHT / 2 + dice.uniform(-40, 40))
    painter.rotate(dice.uniform(-28, 28))
    wide, tall = dice.uniform(330, 430), dice.uniform(680, 860)
    for spread in range(12, 0, -3):
        painter.setBrush(QColor(0, 0, 0, 16))
        painter.drawRect(QRectF(-wide / 2 + spread, -tall / 2 + spread, wide + spread, tall + spread))
    paper = QLinearGradient(-wide / 2, -tall / 2, wide / 2, tall / 2)
    for place in (0, 0.3, 0.55, 0.8, 1):
        grey = dice.randint(222, 250)
        paper.setColorAt(place, QColor(grey, grey, grey - dice.randint(0, 12)))
    painter.setBrush(paper)
    painter.drawRect(QRectF(-wide / 2, -tall / 2, wide, tall))
    painter.setPen(QColor(52, 52, 60))
    top, total = -tall / 2 + 60, 0.0
    written(painter, dice.choice(SHOPS), top, wide, 30)
    day, month, hour, minute = dice.randint(1, 28), dice.randint(1, 3), dice.randint(8, 18), dice.randint(10, 59)
    written(painter, f"{day:02}/{month:02}/2026  {hour:02}:{minute}", top + 44, wide, 19)
    lines = dice.randint(5, 10)
    for line in range(lines):
        price = dice.uniform(1, 60)
        total += price
        written(painter, f"{dice.choice(GOODS):<14}{price:>8.2f}", top + 110 + 42 * line, wide, 22)
    written(painter, f"TOTAL £ {total:.2f}", top + 150 + 42 * lines, wide, 30)


def written(painter: QPainter, words: str, top: float, wide: float, size: int) -> None:
    font = QFont("DejaVu Sans Mono")
    font.setPixelSize(size)
    painter.setFont(font)
    painter.drawText(QRectF(-wide / 2 + 12, top - size, wide - 24, size * 2), Qt.AlignmentFlag.AlignCenter, words)


def ground(painter: QPainter, dice: random.Random) -> None:
    """A wall above a floor."""
    wall, floor = (QColor(dice.choice(GROUNDS)) for _ in range(2))
    level = dice.uniform(560, 760)
    painter.fillRect(0, 0, WIDTH, HEIGHT, shaded(wall.lighter(125), HEIGHT))
    painter.fillRect(QRectF(0, level, WIDTH, HEIGHT), shaded(floor, HEIGHT))
    painter.setPen(QPen(floor.darker(125), 4))
    for place in range(-800, 2100, 260):
        painter.drawLine(QPointF(WIDTH / 2 + (place - WIDTH / 2) * 0.5, level), QPointF(place, HEIGHT))
    painter.setPen(Qt.PenStyle.NoPen)


def wood(painter: QPainter, dice: random.Random) -> None:
    color = QColor(dice.choice(WOODS))
    painter.fillRect(0, 0, WIDTH, HEIGHT, color)
    for _ in range(170):
        painter.setPen(QPen(color.darker(dice.randint(100, 132)), dice.uniform(1, 7)))
        top, bend = dice.uniform(-50, HEIGHT + 50), dice.uniform(-26, 26)
        grain = QPainterPath(QPointF(-10, top))
        grain.quadTo(WIDTH / 2, top + bend, WIDTH + 10, top + dice.uniform(-12, 12))
        painter.drawPath(grain)
    painter.setPen(Qt.PenStyle.NoPen)


def shaded(color: QColor, length: float) -> QBrush:
    """``color`` as light from above leaves it."""
    light = QLinearGradient(0, -length * 0.2, length * 0.25, length)
    for place, much in ((0, 138), (0.35, 112), (0.6, 100), (1, 62)):
        light.setColorAt(place, color.lighter(much))
    return QBrush(light)


SCENES: dict[str, Callable[[QPainter, random.Random], None]] = {
    "Bodywork": bodywork,
    "Lamps": lamps,
    "Receipts": receipts,
    "Tyres": tyres,
    "Windscreens": windscreens,
}
