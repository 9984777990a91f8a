"""Pictures of every kind, as they are looked at."""

import random
import resource
import subprocess
import sys
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from deskhand.domain.problems import Problem, ProblemError
from deskhand.readers.pictures import as_jpeg, look_at, open_picture, shrunk

EDGE = 64
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""What a camera did to the picture that its EXIF says how to turn: the inverse of what is to be done."""


def scene(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Four colours, so that every way of turning it looks different."""
    width, height = size
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2, height // 2), fill="red")
    draw.rectangle((width // 2, 0, width, height // 2), fill="green")
    draw.rectangle((0, height // 2, width // 2, height), fill="blue")
    return image


def saved(path: Path, image: Image.Image, **settings: object) -> Path:
    image.save(path, **settings)
    return path


def corners(image: Image.Image) -> list[str]:
    """The colours in the corners, from the upper left to the lower right."""
    width, height = image.size
    names = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue", (1, 1, 1): "white", (0, 0, 0): "black"}
    places = [(6, 6), (width - 7, 6), (6, height - 7), (width - 7, height - 7)]
    return [names[tuple(int(value > 90) for value in image.getpixel(place))] for place in places]  # type: ignore[union-attr]


DTYPES = {"I;16": np.uint16, "I": np.int32, "F": np.float32}
UPRIGHT = ["red", "green", "blue", "white"]


def problem_of(path: Path) -> Problem:
    with pytest.raises(ProblemError) as caught:
        open_picture(path, EDGE)
    assert caught.value.problem.advice
    return caught.value.problem


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "tif", "avif"])
def test_every_way_a_camera_was_held_ends_upright(tmp_path: Path, ending: str, orientation: int) -> None:
    turn = TURNS[orientation]
    image = scene() if turn is None else scene().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    opened = open_picture(saved(tmp_path / f"photo.{ending}", image, exif=exif), EDGE)
    assert (opened.size, opened.mode, corners(opened)) == ((64, 48), "RGB", UPRIGHT)


@pytest.mark.parametrize(
    ("name", "mode", "settings"),
    [
        ("cmyk.jpg", "CMYK", {}),
        ("cmyk.tif", "CMYK", {}),
        ("palette.png", "P", {}),
        ("palette.gif", "P", {}),
        ("plain.bmp", "RGB", {}),
        ("lossless.webp", "RGB", {"lossless": True}),
        ("packed.tif", "RGB", {"compression": "tiff_lzw"}),
        ("progressive.jpg", "RGB", {"progressive": True, "quality": 95}),
        ("alpha.png", "RGBA", {}),
        ("lab.tif", "LAB", {}),
    ],
)
def test_colours_of_any_kind_become_plain_ones(
    tmp_path: Path, name: str, mode: str, settings: dict[str, object]
) -> None:
    image = scene().convert("RGB")
    if mode == "LAB":
        from PIL import ImageCms

        into = ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(image, ImageCms.createProfile("sRGB"), into, outputMode="LAB")
        assert image is not None
    opened = open_picture(saved(tmp_path / name, image.convert(mode), **settings), EDGE)
    assert opened.mode == "RGB"
    if mode != "LAB":
        assert corners(opened) == UPRIGHT


@pytest.mark.parametrize("mode", ["I;16", "I", "F"])
def test_greys_of_many_bits_keep_their_shades(tmp_path: Path, mode: str) -> None:
    shades = np.tile(np.arange(64, dtype=DTYPES[mode]) * 1040, (48, 1))
    image = Image.frombytes(mode, (64, 48), shades.tobytes())
    opened = open_picture(saved(tmp_path / "scan.tif", image), EDGE)
    assert [opened.getpixel((x, 20))[0] // 16 for x in (0, 32, 63)] == [0, 8, 15]  # type: ignore[index]


def test_black_and_white_scans_become_grey_when_they_are_shrunk(tmp_path: Path) -> None:
    image = Image.new("1", (640, 480), 1)
    for x in range(0, 640, 2):
        image.paste(0, (x, 0, x + 1, 480))
    opened = open_picture(saved(tmp_path / "fax.tif", image, compression="group4"), EDGE)
    assert 100 < opened.getpixel((30, 20))[0] < 155  # type: ignore[index]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_shines_through_is_white(tmp_path: Path, mode: str) -> None:
    image = Image.new("RGBA", (64, 48), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 32, 48))
    opened = open_picture(saved(tmp_path / "logo.png", image.convert(mode)), EDGE)
    assert corners(opened) == ["black", "white", "black", "white"]


def test_of_what_moves_the_first_frame_is_taken(tmp_path: Path) -> None:
    frames = [scene(), Image.new("RGB", (64, 48), "black")]
    for ending in ("gif", "webp", "png"):
        path = saved(tmp_path / f"moving.{ending}", frames[0], save_all=True, append_images=frames[1:])
        assert corners(open_picture(path, EDGE)) == UPRIGHT


def test_a_scan_of_many_pages_has_them_all(tmp_path: Path) -> None:
    pages = [scene(), Image.new("RGB", (64, 48), "black")]
    path = saved(tmp_path / "fax.tif", pages[0], save_all=True, append_images=pages[1:])
    assert look_at(path, EDGE).pages == 2
    assert corners(look_at(path, EDGE, 1).image) == ["black"] * 4
    with pytest.raises(ProblemError, match="no page 3"):
        look_at(path, EDGE, 2)


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ({0x9003: "2024:03:17 08:15:59", 0x9004: "2025:01:01 00:00:00"}, "2024-03-17T08:15:59"),
        ({0x9004: "2024:03:17 08:15:59\0"}, "2024-03-17T08:15:59"),
        ({0x9003: "0000:00:00 00:00:00"}, ""),
        ({0x9003: "    :  :     :  :  "}, ""),
        ({}, ""),
    ],
)
def test_when_a_photo_was_taken_is_known(tmp_path: Path, told: dict[int, str], date: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769).update(told)
    assert look_at(saved(tmp_path / "photo.jpg", scene(), exif=exif), EDGE).date == date


def test_a_large_photo_is_shrunk_and_a_small_one_stays_small(tmp_path: Path) -> None:
    assert open_picture(saved(tmp_path / "large.jpg", scene((4000, 3000))), 448).size == (448, 336)
    assert open_picture(saved(tmp_path / "tall.png", scene((10, 3000))), 448).size == (1, 448)
    assert open_picture(saved(tmp_path / "small.jpg", scene((20, 10))), 448).size == (20, 10)


def test_a_photo_of_a_hundred_million_dots_is_quick_and_small(tmp_path: Path) -> None:
    path = saved(tmp_path / "huge.jpg", Image.new("RGB", (12_000, 9_000), "green"), quality=50)
    code = (
        "import resource, sys; from pathlib import Path; from deskhand.readers.pictures import open_picture\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "assert open_picture(Path(sys.argv[1]), 448).size == (448, 336)\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, timeout=10
    )
    assert int(done.stdout) < 60


def bomb(path: Path, side: int) -> Path:
    """A PNG that is tiny on the drive and huge in memory."""
    row = b"\0" + bytes(side * 3)
    packer = zlib.compressobj(9)
    packed = b"".join([*(packer.compress(row) for _ in range(100)), packer.flush()])

    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b""))
    return path


def test_a_bomb_is_refused_unopened(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    problem = problem_of(bomb(tmp_path / "bomb.png", 40_000))
    assert problem.title == "The picture is too large to open safely"
    assert "40,000 by 40,000 dots" in problem.happened
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


@pytest.mark.parametrize("ending", ["jpg", "png", "bmp", "tif"])
def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path, ending: str) -> None:
    chance = random.Random(1)
    image = Image.frombytes("RGB", (300, 200), chance.randbytes(300 * 200 * 3))
    path = saved(tmp_path / f"cut.{ending}", image)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    picture = look_at(path, EDGE)
    assert picture.image.size == (64, 43)
    assert picture.notes == ("Part of the picture is missing: the file is damaged or was cut off.",)


def test_the_rule_for_cut_off_files_is_back_in_place_afterwards(tmp_path: Path) -> None:
    path = saved(tmp_path / "cut.jpg", scene((300, 200)))
    path.write_bytes(path.read_bytes()[:-400])
    look_at(path, EDGE)
    with pytest.raises(OSError, match="truncated"), Image.open(path) as image:
        image.load()


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7 hello", "This is not a picture"),
        (bytes(10_000), "This is not a picture"),
        (b"\xff\xd8\xff\xe0", "This is not a picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "This is not a picture"),
    ],
)
def test_what_is_no_picture_is_told(tmp_path: Path, content: bytes, title: str) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    assert problem_of(tmp_path / "a.jpg").title == title


def test_a_missing_picture_is_told(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "gone.jpg").title == "The file is not there"


def test_a_wrong_ending_does_not_matter(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", scene())
    assert corners(open_picture(path.rename(tmp_path / "a.jpg"), EDGE)) == UPRIGHT


def test_damage_never_leaves_as_anything_but_a_problem(tmp_path: Path) -> None:
    chance = random.Random(4)
    for ending in ("jpg", "png", "webp", "tif", "gif", "bmp", "avif"):
        whole = saved(tmp_path / f"a.{ending}", scene((90, 70))).read_bytes()
        for number in range(25):
            flipped = bytearray(whole)
            for _ in range(1 + number // 5):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            (tmp_path / f"b.{ending}").write_bytes(flipped)
            with suppress(ProblemError):
                assert max(look_at(tmp_path / f"b.{ending}", EDGE).image.size) <= EDGE


def test_photos_of_iphones_are_opened(data: Path) -> None:
    picture = look_at(data / "documents-ordinary" / "tika--testHEIF.heic", 448)
    assert (picture.image.size, picture.date) == ((448, 305), "2009-08-11T09:09:45")


def test_all_real_pictures_are_opened(data: Path) -> None:
    endings = {".jpg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"}
    paths = [path for path in (data / "documents-ordinary").iterdir() if path.suffix in endings]
    assert len(paths) == 41
    for path in paths:
        jpeg = as_jpeg(open_picture(path, 448))
        assert jpeg.startswith(b"\xff\xd8\xff")
        assert len(jpeg) < 120_000


def test_what_was_drawn_elsewhere_is_shrunk_the_same_way() -> None:
    image = shrunk(scene((400, 300)).convert("RGBA"), EDGE)
    assert (image.size, image.mode, corners(image)) == ((64, 48), "RGB", UPRIGHT)
