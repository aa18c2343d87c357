"""The copy with a RAW, a film or edits beside it is the one to keep: a clean-up goes through."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from photofinder import settings as settings_file
from photofinder.paths import AppPaths

ALONE, COPY = "a/photo.png", "b/photo copy.png"
IDENTICAL = ("clean", "--class", "identical_file,identical_picture", "--json")


def shoot(path: Path, image: Image.Image) -> None:
    """Write what a camera writes, whatever its name, with the time on it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker", "Model"
    exif.get_ifd(0x8769)[0x9003] = "2020:05:01 12:00:00"
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, "JPEG", exif=exif, quality=90)


@pytest.fixture
def run(copies, program):
    """Run a command on the library of copies."""

    def run(*words: object):
        return program(*words, "--data-dir", copies.data)

    return run


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("b/photo copy.png.xmp", "has a sidecar beside it"),
        ("b/photo copy.pp3", "has edits beside it"),
        ("b/photo copy.png.json", "has a sidecar beside it"),
    ],
)
def test_default_clean_up_keeps_the_copy_that_has_more(copies, run, name: str, words: str) -> None:
    copies.path(name).write_bytes(b"made by somebody")
    assert run("scan").code == 0
    before = copies.snapshot()
    answer = run(*IDENTICAL, "--apply")
    assert (answer.code, answer.json["refused"]) == (0, [])
    of_photo = {
        Path(item["path"]): item for item in answer.json["items"] if "photo" in item["path"]
    }
    kept = {item["keeper"] for path, item in of_photo.items() if path.name == "photo.png"}
    assert kept == {str(copies.path(COPY))}
    assert {item["rule"] for item in of_photo.values() if item["keeper"] in kept} == {"has_edits"}
    assert any(item["reason"].startswith(words) for item in of_photo.values())
    assert copies.path(COPY).exists()
    assert copies.path(name).exists()
    assert not copies.path(ALONE).exists()
    assert run("undo").code == 0
    assert copies.snapshot() == before


def test_pair_of_raw_and_picture_is_kept_and_lone_copies_of_both_go(library, pictures) -> None:
    photos = library.photos
    shoot(photos / "z" / "IMG_1.JPG", pictures.image(1))
    shoot(photos / "z" / "IMG_1.CR2", pictures.image(1, (150, 100)))
    for name in ("IMG_1.JPG", "IMG_1.CR2"):
        (photos / name[-3:]).mkdir()
        shutil.copy(photos / "z" / name, photos / name[-3:] / name)
    library.add()
    library.scan()
    with library.open(writable=True) as opened:
        groups = opened.duplicates()
        identical = [group for group in groups if group.pair_class == "identical_file"]
        assert {group.keeper for group in identical} == {
            photos / "z" / "IMG_1.JPG", photos / "z" / "IMG_1.CR2",
        }  # fmt: skip
        reasons = {group.keeper.suffix: group.reason for group in identical}
        assert reasons[".JPG"].startswith("has its RAW beside it")
        assert reasons[".CR2"].startswith("has its picture beside it")


def test_rules_follow_sidecars_that_come_and_go_without_a_new_photo(copies) -> None:
    def keeper(library) -> Path:
        wanted = copies.path(ALONE)
        return next(
            group.keeper
            for group in library.duplicates()
            if wanted in (group.keeper, *(member.path for member in group.members))
        )

    with copies.open(writable=True) as library:
        assert keeper(library) == copies.path(ALONE)
        sidecar = copies.path("c/deep/er/photo.png.xmp")
        sidecar.write_bytes(b"made by somebody")
        library.scan().result(60)
        assert keeper(library) == copies.path("c/deep/er/photo.png")
        sidecar.unlink()
        library.scan().result(60)
        assert keeper(library) == copies.path(ALONE)


def test_settings_of_before_get_the_rules(copies, run) -> None:
    """A library that is used for years has its rules in the file, and so would never turn round."""
    paths = AppPaths.at(copies.data)
    old = ["protected", "raw", "camera", "resolution", "format", "not_copied_name"]
    text = '{"version": 1, "keeper_rules": %s, "presets": {"mine": %s}}'
    listed = str(old).replace("'", '"')
    paths.settings.write_text(text % (listed, listed))
    copies.path("b/photo copy.png.xmp").write_bytes(b"made by somebody")
    run("scan")
    for more in ((), ("--rules", "mine")):
        answer = run(*IDENTICAL, "--dry-run", *more)
        assert answer.json["refused"] == []
        assert str(copies.path(COPY)) in {item["keeper"] for item in answer.json["items"]}
    assert settings_file.load(paths.settings).presets["mine"][1] == "has_original"
