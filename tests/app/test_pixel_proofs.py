"""Identical pictures: proven while indexing or in the background, and no doubt is lost."""

from __future__ import annotations

import dataclasses
import functools
import io
import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
import timeit
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from photofinder.app import pixel_proofs
from photofinder.app.comparing_again import PROVE
from photofinder.app.decode_pool import DecodePool
from photofinder.app.events import PairsFound
from photofinder.app.jobs import NULL_CONTEXT, NullContext
from photofinder.app.pairing import PairFinder
from photofinder.app.pixel_proofs import PROVING, PixelProofs
from photofinder.core.pixel_digest import pixel_digest
from photofinder.core.types import PairClass
from photofinder.errors import JobCancelled

PATIENCE_S = 60.0
NAMES = (
    *("base.jpg", "rated.jpg", "rated 3.jpg", "tail.jpg", "rated tail.jpg", "again.jpg"),
    *("scans.jpg", "a.png", "note.png", "b.png", "c.tif", "d.webp", "lossy.webp"),
)
STATES = "SELECT id, pixel_state, pixel_digest FROM content ORDER BY id"


def rated(data: bytes, stars: int = 5) -> bytes:
    """Add a rating to a JPEG."""
    body = b'http://ns.adobe.com/xap/1.0/\0<x xmp:Rating="%d"/>' % stars
    return data[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + data[2:]


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def _nothing_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixel_proofs, "SMALL_PIXELS", 0)


@pytest.fixture
def variants(library, pictures):
    """A library of two pictures saved in many ways, all indexed, nothing proven yet."""
    note = PngInfo()
    note.add_text("Comment", "a note")
    for seed in (1, 2):
        jpeg = pictures.data(seed)
        image = Image.open(io.BytesIO(jpeg)).copy()
        files = {
            "base.jpg": jpeg,
            "rated.jpg": rated(jpeg),
            "rated 3.jpg": rated(jpeg, 3),
            "tail.jpg": jpeg + b"tail",
            "rated tail.jpg": rated(jpeg) + b"tail",
            "again.jpg": saved(image, "JPEG", quality=70),
            "scans.jpg": saved(pictures.image(seed), "JPEG", quality=88, progressive=True),
            "a.png": saved(image, "PNG"),
            "note.png": saved(image, "PNG", pnginfo=note),
            "b.png": saved(image, "PNG", compress_level=1),
            "c.tif": saved(image, "TIFF"),
            "d.webp": saved(image, "WEBP", lossless=True),
            "lossy.webp": saved(image, "WEBP", quality=60),
        }
        assert tuple(files) == NAMES
        for name, data in files.items():
            (library.photos / f"{seed} {name}").write_bytes(data)
    library.add()
    library.scan()
    library.rows("UPDATE content SET pixel_state = 'unknown', pixel_digest = NULL")
    return library


def truth(library) -> set[frozenset[str]]:
    """Return which files have the same pixels, by a full decode of each."""
    return parts(library, lambda data, _: pixel_digest(data))


def found(library) -> set[frozenset[str]]:
    """Return which files the catalog calls identical."""
    digests = {number: digest for number, _, digest in library.rows(STATES)}
    return parts(library, lambda _, number: digests[number])


def parts(library, digest_of) -> set[frozenset[str]]:
    by_digest: dict[bytes, set[str]] = {}
    rows = library.rows("SELECT relpath, content_id FROM file")
    for name, number in rows:
        digest = digest_of((library.photos / os.fsdecode(name)).read_bytes(), number)
        if digest is not None:
            by_digest.setdefault(digest, set()).add(os.fsdecode(name))
    return {frozenset(names) for names in by_digest.values() if len(names) > 1}


def numbers(library) -> list[int]:
    return [number for number, _, _ in library.rows(STATES)]


@dataclasses.dataclass
class Driver:
    proofs: PixelProofs
    decoded: list[int]


@pytest.fixture
def proving(variants, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    """Drive the proofs of an open library by hand; notes what is decoded in full."""
    decoded: list[int] = []
    original = pixel_proofs._digest_of

    def noting(content, *arguments):
        decoded.append(content.content_id)
        return original(content, *arguments)

    monkeypatch.setattr(pixel_proofs, "_digest_of", noting)
    pool = DecodePool(1)
    with variants.open(writable=True) as opened:
        yield Driver(PixelProofs(opened._catalog, opened._store, pool), decoded)
        pool.close()


class StopAfter(NullContext):
    """Is cancelled at one of its checks."""

    def __init__(self, checks: int) -> None:
        self.left = checks
        self.said: list[tuple[int, int, str]] = []

    def progress(self, done: int, total: int, what: str = "") -> None:
        self.said.append((done, total, what))

    def check_cancelled(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise JobCancelled("cancelled")


def test_all_pairs_end_as_full_decodes_say(variants, proving: Driver) -> None:
    pairs = list(itertools.combinations(numbers(variants), 2))
    proving.proofs.prove(pairs, NULL_CONTEXT)
    at_once = found(variants)
    assert proving.decoded == [], "nothing is decoded in full while photos are indexed"
    proving.proofs.retry(NULL_CONTEXT)
    assert found(variants) == truth(variants)
    for seed in "12":
        assert any({f"{seed} base.jpg", f"{seed} rated.jpg"} <= names for names in at_once)
        assert any({f"{seed} tail.jpg", f"{seed} rated tail.jpg"} <= names for names in at_once)
        assert any({f"{seed} a.png", f"{seed} note.png"} <= names for names in at_once)
        assert any({f"{seed} c.tif", f"{seed} base.jpg"} <= names for names in found(variants))
    assert not variants.rows("SELECT id FROM content WHERE pixel_state = 'wanted'")
    # one of base, rated and rated 3, one of the tails, one of two PNG
    assert len(proving.decoded) <= 2 * (len(NAMES) - 4)


@pytest.mark.parametrize("batch", [1, 5])
def test_order_and_batches_do_not_matter(
    variants, proving: Driver, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pixel_proofs, "DIGEST_BATCH", batch)
    pairs = list(itertools.combinations(numbers(variants), 2))
    for start in range(0, len(pairs), 7):  # full decodes come between
        proving.proofs.prove([pair[::-1] for pair in pairs[::-1][start : start + 7]], NULL_CONTEXT)
        proving.proofs.retry(NULL_CONTEXT)
    assert found(variants) == truth(variants)


def test_a_copy_of_what_was_decoded_in_full_is_proven_by_its_coded_data(
    variants, proving: Driver
) -> None:
    rows = variants.rows("SELECT relpath, content_id FROM file")
    at = {os.fsdecode(name): number for name, number in rows}
    base, png, copy = at["1 base.jpg"], at["1 a.png"], at["1 rated.jpg"]
    proving.proofs.prove([(base, png)], NULL_CONTEXT)
    proving.proofs.retry(NULL_CONTEXT)
    assert sorted(proving.decoded) == sorted([base, png])
    later = at["1 rated 3.jpg"]
    same = proving.proofs.prove([(copy, later)], NULL_CONTEXT)
    assert same == {(min(copy, later), max(copy, later))}
    assert proving.proofs.prove([(base, copy)], NULL_CONTEXT) == {
        (min(base, copy), max(base, copy))
    }
    proving.proofs.retry(NULL_CONTEXT)
    assert sorted(proving.decoded) == sorted([base, png]), "and of nothing else"
    names = frozenset(f"1 {name}" for name in ("base.jpg", "rated.jpg", "rated 3.jpg", "a.png"))
    assert found(variants) == {names}


def test_a_stop_loses_no_doubt(variants, proving: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixel_proofs, "DIGEST_BATCH", 2)
    pairs = list(itertools.combinations(numbers(variants), 2))
    for checks in (0, 3, 9, 20):
        with pytest.raises(JobCancelled):
            proving.proofs.prove(pairs, StopAfter(checks))
    proving.proofs.prove(pairs, NULL_CONTEXT)
    said = []
    for checks in (1, 4, 6):
        ctx = StopAfter(checks)
        with pytest.raises(JobCancelled):
            proving.proofs.retry(ctx)
        said.append(ctx.said[0])
    assert {what for _, _, what in said} == {PROVING}
    assert said[-1][1] < said[0][1], "each goes on where the one before was stopped"
    proving.proofs.retry(NULL_CONTEXT)
    assert found(variants) == truth(variants)
    assert len(proving.decoded) <= 2 * (len(NAMES) - 4) + 3 * 2


@pytest.mark.parametrize("stops_at", [None, 5, 6, 9])
def test_what_was_digested_is_told_while_the_rest_is_on_its_way(
    variants, proving: Driver, monkeypatch: pytest.MonkeyPatch, stops_at: int | None
) -> None:
    """Whoever shows groups does not wait for the end of a job of hours, which may be stopped."""
    monkeypatch.setattr(pixel_proofs, "DIGEST_BATCH", 2)
    proving.proofs.prove(list(itertools.combinations(numbers(variants), 2)), NULL_CONTEXT)
    before = len(variants.rows("SELECT id FROM content WHERE pixel_state = 'wanted'"))
    told: list[int] = []
    if stops_at is None:
        assert proving.proofs.retry(NULL_CONTEXT, told.append) == sum(told)
        assert len(told) > 2
    else:
        with pytest.raises(JobCancelled):
            proving.proofs.retry(StopAfter(stops_at), told.append)
    after = len(variants.rows("SELECT id FROM content WHERE pixel_state = 'wanted'"))
    assert bool(told) == (after < before)
    assert sum(told) <= before - after, "one digest may speak for several files"


def test_small_pictures_are_proven_at_once(
    variants, proving: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pixel_proofs, "SMALL_PIXELS", 500_000)
    proving.proofs.prove(list(itertools.combinations(numbers(variants), 2)), NULL_CONTEXT)
    assert found(variants) == truth(variants)
    assert proving.proofs.retry(NULL_CONTEXT) == 0


def test_files_that_went_away_stay_wanted(variants, proving: Driver) -> None:
    away = variants.photos.with_name("away")
    variants.photos.rename(away)
    proving.proofs.prove(list(itertools.combinations(numbers(variants), 2)), NULL_CONTEXT)
    proving.proofs.retry(NULL_CONTEXT)
    assert variants.rows("SELECT DISTINCT pixel_state FROM content") == [("wanted",)]
    away.rename(variants.photos)
    proving.proofs.retry(NULL_CONTEXT)
    assert found(variants) == truth(variants)


def test_a_file_that_was_rewritten_proves_nothing(variants, proving: Driver) -> None:
    path = variants.photos / "1 rated.jpg"
    stamp = path.stat()
    data = (variants.photos / "2 rated.jpg").read_bytes()[: stamp.st_size]
    path.write_bytes(data + bytes(stamp.st_size - len(data)))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    proving.proofs.prove(list(itertools.combinations(numbers(variants), 2)), NULL_CONTEXT)
    proving.proofs.retry(NULL_CONTEXT)
    assert not any("1 rated.jpg" in names for names in found(variants))


# -- the job ---------------------------------------------------------------------------------------


@pytest.fixture
def two_formats(library, pictures):
    """Pictures, and the pixels of each in another format."""
    for seed in range(4):
        pictures.save(library.photos / f"{seed}.jpg", seed)
        with Image.open(library.photos / f"{seed}.jpg") as image:
            image.save(library.photos / f"{seed}.png")
    library.add()
    return library


def identical(opened) -> set[frozenset[str]]:
    return {
        frozenset((group.keeper.name, *(member.path.name for member in group.members)))
        for group in opened.duplicates(frozenset({PairClass.IDENTICAL_PICTURE}))
    }


ALL = {frozenset((f"{seed}.jpg", f"{seed}.png")) for seed in range(4)}


def proof_job(opened):
    """Return the job that proves; pairs are looked at closely behind it."""
    (job,) = [job for job in opened.jobs() if job.name == PROVE]
    return job


def test_two_formats_are_a_pair_until_they_are_proven_identical(
    two_formats, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, original = threading.Event(), pixel_proofs._digest_of

    def waiting(*arguments):
        assert go_on.wait(PATIENCE_S)
        return original(*arguments)

    monkeypatch.setattr(pixel_proofs, "_digest_of", waiting)
    heard: list[PairsFound] = []
    with two_formats.open(writable=True) as opened:
        opened.scan().result(PATIENCE_S)
        job = proof_job(opened)
        assert identical(opened) == set()
        shots = opened.duplicates(frozenset({PairClass.SAME_SHOT}))
        assert len(shots) == len(ALL), "until then they are shown as what was verified"
        opened.events.subscribe(lambda event: heard.append(event))
        go_on.set()
        assert job.result(PATIENCE_S) == 2 * len(ALL)
        assert identical(opened) == ALL
        assert opened.duplicates(frozenset({PairClass.SAME_SHOT})) == []
    assert [event for event in heard if isinstance(event, PairsFound)]


def test_new_photos_stop_the_job_and_it_goes_on_afterwards(
    two_formats, pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, original = threading.Event(), threading.Event(), pixel_proofs._digest_of

    def waiting(*arguments):
        begun.set()
        assert go_on.wait(PATIENCE_S)
        return original(*arguments)

    monkeypatch.setattr(pixel_proofs, "_digest_of", waiting)
    with two_formats.open(writable=True) as opened:
        opened.scan().result(PATIENCE_S)
        first = proof_job(opened)
        assert begun.wait(PATIENCE_S)
        pictures.save(two_formats.photos / "new.jpg", 77)
        scan = opened.scan()
        while not first.cancelled:
            assert not scan.done
            time.sleep(0.01)
        go_on.set()
        scan.result(PATIENCE_S)
        assert first.done
        for job in opened.jobs():
            job.result(PATIENCE_S)
        assert identical(opened) == ALL


def test_indexing_that_is_stopped_lets_the_job_go_on(
    two_formats, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, original = threading.Event(), pixel_proofs._digest_of

    def waiting(*arguments):
        assert go_on.wait(PATIENCE_S)
        return original(*arguments)

    monkeypatch.setattr(pixel_proofs, "_digest_of", waiting)
    with two_formats.open(writable=True) as opened:
        opened.scan().result(PATIENCE_S)
        first = proof_job(opened)
        with monkeypatch.context() as patch:
            patch.setattr(PairFinder, "run", Mock(side_effect=JobCancelled("cancelled")))
            scan = opened.scan()
            while not first.cancelled:
                time.sleep(0.01)
            go_on.set()
            with pytest.raises(JobCancelled):
                scan.result(PATIENCE_S)
        for job in opened.jobs():
            job.result(PATIENCE_S)
        assert identical(opened) == ALL


def test_large_pictures_are_cut_short(two_formats, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stop does not wait for a full decode of a large picture: its child process is ended."""
    monkeypatch.setattr(pixel_proofs, "LARGE_PIXELS", 0)
    sleeping = functools.partial(timeit.timeit, "pass", "import time; time.sleep(600)")
    monkeypatch.setattr(pixel_proofs, "pixel_digest", sleeping)
    with two_formats.open(writable=True) as opened:
        opened.scan().result(PATIENCE_S)
        job = proof_job(opened)
        while not multiprocessing.active_children():
            time.sleep(0.01)
        job.cancel()
        with pytest.raises(JobCancelled):
            job.result(PATIENCE_S)
    states = dict(two_formats.rows("SELECT pixel_state, count(*) FROM content GROUP BY 1"))
    assert states == {"wanted": 8}


#: each full decode takes its time
SLOWLY = """
import sys, time
from photofinder.app import pixel_proofs
pixel_proofs.DIGEST_BATCH, pixel_proofs.SMALL_PIXELS = 1, 0
original = pixel_proofs._digest_of
def slow(*arguments):
    time.sleep(0.1)
    return original(*arguments)
pixel_proofs._digest_of = slow
from photofinder.cli import run
sys.exit(run(["scan", "--json", "--data-dir", sys.argv[1]]))
"""
PROVEN = "SELECT count(*) FROM content WHERE length(pixel_digest) = 32"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has another way to kill")
def test_killed_again_and_again_no_doubt_is_lost(two_formats, program) -> None:
    done = []
    for wanted in (1, 3, 5):
        process = subprocess.Popen(
            [sys.executable, "-c", SLOWLY, str(two_formats.data)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while process.poll() is None and two_formats.rows(PROVEN)[0][0] < wanted:
            time.sleep(0.005)
        process.kill()
        process.wait(30)
        assert process.returncode == -signal.SIGKILL, "it ended before"
        done.append(two_formats.rows(PROVEN)[0][0])
    assert done == sorted(done)
    answer = program("scan", "--json", "--data-dir", two_formats.data)
    assert answer.code == 0, answer.err
    with two_formats.open() as opened:
        assert identical(opened) == ALL
    assert two_formats.rows("SELECT DISTINCT pixel_state FROM content") == [("known",)]
    assert Path(two_formats.data).exists()
