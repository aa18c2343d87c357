"""Same shots without capture times are looked at closely, once, in the background."""

from __future__ import annotations

import io
import threading

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from photofinder.app import looking_closer, photo_reader
from photofinder.app.comparing_again import LOOK
from photofinder.app.decode_pool import DecodePool
from photofinder.app.events import PairsFound
from photofinder.app.jobs import NullContext
from photofinder.app.looking_closer import LOOKING, CloserLooks, look_version
from photofinder.core import close_look
from photofinder.core.types import PairClass, Relation
from photofinder.errors import JobCancelled

SIZE = (1600, 1200)
#: a twentieth of the width: on the thumbnail its mouth is six pixels wide
FACE = (980, 620)
PAIRS = "SELECT first_id, second_id, class, looked, evidence FROM pair ORDER BY 1, 2"


def people(seed: int, *, smiles: bool) -> Image.Image:
    """Paint a scene with someone in it."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(40, 220, (7, 9, 3), np.uint8)
    picture = Image.fromarray(coarse).resize(SIZE, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    for _ in range(160):
        x, y, side = rng.integers(0, SIZE[0]), rng.integers(0, SIZE[1]), int(rng.integers(20, 130))
        colour = tuple(int(value) for value in rng.integers(0, 256, 3))
        draw.ellipse((int(x), int(y), int(x) + side, int(y + side * 0.7)), fill=colour)
    x, y = FACE
    draw.ellipse((x - 40, y - 52, x + 40, y + 52), fill=(214, 164, 130))
    for eye in (x - 16, x + 16):
        draw.ellipse((eye - 7, y - 18, eye + 7, y - 10), fill=(238, 236, 232))
        draw.ellipse((eye - 3, y - 17, eye + 3, y - 11), fill=(60, 45, 30))
    if smiles:
        draw.chord((x - 20, y + 4, x + 20, y + 36), 10, 170, fill=(150, 60, 60))
    else:
        draw.line((x - 13, y + 24, x + 13, y + 24), fill=(150, 60, 60), width=5)
    return picture.filter(ImageFilter.GaussianBlur(1.2))


def jpeg(picture: Image.Image, seed: int, quality: int, taken_at: str | None = None) -> bytes:
    """Take a photo: with grain of its own, and a capture time where one is given."""
    grain = np.random.default_rng(seed).normal(0, 2, (picture.height, picture.width, 1))
    pixels = (np.asarray(picture) + grain).clip(0, 255).astype(np.uint8)
    exif = Image.Exif()
    if taken_at:
        exif[0x010F], exif[0x0110] = "Canon", "Canon EOS 80D"
        exif.get_ifd(0x8769)[0x9003] = taken_at[:19]
        exif.get_ifd(0x8769)[0x9291] = taken_at[20:]
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality, exif=exif)
    return buffer.getvalue()


@pytest.fixture
def smiling(library):
    """A library of someone who smiles, does not, and a small copy of the latter."""
    (library.photos / "serious.jpg").write_bytes(jpeg(people(1, smiles=False), 1, 92))
    (library.photos / "smiles.jpg").write_bytes(jpeg(people(1, smiles=True), 2, 80))
    with Image.open(library.photos / "serious.jpg") as image:
        image.resize((960, 720)).save(library.photos / "serious small.jpg", quality=80)
    library.add()
    return library


def names_of(opened, pair) -> set[str]:
    return {
        place.path.name
        for number in (pair.first_id, pair.second_id)
        for place in opened._catalog.files_of([number])[number]
    }


def look(opened, ctx=None, in_vain=None) -> int:
    """Look at what is to be looked at, as the job does."""
    pool = DecodePool(2)
    try:
        looks = CloserLooks(opened._catalog, opened._store, opened._pairs, pool, in_vain)
        return looks.run(ctx or NullContext())
    finally:
        pool.close()


def scan(opened) -> None:
    opened.scan().result(60)
    for job in opened.jobs():
        job.result(60)


def test_someone_who_smiles_is_another_moment(smiling) -> None:
    heard = []
    with smiling.open(writable=True) as opened:
        opened.events.subscribe(lambda event: heard.append(event))
        scan(opened)
        pairs = {frozenset(names_of(opened, pair)): pair for pair in opened._pairs.all()}
        groups = opened.duplicates()
    copy = pairs[frozenset({"serious.jpg", "serious small.jpg"})]
    assert copy.pair_class is PairClass.SAME_SHOT
    assert copy.verified.looked_px == close_look.EDGE_PX
    assert copy.verified.moved is None
    moved = pairs[frozenset({"serious.jpg", "smiles.jpg"})]
    assert moved.pair_class is PairClass.SERIES
    assert moved.verified.relations[0] is Relation.SAME_SCENE
    assert "something moved" in moved.relation
    assert moved.verified.series > moved.verified.same_shot
    box = moved.verified.moved
    mouth = FACE[0] / SIZE[0], (FACE[1] + 22) / SIZE[1]
    assert box.left <= mouth[0] <= box.right
    assert box.top <= mouth[1] <= box.bottom
    (group,) = groups
    assert {m.path.name: m.pair_class for m in group.members if m.path != group.keeper} == {
        "serious small.jpg": PairClass.SAME_SHOT,
        "smiles.jpg": PairClass.SERIES,
    }
    assert any(isinstance(event, PairsFound) for event in heard)


def test_each_pair_is_looked_at_once(smiling) -> None:
    with smiling.open(writable=True) as opened:
        scan(opened)
        before = smiling.rows(PAIRS)
        assert look(opened) == 0
        assert opened._pairs.to_look_count(look_version()) == 0
        scan(opened)
        assert all(job.name != LOOK for job in opened.jobs())
    assert smiling.rows(PAIRS) == before


def test_a_better_look_sees_all_of_them_again(smiling, monkeypatch: pytest.MonkeyPatch) -> None:
    with smiling.open(writable=True) as opened:
        scan(opened)
        (shots,) = {len(opened._pairs.to_look(look_version(), 10))}
        assert shots >= 1
        monkeypatch.setattr(close_look, "VERSION", close_look.VERSION + 1)
        assert look(opened) == shots


def test_photos_that_are_away_are_looked_at_when_they_are_back(smiling) -> None:
    with smiling.open(writable=True) as opened:
        scan(opened)
        smiling.rows("UPDATE pair SET looked = 0, class = 'same_shot'")
        there = [smiling.photos / name for name in ("serious.jpg", "smiles.jpg")]
        data = [(path.read_bytes(), path.stat().st_mtime_ns) for path in there]
        for path in there:
            path.rename(path.with_suffix(".away"))
        assert look(opened) == 0
        left = opened._pairs.to_look_count(look_version())
        assert left == len(smiling.rows("SELECT 1 FROM pair"))
        for path, (content, _) in zip(there, data, strict=True):
            path.with_suffix(".away").rename(path)
            assert path.read_bytes() == content
        assert look(opened) == left


def test_a_photo_that_cannot_be_decoded_is_not_tried_again(smiling, monkeypatch) -> None:
    from photofinder.errors import PhotoUnreadable

    def fail(source):
        raise PhotoUnreadable("no_content")

    with smiling.open(writable=True) as opened:
        scan(opened)
        smiling.rows("UPDATE pair SET looked = 0, class = 'same_shot'")
        before = smiling.rows("SELECT first_id, class, evidence FROM pair")
        monkeypatch.setattr(close_look, "large_picture", fail)
        assert look(opened) == len(before)
        assert opened._pairs.to_look_count(look_version()) == 0
    assert smiling.rows("SELECT first_id, class, evidence FROM pair") == before


@pytest.mark.parametrize("code", ["too_slow", "too_much_memory", "crashed_decoder"])
def test_a_photo_without_luck_is_not_called_looked_at(smiling, monkeypatch, code: str) -> None:
    """Nor is it tried after each photo that is indexed."""
    from photofinder.errors import PhotoUnreadable

    def fail(source):
        raise PhotoUnreadable(code)

    with smiling.open(writable=True) as opened:
        scan(opened)
        smiling.rows("UPDATE pair SET looked = 0, class = 'same_shot'")
        left = opened._pairs.to_look_count(look_version())
        in_vain: set[tuple[int, int]] = set()
        with monkeypatch.context() as unlucky:
            unlucky.setattr(close_look, "large_picture", fail)
            assert look(opened, in_vain=in_vain) == 0
        assert opened._pairs.to_look_count(look_version()) == left == len(in_vain)
        assert look(opened, in_vain=in_vain) == 0
        assert look(opened) == left


def test_a_large_photo_that_changes_while_it_is_decoded_is_not_looked_at(
    smiling, monkeypatch
) -> None:
    """Its decoder reads the file itself, after it was digested."""
    decoding = close_look.large_picture

    def replaced(source):
        smiling.photos.joinpath("serious.jpg").write_bytes(b"another picture")
        smiling.photos.joinpath("serious small.jpg").write_bytes(b"another picture")
        return decoding(smiling.photos / "smiles.jpg")

    with smiling.open(writable=True) as opened:
        scan(opened)
        smiling.rows("UPDATE pair SET looked = 0, class = 'same_shot'")
        monkeypatch.setattr(photo_reader, "IN_MEMORY_MAX_BYTES", 0)
        monkeypatch.setattr(DecodePool, "decode", lambda _, function, source: replaced(source))
        assert look(opened) == 0


def test_what_is_offline_is_not_asked_for(smiling) -> None:
    """Thousands of pairs on a drive that is away cost nothing after each new photo."""
    with smiling.open(writable=True) as opened:
        scan(opened)
        smiling.rows("UPDATE pair SET looked = 0, class = 'same_shot'")
        left = opened._pairs.to_look_count(look_version())
        assert left
        smiling.rows("UPDATE folder SET online = 0")
        assert opened._pairs.to_look_count(look_version()) == 0
        assert opened._pairs.to_look(0, 10) == []
        smiling.rows("UPDATE folder SET online = 1")
        assert opened._pairs.to_look_count(look_version()) == left


def test_one_pair_that_is_left_is_found_without_reading_the_others(smiling) -> None:
    with smiling.open(writable=True) as opened:
        asked = []
        opened._database.connection.set_trace_callback(asked.append)
        opened._pairs.to_look(0, 10)
        opened._pairs.to_look_count(1)
        opened._database.connection.set_trace_callback(None)
        for sql in asked:
            plan = " / ".join(row[3] for row in smiling.rows(f"EXPLAIN QUERY PLAN {sql}"))
            assert plan.startswith("SEARCH pair USING INDEX pair_to_look (looked"), plan
            assert "TEMP B-TREE" not in plan


def test_a_bug_in_one_look_stops_no_other_and_no_indexing(smiling, monkeypatch, caplog) -> None:
    looking, failed = close_look.look_closer, []

    def fail_once(*values):
        if not failed:
            failed.append(True)
            raise ZeroDivisionError("a bug")
        return looking(*values)

    with smiling.open(writable=True) as opened:
        monkeypatch.setattr(close_look, "look_closer", fail_once)
        scan(opened)
        assert opened._pairs.to_look_count(look_version()) == 1
        assert "no close look" in caplog.text
        caplog.clear()
        look(opened)
        assert opened._pairs.to_look_count(look_version()) == 0


def test_indexing_goes_on_after_a_job_that_failed(smiling, monkeypatch, caplog) -> None:
    def fail(*_):
        raise ZeroDivisionError("a bug")

    with smiling.open(writable=True) as opened:
        monkeypatch.setattr(CloserLooks, "run", fail)
        opened.scan().result(60)
        for job in opened.jobs():
            with pytest.raises(ZeroDivisionError):
                job.result(60)
        report = opened.scan().result(60)
        assert report.photos == 3
        for job in opened.jobs():
            with pytest.raises(ZeroDivisionError):
                job.result(60)
    caplog.clear()


class StopAfter(NullContext):
    """Is cancelled once it was told so many times how far the work is."""

    def __init__(self, told: int) -> None:
        self.left = told
        self.said: list[str] = []

    def progress(self, done: int, total: int, what: str = "") -> None:
        self.said.append(what)
        self.left -= 1

    def check_cancelled(self) -> None:
        if self.left < 0:
            raise JobCancelled("cancelled")


def test_what_was_stopped_goes_on_where_it_was(smiling, monkeypatch) -> None:
    monkeypatch.setattr(looking_closer, "BATCH", 1)
    with smiling.open(writable=True) as opened:
        scan(opened)
        done = smiling.rows(PAIRS)
        smiling.rows("UPDATE pair SET looked = 0, class = 'same_shot'")
        ctx = StopAfter(1)
        with pytest.raises(JobCancelled):
            look(opened, ctx)
        assert ctx.said == [LOOKING, LOOKING]
        assert smiling.rows("SELECT count(*) FROM pair WHERE looked > 0") == [(1,)]
        look(opened)
        assert [row[:4] for row in smiling.rows(PAIRS)] == [row[:4] for row in done]


def test_what_is_compared_anew_meanwhile_is_not_overwritten(smiling) -> None:
    with smiling.open(writable=True) as opened:
        scan(opened)
        smiling.rows("UPDATE pair SET looked = 0, class = 'same_shot'")
        stale = opened._pairs.to_look(0, 10)
        smiling.rows("UPDATE pair SET evidence = ''")
        opened._pairs.set_looked(look_version(), [(pair, pair) for pair in stale])
        assert smiling.rows("SELECT DISTINCT looked FROM pair") == [(0,)]


def test_shots_of_one_second_are_told_by_its_fractions(library) -> None:
    """Nothing moved, and no look is needed: cameras say that these are two shots."""
    picture = people(2, smiles=False)
    for grain, fraction in enumerate(("120", "220")):
        data = jpeg(picture, grain, 92, f"2024:05:01 10:00:00.{fraction}")
        (library.photos / f"{grain}.jpg").write_bytes(data)
    library.add()
    with library.open(writable=True) as opened:
        scan(opened)
        (pair,) = opened._pairs.all()
    assert pair.pair_class is PairClass.SERIES
    assert pair.verified.relations[0] is Relation.BURST


@pytest.mark.parametrize(
    ("times", "looked"),
    [
        (("2024:05:01 10:00:00.120", "2024:05:01 10:00:00.120"), False),
        (("2024:05:01 10:00:00.", "2024:05:01 10:00:00."), True),
        (("2024:05:01 10:00:00.120", None), True),
    ],
)
def test_only_fractions_of_a_second_prove_one_shot(library, times, looked: bool) -> None:
    picture = people(2, smiles=False)
    for name, quality, taken_at in zip(("a", "b"), (92, 60), times, strict=True):
        data = jpeg(picture, 1, quality, taken_at)
        (library.photos / f"{name}.jpg").write_bytes(data)
    library.add()
    with library.open(writable=True) as opened:
        scan(opened)
        (pair,) = opened._pairs.all()
    assert pair.pair_class is PairClass.SAME_SHOT
    assert bool(pair.verified.looked_px) is looked


def test_new_photos_come_first(smiling, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look that is going on is stopped for the next scan, and goes on after it."""
    started, go_on = threading.Event(), threading.Event()
    looking = close_look.look_closer

    def slow(*values):
        started.set()
        assert go_on.wait(30)
        return looking(*values)

    monkeypatch.setattr(close_look, "look_closer", slow)
    with smiling.open(writable=True) as opened:
        opened.scan().result(60)
        assert started.wait(30)
        again = opened.scan()
        go_on.set()
        again.result(60)
        for job in opened.jobs():
            job.result(60)
        assert opened._pairs.to_look_count(look_version()) == 0


def test_a_file_that_is_asked_about_is_looked_at_closely(smiling, tmp_path) -> None:
    """Who smiles in it is no duplicate of who does not, also where it was never indexed."""
    asked = tmp_path / "asked.jpg"
    asked.write_bytes((smiling.photos / "smiles.jpg").read_bytes())
    (smiling.photos / "smiles.jpg").unlink()
    with smiling.open(writable=True) as opened:
        scan(opened)
        answer = opened.check(asked)
        assert answer.copies == ()
        assert {copy.pair_class for copy in answer.related} == {PairClass.SERIES}
        with Image.open(smiling.photos / "serious.jpg") as image:
            image.resize((1100, 825)).save(asked, quality=70)
        answer = opened.check(asked)
        assert {copy.pair_class for copy in answer.copies} == {PairClass.SAME_SHOT}
        assert len(answer.copies) == len(smiling.rows("SELECT 1 FROM file WHERE state = 'indexed'"))


def test_a_copy_that_cannot_be_read_is_asked_about_all_the_same(smiling, tmp_path) -> None:
    asked = tmp_path / "asked.jpg"
    asked.write_bytes((smiling.photos / "smiles.jpg").read_bytes())
    (smiling.photos / "smiles.jpg").unlink()
    with smiling.open(writable=True) as opened:
        scan(opened)
        for path in smiling.photos.iterdir():
            path.rename(path.with_suffix(".away"))
        try:
            answer = opened.check(asked)
        finally:
            for path in smiling.photos.iterdir():
                path.rename(path.with_suffix(".jpg"))
        assert not answer.copies
        assert opened.check(asked).related
