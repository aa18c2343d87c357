"""What only copies know is kept beside the photo that stays, and taken back with the batch."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from PIL import Image

from photofinder.app.cleanup_sidecars import _sidecar_of
from photofinder.core.cleanup import CleanupPlan, SidecarState
from photofinder.core.types import PairClass
from photofinder.core.xmp import Notes, read_notes
from photofinder.core.xmp_writing import with_notes
from photofinder.storage.asset_store import AssetStore

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
        (change,) = plan_of(known, library).sidecars
    assert change.added == ()
    assert "nothing is added to known.png.xmp: it has a DTD" in change.conflicts[0]


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


def test_raw_gets_its_sidecar_where_other_programs_look(copies) -> None:
    with copies.open() as library:
        assets = AssetStore(library._database)
        assert _sidecar_of(copies.path("a/x.CR2"), assets) == copies.path("a/x.xmp")
        assert _sidecar_of(copies.path("a/x.JPG"), assets) == copies.path("a/x.JPG.xmp")
