"""What a viewer needs: the photos page by page, and a thumbnail of each that heals itself."""

from __future__ import annotations

import io
import json
import shutil
import threading
from pathlib import Path

import pytest
from PIL import Image

from photofinder.app import photo_reader
from photofinder.errors import PhotoUnreadable, UsageProblem


def photo_of(library) -> Path:
    return library.photos / "2020" / "p00.jpg"


def thumbnails(library) -> dict[str, bytes]:
    root = library.paths.thumbnail_dir
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.jpg")}


# -- thumbnails ------------------------------------------------------------------------------------


def test_thumbnail_comes_from_the_cache_without_decoding(
    indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photofinder.app.thumbnails.read_photo", None)
    with indexed.open() as library:
        jpeg = library.thumbnail(photo_of(indexed))
        with Image.open(io.BytesIO(jpeg)) as picture:
            assert (picture.format, picture.size) == ("JPEG", (300, 200))


def test_thumbnails_that_were_thrown_away_are_made_again(indexed) -> None:
    before = thumbnails(indexed)
    assert len(before) == 36
    shutil.rmtree(indexed.paths.thumbnail_dir)
    indexed.scan()
    with indexed.open() as library:
        for photo in library.photos():
            library.thumbnail(photo.path)
    assert thumbnails(indexed) == before


def test_damaged_thumbnail_is_made_again(indexed) -> None:
    before = thumbnails(indexed)
    for name in before:
        (indexed.paths.thumbnail_dir / name).write_bytes(before[name][:50])
    with indexed.open() as library:
        page = library.photos(limit=36)
        assert {library.thumbnail(photo.content_id) for photo in page} == set(before.values())
    assert thumbnails(indexed) == before


def test_thumbnail_of_a_content_is_made_from_any_copy(indexed) -> None:
    copy = indexed.photos / "zz copy.jpg"
    shutil.copy(photo_of(indexed), copy)
    indexed.scan()
    shutil.rmtree(indexed.paths.thumbnail_dir)
    photo_of(indexed).unlink()
    with indexed.open() as library:
        assert library.thumbnail(photo_of(indexed)) == library.thumbnail(copy)


def test_missing_photo_keeps_its_thumbnail_as_long_as_the_cache_does(indexed) -> None:
    photo_of(indexed).unlink()
    indexed.scan()
    with indexed.open() as library:
        assert library.thumbnail(photo_of(indexed))
        shutil.rmtree(indexed.paths.thumbnail_dir)
        with pytest.raises(PhotoUnreadable) as caught:
            library.thumbnail(photo_of(indexed))
    assert caught.value.code == "vanished"


def test_changed_photo_does_not_give_its_new_picture_to_the_old_content(indexed, pictures) -> None:
    shutil.rmtree(indexed.paths.thumbnail_dir)
    pictures.save(photo_of(indexed), 99)
    with indexed.open() as library:
        with pytest.raises(PhotoUnreadable) as caught:
            library.thumbnail(photo_of(indexed))
        assert caught.value.code == "changed"
    indexed.scan()
    with indexed.open() as library:
        assert library.thumbnail(photo_of(indexed))


def test_unreadable_and_pending_photos_answer_for_what_is_there_now(indexed, pictures) -> None:
    bad = indexed.photos / "bad.jpg"
    bad.write_bytes(b"no picture")
    indexed.scan()
    with indexed.open() as library:
        with pytest.raises(PhotoUnreadable) as caught:
            library.thumbnail(bad)
        assert caught.value.code == "unsupported"
        pictures.save(bad, 50)
        assert library.thumbnail(bad)


def test_thumbnail_of_a_large_file_is_made_in_the_isolated_decoder(
    indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = thumbnails(indexed)
    shutil.rmtree(indexed.paths.thumbnail_dir)
    monkeypatch.setattr(photo_reader, "IN_MEMORY_MAX_BYTES", 100)
    with indexed.open() as library:
        assert library.thumbnail(photo_of(indexed)) in before.values()


def test_photo_of_no_library_folder_has_no_thumbnail(indexed, pictures, tmp_path: Path) -> None:
    outside = pictures.save(tmp_path / "out.jpg", 1)
    with indexed.open() as library:
        with pytest.raises(UsageProblem):
            library.thumbnail(outside)
        with pytest.raises(PhotoUnreadable):
            library.thumbnail(123_456)


def test_threads_may_ask_at_once(indexed) -> None:
    before = thumbnails(indexed)
    shutil.rmtree(indexed.paths.thumbnail_dir)
    found: list[bytes] = []
    with indexed.open() as library:
        paths = [photo.path for photo in library.photos()]

        def ask(start: int) -> None:
            found.extend(library.thumbnail(path) for path in paths[start:])

        threads = [threading.Thread(target=ask, args=(start,)) for start in (0, 12, 24)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert len(found) == 72
    assert set(found) == set(before.values())


def test_read_only_data_folder_still_shows_thumbnails(indexed, program, as_ordinary_user) -> None:
    for path in indexed.paths.thumbnail_dir.rglob("*.jpg"):
        path.unlink()
    folders = [indexed.data, *(path for path in indexed.data.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o500)
    target = indexed.data.parent / "out.jpg"
    try:
        command = ("thumbnail", photo_of(indexed), "-o", target, "--data-dir", indexed.data)
        answer = program.run(*command, prefix=as_ordinary_user)
    finally:
        for folder in folders:
            folder.chmod(0o700)
    assert answer.code == 0, answer
    assert target.read_bytes().startswith(b"\xff\xd8")
    assert thumbnails(indexed) == {}


# -- photos, page by page --------------------------------------------------------------------------


def all_pages(library, limit: int) -> list:
    found, page = [], library.photos(limit=limit)
    while page:
        assert len(page) <= limit
        found += page
        page = library.photos(after=page[-1].path, limit=limit)
    return found


@pytest.mark.parametrize("limit", [1, 2, 1000])
def test_pages_end_where_one_folder_lies_inside_another(library, pictures, limit: int) -> None:
    hidden = library.photos / ".hidden"
    hidden.mkdir()
    for folder, seed in ((library.photos, 1), (library.photos, 2), (hidden, 3), (hidden, 4)):
        pictures.save(folder / f"{seed}.jpg", seed)
    library.add(library.photos, hidden)
    library.scan()
    with library.open() as opened:
        paths = [photo.path.name for photo in all_pages(opened, limit)]
    assert sorted(paths) == ["1.jpg", "2.jpg", "3.jpg", "4.jpg"]


@pytest.mark.parametrize("limit", [1, 5, 12, 36, 1000])
def test_pages_hold_every_photo_once_and_in_order(indexed, limit: int) -> None:
    with indexed.open() as library:
        found = all_pages(library, limit)
    paths = [photo.path for photo in found]
    assert paths == sorted(paths)
    assert len(paths) == 36
    first = found[0]
    assert first.path == photo_of(indexed)
    assert (first.width, first.height, first.state) == (300, 200, "indexed")
    assert first.size_bytes == first.path.stat().st_size
    assert first.content_id is not None


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_folders_whose_names_begin_alike_are_all_listed(library, pictures, limit: int) -> None:
    root = library.photos
    expected = []
    for folder in ("a", "a b", "a-b", "ab", "aé"):
        for name in ("x.jpg", "y.jpg"):
            expected.append(pictures.save(root / folder / name, len(expected)))
    library.add(*sorted({path.parent for path in expected}))
    library.scan()
    with library.open() as opened:
        found = [photo.path for photo in all_pages(opened, limit)]
    assert len(found) == len(expected)
    assert set(found) == set(expected)


def test_list_goes_on_when_the_last_photo_or_its_folder_is_gone(indexed) -> None:
    with indexed.open(writable=True) as library:
        last = library.photos(limit=10)[-1].path
        indexed.rows("DELETE FROM file WHERE relpath LIKE '%' || ?", last.name)
        assert library.photos(after=last, limit=1)[0].path > last
        library.remove_folder(indexed.photos)
        assert library.photos(after=last) == []


def test_states_are_told(indexed) -> None:
    (indexed.photos / "bad.jpg").write_bytes(b"bad")
    photo_of(indexed).unlink()
    indexed.scan()
    with indexed.open() as library:
        states = {photo.path.name: photo.state.value for photo in library.photos()}
    assert (states["bad.jpg"], states["p00.jpg"], states["p01.jpg"]) == (
        "unreadable",
        "missing",
        "indexed",
    )


# -- command line ----------------------------------------------------------------------------------


def test_list_prints_one_json_object_a_line(indexed, program) -> None:
    answer = program("list", "--json", "--data-dir", indexed.data)
    assert answer.code == 0
    photos = [json.loads(line) for line in answer.out.splitlines()]
    assert len(photos) == 36
    names = {"path", "state", "online", "bytes", "content", "width", "height", "taken_at"}
    assert set(photos[0]) == names
    assert photos[0]["path"] == str(photo_of(indexed))


def test_list_for_people_names_every_photo(indexed, program) -> None:
    answer = program("list", "--data-dir", indexed.data)
    assert answer.code == 0
    assert answer.out.count("300 x 200") == 36
    assert answer.out.count(str(indexed.photos)) == 36


def test_empty_library_lists_nothing(library, program) -> None:
    answer = program("list", "--json", "--data-dir", library.data)
    assert (answer.code, answer.out) == (0, "")


def test_thumbnail_is_written_but_never_over_a_file(indexed, program, tmp_path: Path) -> None:
    target = tmp_path / "out.jpg"
    command = ("thumbnail", photo_of(indexed), "-o", target, "--json", "--data-dir", indexed.data)
    answer = program(*command)
    assert answer.code == 0
    assert answer.json == {"thumbnail": str(target), "bytes": target.stat().st_size}
    before = target.read_bytes()
    again = program(*command)
    assert again.code == 2
    assert again.json["error"]["code"] == "file_exists"
    assert target.read_bytes() == before
    photo = photo_of(indexed).read_bytes()
    same = ("thumbnail", photo_of(indexed), "-o", photo_of(indexed), "--data-dir", indexed.data)
    assert program(*same).code == 2
    assert photo_of(indexed).read_bytes() == photo


def test_thumbnail_that_cannot_be_written_is_named(indexed, program, tmp_path: Path) -> None:
    target = tmp_path / "no folder" / "out.jpg"
    command = ("thumbnail", photo_of(indexed), "-o", target, "--json", "--data-dir", indexed.data)
    answer = program(*command)
    assert answer.code == 3
    assert answer.json["error"]["code"] == "output_unwritable"
    assert str(target) in answer.json["error"]["message"]
