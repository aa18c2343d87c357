"""Lays out a family's photo library of painted photos: journeys, bursts, copies, two that broke.

Started as ``photo_album.py FOLDER``. Everything is painted by script and free to be shown. The
same files come out every time.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import scenery
from PIL import Image, ImageEnhance, ImageOps
from PIL.TiffImagePlugin import IFDRational

WIDE, PHONE, UPRIGHT = (1200, 800), (1200, 900), (900, 1200)
_EXIF, _GPS = 0x8769, 0x8825
QUALITY = 90


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@dataclass(frozen=True)
class Camera:
    make: str
    model: str
    prefix: str
    size: tuple[int, int]
    focal_mm: float
    f_number: float


NIKON = Camera("NIKON CORPORATION", "NIKON D5300", "DSC_", WIDE, 35, 8.0)
CANON = Camera("Canon", "Canon EOS 80D", "IMG_", WIDE, 24, 5.6)
APPLE = Camera("Apple", "iPhone 13", "IMG_", UPRIGHT, 5.7, 1.6)
PIXEL = Camera("Google", "Pixel 8", "PXL_", PHONE, 6.9, 1.7)


@dataclass(frozen=True)
class Journey:
    """Scenes of one folder in the order they were taken; ``name*4`` is a burst of four."""

    folder: str
    begins: datetime
    camera: Camera
    number: int
    place: tuple[float, float] | None
    scenes: tuple[str, ...]


JOURNEYS = (
    Journey("2019/07 Lofoten", _at("2019-07-06 10:12"), NIKON, 412, (68.234, 14.561), (
        "fjord", "fjord village", "island lighthouse", "sailing*4", "fjord evening",
        "midnight sun*3")),
    Journey("2019/12 Winter", _at("2019-12-27 09:05"), CANON, 3310, (69.649, 18.956), (
        "winter valley", "birches", "summit", "winter dawn", "winter moon", "aurora*3")),
    Journey("2020/08 Tuscany", _at("2020-08-14 07:40"), CANON, 4127, (43.463, 11.145), (
        "hills balloons*4", "tuscany mist", "vineyard", "plums", "lavender", "tuscany")),
    Journey("2021/05 Garden", _at("2021-05-16 11:30"), APPLE, 2041, None, (
        "daisy*5", "poppy", "dahlia", "aster", "anemone", "hills spring")),
    Journey("2022/10 Autumn", _at("2022-10-09 13:02"), NIKON, 1880, (47.557, 10.749), (
        "autumn lake", "forest autumn", "birches autumn", "forest mist", "alps lake")),
    Journey("2023/03 Desert", _at("2023-03-22 08:15"), CANON, 6204, (31.099, -4.011), (
        "dunes noon", "canyon", "dunes*3", "canyon evening")),
    Journey("2024/06 Berlin", _at("2024-06-07 09:20"), PIXEL, 1, (52.520, 13.405), (
        "coffee", "city dawn", "brunch", "city", "city night")),
    Journey("2024/08 Baltic Sea", _at("2024-08-03 10:45"), PIXEL, 20, (54.433, 12.689), (
        "beach", "regatta", "sunflower", "storm", "beach evening")),
)  # fmt: skip


@dataclass(frozen=True)
class Copy:
    """A copy of a scene's first frame."""

    kind: str
    scene: str
    target: str


COPIES = (
    *(Copy("identical", name, "backup/2019-08-30/Lofoten/{name}") for name in (
        "fjord", "fjord village", "island lighthouse", "fjord evening")),
    Copy("identical", "daisy", "backup/2022-01-02/phone/{name}"),
    Copy("identical", "city", "backup/{stem} (1).jpg"),
    Copy("identical", "tuscany", "backup/{stem} (1).jpg"),
    Copy("identical", "tuscany", "Albums/2024/Best of/{name}"),
    Copy("identical", "aurora", "Albums/2024/Best of/{name}"),
    Copy("metadata", "fjord evening", "Albums/2024/Best of/{name}"),
    Copy("metadata", "dunes", "Albums/2024/Best of/{name}"),
    Copy("metadata", "autumn lake", "Albums/2024/Best of/{name}"),
    Copy("metadata", "poppy", "Albums/2024/Best of/{name}"),
    Copy("messenger", "fjord", "WhatsApp Images/IMG-20190708-WA0004.jpg"),
    Copy("messenger", "winter valley", "WhatsApp Images/IMG-20191228-WA0001.jpg"),
    Copy("messenger", "tuscany", "WhatsApp Images/IMG-20200815-WA0012.jpg"),
    Copy("messenger", "dahlia", "WhatsApp Images/IMG-20210516-WA0002.jpg"),
    Copy("messenger", "brunch", "WhatsApp Images/IMG-20240608-WA0007.jpg"),
    Copy("messenger", "beach", "WhatsApp Images/IMG-20240803-WA0003.jpg"),
    Copy("cropped", "autumn lake", "Prints/autumn lake 10x15.jpg"),
    Copy("grey", "canyon", "Prints/canyon black and white.jpg"),
    Copy("brighter", "forest mist", "Prints/forest brighter.jpg"),
    Copy("large", "aurora", "Prints/aurora calendar.png"),
)  # fmt: skip

TORN, EMPTY = "2020/08 Tuscany/IMG_4140.JPG", "2022/10 Autumn/DSC_1885.JPG"


@dataclass(frozen=True)
class Shot:
    """A scene with the frames that were taken of it."""

    scene: str
    paths: tuple[str, ...]
    taken: tuple[datetime, ...]
    camera: Camera
    place: tuple[float, float] | None


def shots() -> Iterator[Shot]:
    """Give every photo its name and time."""
    for journey in JOURNEYS:
        number, taken = journey.number, journey.begins
        for at, text in enumerate(journey.scenes):
            scene, _, count = text.partition("*")
            frames = int(count or 1)
            times = tuple(taken + timedelta(seconds=3 * frame) for frame in range(frames))
            names = tuple(_name(journey, number + frame, times[frame]) for frame in range(frames))
            paths = tuple(f"{journey.folder}/{name}" for name in names)
            yield Shot(scene, paths, times, journey.camera, journey.place)
            number += frames + at % 3
            taken += timedelta(hours=2, minutes=7 + 11 * at)


def _name(journey: Journey, number: int, taken: datetime) -> str:
    if journey.camera is PIXEL:
        return f"PXL_{taken:%Y%m%d_%H%M%S}{number:03}.jpg"
    return f"{journey.camera.prefix}{number:04}.JPG"


# -- files ---------------------------------------------------------------------------------------


def exif_of(shot: Shot, frame: int) -> Image.Exif:
    """Return what the camera writes beside the picture."""
    camera, taken = shot.camera, shot.taken[frame]
    exif = Image.Exif()
    exif[271], exif[272] = camera.make, camera.model
    exif[306] = f"{taken:%Y:%m:%d %H:%M:%S}"
    dark = any(word in shot.scene for word in ("moon", "aurora", "night", "stars"))
    detail = exif.get_ifd(_EXIF)
    detail[36867] = detail[36868] = exif[306]
    detail[33434] = IFDRational(4, 1) if dark else IFDRational(1, 60 * (1 + len(shot.scene) % 7))
    detail[33437] = IFDRational(int(camera.f_number * 10), 10)
    detail[34855] = 1600 if dark else 100
    detail[37386] = IFDRational(int(camera.focal_mm * 10), 10)
    if shot.place is not None:
        gps = exif.get_ifd(_GPS)
        for tag, value, sides in ((1, shot.place[0], "NS"), (3, shot.place[1], "EW")):
            gps[tag], gps[tag + 1] = sides[value < 0], _degrees(abs(value))
    return exif


def _degrees(value: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    degrees, rest = divmod(value, 1)
    minutes, rest = divmod(rest * 60, 1)
    return (
        IFDRational(int(degrees), 1),
        IFDRational(int(minutes), 1),
        IFDRational(int(rest * 6000), 100),
    )


def with_exif(jpeg: bytes, exif: Image.Exif) -> bytes:
    """Put metadata into a JPEG that has none; the picture's bytes stay as they are."""
    body = exif.tobytes()
    return jpeg[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + jpeg[2:]


def encode(image: Image.Image, kind: str = "JPEG", quality: int = QUALITY) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, quality=quality)
    return buffer.getvalue()


def write(path: Path, data: bytes, taken: datetime) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (taken.timestamp(), taken.timestamp()))


def take(folder: Path, shot: Shot) -> None:
    """Paint a shot and write its frames, and the copies that have the same scan."""
    if len(shot.paths) > 1:
        images = scenery.frames(shot.scene, len(shot.paths), shot.camera.size)
    else:
        images = [scenery.paint(shot.scene, shot.camera.size)]
    first = encode(images[0])
    for number, (image, name) in enumerate(zip(images, shot.paths, strict=True)):
        data = first if number == 0 else encode(image)
        write(folder / name, with_exif(data, exif_of(shot, number)), shot.taken[number])
    for copy in COPIES:
        if copy.scene == shot.scene:
            _copy(folder, shot, copy, images[0], first)


def _copy(folder: Path, shot: Shot, copy: Copy, image: Image.Image, jpeg: bytes) -> None:
    source = folder / shot.paths[0]
    target = folder / copy.target.format(name=source.name, stem=source.stem)
    later = shot.taken[0] + timedelta(hours=3)
    target.parent.mkdir(parents=True, exist_ok=True)
    if copy.kind == "identical":
        shutil.copy2(source, target)
        return
    exif = exif_of(shot, 0)
    exif[305], exif[18246] = "darktable 4.8", 5
    made = {
        "metadata": lambda: with_exif(jpeg, exif),
        "messenger": lambda: encode(ImageOps.contain(image, (800, 800)), quality=70),
        "cropped": lambda: with_exif(encode(_cropped(image)), exif),
        "grey": lambda: with_exif(encode(ImageOps.grayscale(image)), exif),
        "brighter": lambda: with_exif(encode(ImageEnhance.Brightness(image).enhance(1.2)), exif),
        "large": lambda: encode(image.resize((900, 600)), "PNG"),
    }[copy.kind]()
    write(target, made, later)


def _cropped(image: Image.Image) -> Image.Image:
    width, height = image.size
    return image.crop((width // 50, height // 40, width - width // 40, height - height // 50))


def lay_out(folder: Path, workers: int = 2) -> None:
    """Write the whole library."""
    todo = list(shots())
    with ProcessPoolExecutor(workers) as pool:
        for done in [pool.submit(take, folder, shot) for shot in todo]:
            done.result()
    whole = (folder / todo[0].paths[0]).read_bytes()
    write(folder / TORN, whole[: len(whole) // 500] + bytes(2000), _at("2020-08-14 12:00"))
    write(folder / EMPTY, b"", _at("2022-10-09 15:00"))


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]), max(2, os.cpu_count() or 2))
