"""Photos of several files, from the disk to what is shown: scanned, searched, watched."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path

import pytest
from PIL import Image

from photofinder.app.library import Library
from photofinder.core.assets import AssetKind, UnitKind
from photofinder.core.views import PhotoQuery, QueryImage, SimilarQuery

NOON = "2020:05:01 12:00:00"
LATER = "2020:05:01 12:07:00"
IDENTIFIER = b"6A8AD6C2-9F3B-4C7B-8E0A-5D1F0C9B7E21"


def box(kind: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def live_film() -> bytes:
    tables = b"com.apple.quicktime.content.identifier" + IDENTIFIER
    return box(b"ftyp", b"qt  ") + box(b"mdat", bytes(999)) + box(b"moov", box(b"meta", tables))


def shoot(path: Path, image: Image.Image, taken: str = NOON, **options: object) -> Path:
    """Write a JPEG, whatever its name, with the camera's clock."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker", "Model"
    exif.get_ifd(0x8769)[0x9003] = taken
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, "JPEG", exif=exif, quality=90, **options)
    return path


def dng(image: Image.Image) -> bytes:
    """Make a real RAW file, as the tests of its decoder do."""
    place = Path(__file__).parents[1] / "core" / "test_images.py"
    spec = importlib.util.spec_from_file_location("makers_of_images", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: bytes = module.make_dng(preview=image)
    return made


def shown(library: Library, **query: object) -> dict[str, UnitKind]:
    found = library.viewing.photo_list(PhotoQuery(**query))
    rows = library.viewing.rows(found.file_ids.tolist())
    return {row.path.name: row.unit for row in rows.values()}


def unit(library: Library, path: Path) -> list[tuple[str, str]]:
    files = library._catalog.assets.unit_of_path(path).files
    return [(file.path.name, file.kind.value) for file in files]


@pytest.fixture
def camera(library, pictures):
    """Give a library of photos as cameras and phones write them."""
    photos = library.photos
    shoot(photos / "dcim" / "IMG_1.JPG", pictures.image(1))
    shoot(photos / "dcim" / "IMG_1.CR2", pictures.image(1, (150, 100)))
    (photos / "dcim" / "IMG_1.xmp").write_text("<xmp/>")
    shoot(photos / "dcim" / "IMG_2.JPG", pictures.image(2))  # the camera began to count anew
    shoot(photos / "dcim" / "IMG_2.CR2", pictures.image(3), LATER)
    shoot(photos / "phone" / "IMG_3.JPG", pictures.image(4), comment=IDENTIFIER)
    (photos / "phone" / "IMG_3.MOV").write_bytes(live_film())
    shoot(photos / "phone" / "IMG_4.JPG", pictures.image(5))
    (photos / "phone" / "IMG_4.MOV").write_bytes(live_film())
    library.add()
    return library


def test_photos_of_several_files_are_shown_once(camera) -> None:
    assert camera.scan().photos == 6
    with camera.open() as library:
        assert shown(library) == {
            "IMG_1.JPG": UnitKind.RAW_JPEG,
            "IMG_2.JPG": UnitKind.LONE,
            "IMG_2.CR2": UnitKind.LONE,
            "IMG_3.JPG": UnitKind.LIVE_PHOTO,
            "IMG_4.JPG": UnitKind.LONE,
        }
        assert shown(library, text="IMG_1.CR2") == {"IMG_1.JPG": UnitKind.RAW_JPEG}
        assert sum(library.viewing.folder_counts().values()) == 5


def test_unit_is_certain_before_it_is_named(camera) -> None:
    camera.scan()
    with camera.open() as library:
        photos = camera.photos
        expected = [("IMG_1.JPG", "photo"), ("IMG_1.CR2", "raw"), ("IMG_1.xmp", "sidecar")]
        assert unit(library, photos / "dcim" / "IMG_1.JPG") == expected
        assert unit(library, photos / "dcim" / "IMG_2.JPG") == [("IMG_2.JPG", "photo")]
        film = [("IMG_3.JPG", "photo"), ("IMG_3.MOV", "film")]
        assert unit(library, photos / "phone" / "IMG_3.JPG") == film
        assert unit(library, photos / "phone" / "IMG_4.JPG") == [("IMG_4.JPG", "photo")]


def test_raw_without_a_clock_belongs_where_it_looks_alike(library, pictures) -> None:
    photos = library.photos
    pictures.save(photos / "a.jpg", 1)
    (photos / "a.DNG").write_bytes(dng(pictures.image(1)))
    pictures.save(photos / "b.jpg", 2)
    (photos / "b.DNG").write_bytes(dng(pictures.image(3)))
    library.add()
    assert library.scan().unreadable == 0
    with library.open() as opened:
        assert unit(opened, photos / "a.jpg") == [("a.jpg", "photo"), ("a.DNG", "raw")]
        assert unit(opened, photos / "b.jpg") == [("b.jpg", "photo")]


def test_similar_photos_come_once_and_never_the_query_itself(camera) -> None:
    camera.scan()
    with camera.open() as library:
        for name in ("IMG_1.JPG", "IMG_1.CR2"):
            query = SimilarQuery(like=(QueryImage(camera.photos / "dcim" / name),))
            found = library.find_similar(query).file_ids.tolist()
            rows = library.viewing.rows(found)
            names = [rows[number].path.name for number in found]
            assert sorted(names) == ["IMG_2.CR2", "IMG_2.JPG", "IMG_3.JPG", "IMG_4.JPG"]
        stranger = SimilarQuery(like=(QueryImage(data=_png(camera.photos / "dcim/IMG_1.CR2")),))
        found = library.find_similar(stranger).file_ids.tolist()
        assert len(found) == len(set(found)) == 5


def _png(path: Path) -> bytes:
    buffer = io.BytesIO()
    with Image.open(path) as image:
        image.save(buffer, "PNG")
    return buffer.getvalue()


def test_scan_after_scan_changes_nothing(camera) -> None:
    camera.scan()
    before = camera.rows("SELECT id, relpath, lead_id, named_lead_id FROM file ORDER BY id")
    companions = camera.rows("SELECT * FROM companion ORDER BY relpath")
    assert camera.scan().indexed == 0
    assert camera.rows("SELECT id, relpath, lead_id, named_lead_id FROM file ORDER BY id") == before
    assert camera.rows("SELECT * FROM companion ORDER BY relpath") == companions


def test_moved_unit_belongs_together_there(camera) -> None:
    camera.scan()
    (camera.photos / "dcim").rename(camera.photos / "moved")
    report = camera.scan()
    assert (report.indexed, report.moved) == (0, 4)
    with camera.open() as library:
        assert len(unit(library, camera.photos / "moved" / "IMG_1.JPG")) == 3
        assert len(shown(library)) == 5


def test_excluded_folder_is_left_out(camera) -> None:
    camera.scan()
    (camera.photos / ".dcim").mkdir()
    (camera.photos / "dcim" / "IMG_1.xmp").rename(camera.photos / ".dcim" / "IMG_1.xmp")
    camera.scan()
    with camera.open() as library:
        assert len(unit(library, camera.photos / "dcim" / "IMG_1.JPG")) == 2


def test_unreadable_raw_stays_a_problem(library, pictures) -> None:
    shoot(library.photos / "I.JPG", pictures.image(1))
    (library.photos / "I.CR2").write_bytes(b"II*\0" + bytes(500))
    library.add()
    assert library.scan().unreadable == 1
    with library.open() as opened:
        assert shown(opened) == {"I.JPG": UnitKind.RAW_JPEG}
        assert [problem.path.name for problem in opened.status().unreadable] == ["I.CR2"]
        assert [problem.path.name for problem in opened.problems().unreadable] == ["I.CR2"]
        assert unit(opened, library.photos / "I.JPG") == [("I.JPG", "photo")]


def test_sidecar_that_comes_is_heard_of(camera, wait_until) -> None:
    camera.scan()
    with camera.open(writable=True) as library, library.watch():
        path = camera.photos / "phone" / "IMG_4.JPG"
        sidecar = path.with_name("IMG_4.JPG.xmp")
        sidecar.write_text("<xmp/>")
        wait_until(lambda: unit(library, path)[1:] == [("IMG_4.JPG.xmp", "sidecar")])
        sidecar.unlink()
        assets = library._catalog.assets
        number = library.viewing.rows_of_paths([path])[0].file_id
        wait_until(lambda: AssetKind.SIDECAR not in assets.kinds_of([number]).get(number, ()))
