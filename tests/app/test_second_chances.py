"""What befalls a file while it is decoded is not held against its content; nor is bad luck."""

from __future__ import annotations

from pathlib import Path

import pytest

from photofinder.app import indexer, photo_reader
from photofinder.app.decode_pool import DecodePool
from photofinder.errors import PhotoUnreadable


@pytest.fixture
def large_photo(library, pictures, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a photo that counts as too large for memory: the decoder opens its path again."""
    monkeypatch.setattr(photo_reader, "IN_MEMORY_MAX_BYTES", 100)
    path = pictures.save(library.photos / "large.tif", 1)
    library.add()
    return path


def after_reading(monkeypatch: pytest.MonkeyPatch, befall) -> None:
    """Let something happen once, between a file's digest and its decoding."""
    waiting = [befall]

    def read(path: Path, *rest: object) -> photo_reader.ReadPhoto:
        photo = photo_reader.read_photo(path, *rest)
        if waiting:
            waiting.pop()(path)
        return photo

    monkeypatch.setattr(indexer, "read_photo", read)


def test_file_that_vanishes_before_it_is_decoded_is_taken_up_when_it_is_back(
    library, large_photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = large_photo.with_suffix(".aside")
    after_reading(monkeypatch, lambda path: path.rename(aside))
    assert library.scan().unreadable == 1
    assert library.rows("SELECT error_code FROM file") == [("vanished",)]
    assert library.rows("SELECT count(*) FROM content") == [(0,)]
    aside.rename(large_photo)
    report = library.scan()
    assert (report.indexed, report.unreadable) == (1, 0)


def test_file_that_is_replaced_before_it_is_decoded_is_not_taken_for_the_old_one(
    library, pictures, large_photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = pictures.data(2, "TIFF")
    after_reading(monkeypatch, lambda path: path.write_bytes(other))
    report = library.scan()  # its second round reads what changed meanwhile
    assert (report.indexed, report.unreadable) == (1, 0)
    (digest,) = library.rows("SELECT digest FROM content")[0]
    assert digest == photo_reader.read_photo(large_photo).digest


def test_damage_seen_while_a_file_was_replaced_is_not_the_contents(
    library, large_photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = large_photo.read_bytes()
    after_reading(monkeypatch, lambda path: path.write_bytes(whole[: len(whole) // 2]))
    library.scan()
    large_photo.write_bytes(whole)
    report = library.scan()
    assert (report.indexed, report.unreadable) == (1, 0)


class Unlucky:
    """Decodes nothing until it is told to; counts the attempts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
        self.attempts = 0
        self.busy = True
        real = DecodePool.decode

        def decode(pool: DecodePool, *arguments: object, **options: object) -> object:
            self.attempts += 1
            if self.busy:
                raise PhotoUnreadable(code, limit_s=10)
            return real(pool, *arguments, **options)

        monkeypatch.setattr(DecodePool, "decode", decode)


@pytest.mark.parametrize("code", ["too_slow", "too_much_memory", "crashed_decoder"])
def test_photo_given_up_on_a_busy_machine_is_tried_again_by_the_next_scan(
    library, pictures, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    unlucky = Unlucky(monkeypatch, code)
    for name in ("a.jpg", "copy of a.jpg"):
        pictures.save(library.photos / name, 1)
    library.add()
    assert library.scan().unreadable == 2
    assert unlucky.attempts == 1
    unlucky.busy = False
    report = library.scan()
    assert (report.photos, report.unreadable) == (2, 0)
    assert unlucky.attempts == 2
    assert library.rows("SELECT error_code, error_params, width FROM content") == [
        (None, None, 300)
    ]
    with library.open() as opened:
        assert opened.status().embedded == 1
        assert len(opened.duplicates()) == 1


def test_photo_is_given_up_for_good_after_the_second_attempt(
    library, pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlucky = Unlucky(monkeypatch, "too_slow")
    pictures.save(library.photos / "a.jpg", 1)
    library.add()
    for attempts in (1, 2, 2, 2):
        assert library.scan().unreadable == 1
        assert unlucky.attempts == attempts
    pictures.save(library.photos / "copy.jpg", 1)
    assert library.scan().unreadable == 2
    assert unlucky.attempts == 2
    unlucky.busy = False
    assert library.scan(retry=True).unreadable == 0


def test_damaged_photo_is_not_tried_again(
    library, pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlucky = Unlucky(monkeypatch, "damaged")
    pictures.save(library.photos / "a.jpg", 1)
    library.add()
    for _ in range(3):
        library.scan()
    assert unlucky.attempts == 1
