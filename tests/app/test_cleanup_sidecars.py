"""What only copies know is kept beside the photo that stays, and taken back with the batch."""

from __future__ import annotations

import csv
import dataclasses
import json
import os
from pathlib import Path

import pytest
from PIL import Image

from photofinder.app.cleanup_union import Neighbours
from photofinder.core.cleanup import CleanupPlan
from photofinder.core.cleanup_past import SidecarState
from photofinder.core.types import PairClass
from photofinder.core.xmp import Notes, read_notes
from photofinder.core.xmp_writing import with_notes

VICTIM, KEEPER = "b/known.png", "a/known.png"


def save(path: Path, image: Image.Image, notes: Notes) -> None:
    """Write a PNG with an XMP packet."""
    from PIL.PngImagePlugin import PngInfo

    text = PngInfo()
    if notes:
        text.add_itxt("XML:com.adobe.xmp", with_notes(None, notes).decode())
    image.save(path, pnginfo=text)


@pytest.fixture
def known(copies, pictures):
    """Add two pictures of the same pixels; the copy has a caption, keywords and a position."""
    pictures.save(copies.path("a/source.png"), 31)
    with Image.open(copies.path("a/source.png")) as image:
        save(copies.path(KEEPER), image, Notes(keywords=("sea",), rating=3))
        notes = Notes(None, 48.85, 2.29, None, "At the tower", ("Sea", "Paris"), 5)
        save(copies.path(VICTIM), image, notes)
    copies.path("a/source.png").unlink()
    with copies.open(writable=True) as library:
        library.scan().result(60)
    return copies


def plan_of(copies, library, *, merge: bool = True) -> CleanupPlan:
    choice = copies.choice(VICTIM, KEEPER, PairClass.SAME_SHOT)
    plan = library.cleanup.plan([choice], merge_metadata=merge)
    assert plan.refused == ()
    return plan


def sidecar(copies) -> Path:
    return copies.path(KEEPER + ".xmp")


def test_nothing_is_read_or_written_unless_asked(known) -> None:
    with known.open(writable=True) as library:
        plan = plan_of(known, library, merge=False)
        assert plan.sidecars == ()
        library.cleanup.carry_out(plan).result(60)
    assert not sidecar(known).exists()


def test_plan_shows_it_and_the_sidecar_says_it_and_undo_takes_it_back(known) -> None:
    before = known.snapshot()
    with known.open(writable=True) as library:
        plan = plan_of(known, library)
        (change,) = plan.sidecars
        assert (change.photo, change.path) == (known.path(KEEPER), sidecar(known))
        assert change.added == (
            "position 48.85000, 2.29000 from known.png",
            "caption \u201cAt the tower\u201d from known.png",
            "keywords Paris",
        )
        assert change.conflicts == ("rating 5 from known.png; it stays 3",)
        assert known.snapshot() == before, "a plan writes nothing"
        batch = library.cleanup.carry_out(plan).result(60).batch_id
        found = read_notes(sidecar(known).read_bytes())
        assert (found.caption, found.keywords, found.rating) == ("At the tower", ("Paris",), None)
        assert found.latitude == pytest.approx(48.85)
        (written,) = library.cleanup.sidecars(batch)
        assert written.state is SidecarState.WRITTEN
        assert known.path(KEEPER).read_bytes() == before[KEEPER][0], "photos are not changed"
        assert known.undo(library, batch).problems == ()
        (written,) = library.cleanup.sidecars(batch)
        assert written.state is SidecarState.RESTORED
    assert known.snapshot() == before


def test_sidecar_that_is_there_keeps_every_byte_and_its_time(known) -> None:
    sidecar(known).write_bytes(with_notes(None, Notes(keywords=("mine",), caption="Mine")))
    with known.open(writable=True) as library:
        library.scan().result(60)
        before = known.snapshot()
        plan = plan_of(known, library)
        (change,) = plan.sidecars
        assert any("stays \u201cMine\u201d" in words for words in change.conflicts)
        batch = library.cleanup.carry_out(plan).result(60).batch_id
        found = read_notes(sidecar(known).read_bytes())
        assert (found.caption, found.keywords) == ("Mine", ("mine", "Paris"))
        assert known.undo(library, batch).problems == ()
    assert known.snapshot() == before


def test_sidecar_that_somebody_changed_since_is_left_and_told(known) -> None:
    with known.open(writable=True) as library:
        batch = library.cleanup.carry_out(plan_of(known, library)).result(60).batch_id
        theirs = with_notes(sidecar(known).read_bytes(), Notes(title="New"))
        sidecar(known).write_bytes(theirs)
        report = known.undo(library, batch)
        assert report.restored == 1, "the photo is back all the same"
        (problem,) = report.problems
        assert "changed by another program" in problem.message
        assert library.cleanup.sidecars(batch)[0].state is SidecarState.FAILED
    assert sidecar(known).read_bytes() == theirs


@pytest.mark.parametrize("what", ["appears", "changes", "folder"])
def test_photo_stays_where_its_metadata_cannot_be_kept(known, what: str) -> None:
    if what == "changes":
        sidecar(known).write_bytes(with_notes(None, Notes(title="Old")))
    with known.open(writable=True) as library:
        plan = plan_of(known, library)
        if what == "folder":
            sidecar(known).mkdir()
        else:
            sidecar(known).write_bytes(b"theirs")
        before = known.snapshot()
        report = library.cleanup.carry_out(plan).result(60)
        assert report.trashed == 0
        assert {problem.path for problem in report.problems} == {
            sidecar(known), known.path(VICTIM),
        }  # fmt: skip
        assert library.cleanup.sidecars(report.batch_id)[0].state is SidecarState.SKIPPED
    assert known.snapshot() == before


def test_sidecar_that_is_no_xmp_is_left_and_told_in_the_plan(known) -> None:
    sidecar(known).write_bytes(b"<!DOCTYPE x><x/>")
    with known.open(writable=True) as library:
        plan = plan_of(known, library)
        (change,) = plan.sidecars
        assert change.added == ()
        assert "it has a DTD" in change.conflicts[0]
        assert plan.without_unkept().items == ()


def test_batch_that_removes_nothing_leaves_no_sidecar(known) -> None:
    with known.open(writable=True) as library:
        plan = plan_of(known, library)
        stat = known.path(VICTIM).stat()
        known.path(VICTIM).write_bytes(known.path(VICTIM).read_bytes()[::-1])
        os.utime(known.path(VICTIM), ns=(stat.st_atime_ns, stat.st_mtime_ns))  # unnoticed
        report = library.cleanup.carry_out(plan).result(60)
        assert report.trashed == 0
        assert library.cleanup.sidecars(report.batch_id)[0].state is SidecarState.RESTORED
    assert not sidecar(known).exists()


def test_undo_of_single_photos_takes_it_back_with_the_last(known) -> None:
    with known.open(writable=True) as library:
        choices = [
            known.choice(VICTIM, KEEPER, PairClass.SAME_SHOT),
            known.choice("b/photo copy.png", "a/photo.png"),
        ]
        plan = library.cleanup.plan(choices, merge_metadata=True)
        batch = library.cleanup.carry_out(plan).result(60).batch_id
        first, second = library.cleanup.items(batch)
        by_path = {item.path: item.item_id for item in (first, second)}
        known.undo(library, batch, {by_path[known.path("b/photo copy.png")]})
        assert sidecar(known).exists(), "its photo is still gone"
        known.undo(library, batch, {by_path[known.path(VICTIM)]})
        assert not sidecar(known).exists()


def test_journal_is_exported_with_sidecars(known, tmp_path: Path) -> None:
    with known.open(writable=True) as library:
        batch = library.cleanup.carry_out(plan_of(known, library)).result(60).batch_id
        library.cleanup.export(batch, tmp_path / "j.json", "json")
        library.cleanup.export(batch, tmp_path / "j.csv", "csv")
    data = json.loads((tmp_path / "j.json").read_text())
    assert [row["role"] for row in data["photos"]] == ["photo"]
    (row,) = data["sidecars"]
    assert (row["state"], row["before"]) == ("written", None)
    assert "At the tower" in row["after"]
    lines = list(csv.DictReader((tmp_path / "j.csv").read_text("utf-8-sig").splitlines()))
    assert [line["role"] for line in lines] == ["photo", "metadata"]
    assert lines[1]["path"] == str(sidecar(known))


def test_raw_gets_its_sidecar_where_other_programs_look(tmp_path: Path) -> None:
    def place(*names: str) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        for name in names:
            (folder / name).touch()
        return Neighbours().sidecar_of(folder / names[0]).name

    assert place("x.CR2") == "x.xmp"
    assert place("x.CR2", "x.CR2.xmp") == "x.CR2.xmp"
    assert place("x.CR2", "x.CR2.xmp", "x.xmp") == "x.CR2.xmp"
    assert place("x.JPG") == "x.JPG.xmp"
    assert place("x.JPG", "x.xmp") == "x.xmp", "it is its own for certain"
    assert place("x.JPG", "x.jpg.XMP") == "x.jpg.XMP"
    assert place("x.JPG", "x.CR2", "x.xmp") == "x.JPG.xmp", "that is the RAW's"
    assert place("x.CR2", "x.JPG") == "x.xmp"
    assert place("x.CR2", "x.NEF") == "x.CR2.xmp", "x.xmp could be of either"
    assert place("x.CR2", "x.NEF", "x.xmp") == "x.CR2.xmp"


TAKEOUT = {
    "title": "known.png",
    "description": "Grandma is 80",
    "geoData": {"latitude": 47.5, "longitude": 8.5, "altitude": 0.0},
    "photoTakenTime": {"timestamp": "981169506", "formatted": "03.02.2001, 03:05:06 UTC"},
}


def packet(attributes: str = "", inside: str = "") -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
        '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        f" {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


@pytest.fixture
def plain(copies):
    """Give a library of copies, the copy with a sidecar that the keeper has not."""

    def write(name: str, data: bytes) -> None:
        copies.path(name).write_bytes(data)
        with copies.open(writable=True) as library:
            library.scan().result(60)

    write("b/photo copy.png.xmp", with_notes(None, Notes(None, 47.5, 8.5, "T", "C", ("x",), 5)))
    return copies


def merged(copies, library) -> CleanupPlan:
    choice = copies.choice("b/photo copy.png", "a/photo.png")
    return library.cleanup.plan([choice], merge_metadata=True)


@pytest.mark.parametrize(
    "theirs",
    [
        packet('xmp:Rating="0"'),
        packet('xmp:Label="Red"', "<dc:subject><rdf:Bag/></dc:subject>"),
        packet("", '<dc:title><rdf:Alt><rdf:li xml:lang="x-default"/></rdf:Alt></dc:title>'),
        packet().replace(b"rdf:", b"R:").replace(b"xmlns:rdf", b"xmlns:R"),
    ],
    ids=["not rated", "no keywords", "no title", "other prefix"],
)
def test_sidecar_that_says_nothing_of_it_takes_all(plain, theirs: bytes) -> None:
    path = plain.path("a/photo.png.xmp")
    path.write_bytes(theirs)
    before = plain.snapshot()
    with plain.open(writable=True) as library:
        plan = merged(plain, library)
        (change,) = plan.sidecars
        assert (len(change.added), change.conflicts, change.refused) == (5, (), ())
        report = library.cleanup.carry_out(plan).result(60)
        assert report.trashed == 1
        found = read_notes(path.read_bytes())
        assert (found.title, found.caption, found.keywords, found.rating) == ("T", "C", ("x",), 5)
        assert found.latitude == pytest.approx(47.5)
        assert plain.undo(library, report.batch_id).problems == ()
    assert plain.snapshot() == before


def test_single_property_in_another_form_stands_and_is_told(plain) -> None:
    plain.path("a/photo.png.xmp").write_bytes(packet('xmp:Rating="many"'))
    with plain.open(writable=True) as library:
        plan = merged(plain, library)
        (change,) = plan.sidecars
        assert len(change.added) == 4
        assert change.conflicts == ("rating 5 from photo copy.png; it stays many",)
        assert library.cleanup.carry_out(plan).result(60).trashed == 1
    assert b'Rating="many"' in plain.path("a/photo.png.xmp").read_bytes()


@pytest.mark.parametrize(
    "theirs",
    [
        b"",
        b"garbage",
        packet('xmp:Label="Red"')[:-9],
        packet('xmp:Label="Red"').decode().encode("utf-16"),
        packet("", "<dc:subject><rdf:li>a</rdf:li></dc:subject>"),
        packet() + b'<?xpacket end="r"?>',
        None,
    ],
    ids=["empty", "no XML", "cut off", "UTF-16", "keywords outside", "read-only", "folder"],
)
def test_copy_stays_where_nothing_can_be_added(plain, theirs: bytes | None) -> None:
    path = plain.path("a/photo.png.xmp")
    if theirs is None:
        path.mkdir()
    else:
        path.write_bytes(theirs)
    before = plain.snapshot()
    with plain.open(writable=True) as library:
        plan = merged(plain, library)
        (change,) = plan.sidecars
        assert change.added == ()
        assert "cannot be added to" in change.conflicts[0]
        assert plan.without_unkept().items == ()
        assert plan.without_unkept().refused[0].reason == change.conflicts[0]
        report = library.cleanup.carry_out(plan).result(60)
        assert (report.trashed, report.problems[0].message) == (0, change.conflicts[0])
    assert plain.snapshot() == before


def test_copy_that_knows_nothing_new_goes_whatever_the_sidecar_is(plain) -> None:
    plain.path("a/photo.png.xmp").write_bytes(b"garbage")
    plain.path("b/photo copy.png.xmp").write_bytes(packet('xmp:Label="Red"'))
    with plain.open(writable=True) as library:
        library.scan().result(60)
        plan = merged(plain, library)
        assert plan.sidecars == ()
        assert library.cleanup.carry_out(plan).result(60).trashed == 1


@pytest.mark.parametrize("theirs", [b"", b"garbage", b"<a/>"])
def test_copy_whose_own_sidecar_cannot_be_read_stays(plain, theirs: bytes) -> None:
    plain.path("a/photo.png.xmp").write_bytes(packet('xmp:Label="Red"'))
    plain.path("b/photo copy.png.xmp").write_bytes(theirs)
    with plain.open(writable=True) as library:
        library.scan().result(60)
        before = plain.snapshot()
        plan = merged(plain, library)
        (change,) = plan.sidecars
        assert "cannot be read" in change.conflicts[0]
        assert library.cleanup.carry_out(plan).result(60).trashed == 0
        without = library.cleanup.plan([plain.choice("b/photo copy.png", "a/photo.png")])
        assert without.refused == ()
    assert plain.snapshot() == before


def test_utf_16_of_a_copy_is_read(plain) -> None:
    data = with_notes(None, Notes(caption="C", keywords=("x",))).decode("utf-8")
    plain.path("b/photo copy.png.xmp").write_bytes(data.encode("utf-16"))
    with plain.open(writable=True) as library:
        library.scan().result(60)
        (change,) = merged(plain, library).sidecars
    assert change.added == ("caption \u201cC\u201d from photo copy.png", "keywords x")


@pytest.mark.parametrize("name", ["photo.xmp", "photo.png.xmp"])
def test_every_sidecar_of_the_keeper_counts_also_a_new_one(plain, name: str) -> None:
    plain.path("a/photo.png.xmp").write_bytes(packet('xmp:Label="Red"'))
    plain.path("a/" + name).write_bytes(  # not scanned
        with_notes(None, Notes(None, 10.0, 10.0, "T", "C", ("x",), 5))
    )
    with plain.open(writable=True) as library:
        (change,) = merged(plain, library).sidecars
    assert change.added == ()
    assert change.conflicts == (
        "position 47.50000, 8.50000 from photo copy.png; it stays 10.00000, 10.00000",
    )


def test_second_sidecar_that_cannot_be_read_keeps_the_copy(plain) -> None:
    plain.path("a/photo.png.xmp").write_bytes(packet('xmp:Label="Red"'))
    plain.path("a/photo.xmp").write_bytes(b"garbage")
    with plain.open(writable=True) as library:
        plan = merged(plain, library)
        assert "photo.xmp" in plan.without_unkept().refused[0].reason
        assert plan.without_unkept().items == ()


@pytest.mark.parametrize("suffix", [".json", ".supplemental-metadata.json"])
def test_what_google_wrote_beside_a_copy_is_kept(copies, suffix: str) -> None:
    theirs = copies.path("b/photo copy.png" + suffix)
    theirs.write_text(json.dumps(TAKEOUT))
    copies.path("a/photo.png" + suffix).write_text(json.dumps({"description": ""}))
    with copies.open(writable=True) as library:
        library.scan().result(60)
        plan = merged(copies, library)
        (change,) = plan.sidecars
        assert change.added == (
            "position 47.50000, 8.50000 from photo copy.png",
            "capture time 2001-02-03T03:05:06Z from photo copy.png",
            "caption \u201cGrandma is 80\u201d from photo copy.png",
        )
        assert b"2001-02-03T03:05:06Z" in change.after
        theirs.write_text("{")
        library.scan().result(60)
        plan = merged(copies, library)
        assert "no JSON" in plan.without_unkept().refused[0].reason


@pytest.fixture
def twice(copies):
    """Give two copies of a photo, each with a sidecar that says something else."""
    copies.path("b/photo copy.png.xmp").write_bytes(with_notes(None, Notes(caption="B")))
    copies.path("c/deep/er/photo.png.xmp").write_bytes(with_notes(None, Notes(rating=4)))
    with copies.open(writable=True) as library:
        library.scan().result(60)
    return copies


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["oldest first", "newest first"])
@pytest.mark.parametrize("there", [None, packet('xmp:Label="Red"')], ids=["new", "there"])
def test_two_batches_in_one_sidecar_come_out_in_any_order(twice, order, there) -> None:
    path = twice.path("a/photo.png.xmp")
    if there is not None:
        path.write_bytes(there)
    before = twice.snapshot()
    with twice.open(writable=True) as library:
        batches = []
        for name in ("b/photo copy.png", "c/deep/er/photo.png"):
            choice = twice.choice(name, "a/photo.png")
            plan = library.cleanup.plan([choice], merge_metadata=True)
            batches.append(library.cleanup.carry_out(plan).result(60).batch_id)
        found = read_notes(path.read_bytes())
        assert (found.caption, found.rating) == ("B", 4)
        problems = twice.undo(library, batches[order[0]]).problems
        left = {info.batch_id: info.sidecars_left for info in library.cleanup.history()}
        if order == (0, 1):
            assert "Clean-up 2 added" in problems[0].message
            assert left == {1: 1, 2: 0}
            assert library.cleanup.sidecars(1)[0].state is SidecarState.WRITTEN
        else:
            assert (problems, left) == ((), {1: 0, 2: 0})
        assert twice.undo(library, batches[order[1]]).problems == ()
        states = [library.cleanup.sidecars(batch)[0].state for batch in batches]
        assert states == [SidecarState.RESTORED] * 2
        assert all(info.sidecars_left == 0 for info in library.cleanup.history())
    assert twice.snapshot() == before


def test_sidecar_that_failed_is_tried_again_once_a_later_one_is_out(twice) -> None:
    path = twice.path("a/photo.png.xmp")
    before = twice.snapshot()
    with twice.open(writable=True) as library:
        for name in ("b/photo copy.png", "c/deep/er/photo.png"):
            plan = library.cleanup.plan([twice.choice(name, "a/photo.png")], merge_metadata=True)
            library.cleanup.carry_out(plan).result(60)
        ours = path.read_bytes()
        path.write_bytes(b"theirs")
        assert "changed by another program" in twice.undo(library, 1).problems[0].message
        assert library.cleanup.sidecars(1)[0].state is SidecarState.FAILED
        path.write_bytes(ours)  # put back by hand
        assert twice.undo(library, 2).problems == ()
        assert library.cleanup.sidecars(1)[0].state is SidecarState.RESTORED
    assert twice.snapshot() == before


def test_time_of_a_sidecar_is_never_another_one(plain, monkeypatch) -> None:
    path = plain.path("a/photo.png.xmp")
    path.write_bytes(packet('xmp:Label="Red"'))
    os.utime(path, ns=(10**18, 10**18))
    before = plain.snapshot()
    replace, times = Path.replace, []

    def seen(self: Path, target: Path) -> Path:
        times.append(self.stat().st_mtime_ns)
        return replace(self, target)

    with plain.open(writable=True) as library:
        batch = library.cleanup.carry_out(merged(plain, library)).result(60).batch_id
        monkeypatch.setattr(Path, "replace", seen)
        assert plain.undo(library, batch).problems == ()
        monkeypatch.undo()
    assert times == [10**18], "before it took its place"
    assert plain.snapshot() == before


def test_time_is_mended_where_a_killed_program_set_the_bytes_only(plain) -> None:
    path = plain.path("a/photo.png.xmp")
    path.write_bytes(packet('xmp:Label="Red"'))
    os.utime(path, ns=(10**18, 10**18))
    with plain.open(writable=True) as library:
        batch = library.cleanup.carry_out(merged(plain, library)).result(60).batch_id
        path.write_bytes(packet('xmp:Label="Red"'))
        assert plain.undo(library, batch).problems == ()
    assert path.stat().st_mtime_ns == 10**18


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="a system without such labels")
def test_labels_of_a_sidecar_stay(plain) -> None:
    path = plain.path("a/photo.png.xmp")
    path.write_bytes(packet('xmp:Label="Red"'))
    try:
        os.setxattr(path, "user.tag", b"Grandma")
    except OSError:
        pytest.skip("a drive without such labels")
    with plain.open(writable=True) as library:
        batch = library.cleanup.carry_out(merged(plain, library)).result(60).batch_id
        assert os.getxattr(path, "user.tag") == b"Grandma"
        assert plain.undo(library, batch).problems == ()
    assert os.getxattr(path, "user.tag") == b"Grandma"


def test_sidecar_of_two_names_is_left_and_its_copies_stay(plain, tmp_path: Path) -> None:
    path = plain.path("a/photo.png.xmp")
    path.write_bytes(packet('xmp:Label="Red"'))
    os.link(path, tmp_path / "second.xmp")
    before = plain.snapshot()
    with plain.open(writable=True) as library:
        report = library.cleanup.carry_out(merged(plain, library)).result(60)
        assert report.trashed == 0
        assert "second name" in report.problems[0].message
    assert plain.snapshot() == before
    assert path.samefile(tmp_path / "second.xmp")


class Counted(tuple):
    """Items that count how often somebody goes through all of them."""

    times = 0

    def __iter__(self):
        type(self).times += 1
        return super().__iter__()


def test_items_are_not_looked_through_for_every_keeper(twice, pictures, monkeypatch) -> None:
    folder = twice.path("many")
    for number in range(3):
        kept = pictures.save(folder / f"{number}.png", 50 + number)
        copy = folder / "copies" / kept.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(kept.read_bytes())
        copy.with_name(copy.name + ".xmp").write_bytes(with_notes(None, Notes(rating=4)))
    times = []
    with twice.open(writable=True) as library:
        library.scan().result(60)
        for number in (1, 3):
            choices = [twice.choice(f"many/copies/{n}.png", f"many/{n}.png") for n in range(number)]
            plan = library.cleanup.plan(choices, merge_metadata=True)
            assert len(plan.sidecars) == number
            monkeypatch.setattr(Counted, "times", 0)
            plan = dataclasses.replace(plan, items=Counted(plan.items))
            report = library.cleanup.carry_out(plan).result(60)
            assert report.trashed == number
            times.append(Counted.times)
            twice.undo(library, report.batch_id)
    assert times[0] == times[1]
