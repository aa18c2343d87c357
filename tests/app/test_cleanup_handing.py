"""Edits of a copy go with it: its XMP sidecar is handed whole to the photo of the same bytes."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from photofinder.app import cleanup_handing
from photofinder.app.cleanup_checks import CleanupChecks
from photofinder.core.cleanup import TrashChoice
from photofinder.core.types import PairClass
from photofinder.core.xmp import read_notes
from photofinder.core.xmp_tree import RDF
from photofinder.core.xmp_writing import with_notes
from photofinder.keeper_rules import KEEPER_PRESETS

COPY, TWIN, THIRD = "b/photo copy.png", "a/photo.png", "c/deep/er/photo.png"
HISTORY = '<d:history xmlns:d="http://darktable.sf.net/">exposure</d:history>'
RATED = '<xmp:Rating xmlns:xmp="http://ns.adobe.com/xap/1.0/">5</xmp:Rating>'


def packet(inner: str) -> bytes:
    return (
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="">{inner}</rdf:Description>'
        "</rdf:RDF>"
    ).encode()


def planned(library, choices: list[TrashChoice]):
    return library.cleanup.plan(choices, merge_metadata=True)


def stays(copies, *names: str, keeper: str = TWIN) -> list[str]:
    """Return the photos that a plan with metadata taken over leaves where they are."""
    with copies.open(writable=True) as library:
        library.scan().result(60)
        whole = planned(library, [copies.choice(name, keeper) for name in names])
        plan = whole.without_unkept()
        for refusal in plan.refused:
            assert "has no such file" in refusal.reason
        going = {item.path for item in plan.items}
        return [name for name in names if copies.path(name) not in going]


def test_my_folders_first_keeps_the_edits_of_the_copy_elsewhere(copies) -> None:
    """The preset prefers the folder to what was made of the copy, so that goes along."""
    made, kept = copies.path(f"{COPY}.xmp"), copies.path(f"{TWIN}.xmp")
    made.write_bytes(packet(HISTORY + RATED))
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        library.scan().result(60)
        library.settings = dataclasses.replace(
            library.settings,
            keeper_rules=KEEPER_PRESETS["my folders first"],
            folder_priority=(copies.path("a"),),
        )
        (group,) = (group for group in library.duplicates() if copies.path(COPY) in paths_of(group))
        assert group.keeper == copies.path(TWIN)
        plan = planned(library, [copies.choice(COPY, TWIN)])
        assert plan.refused == ()
        (change,) = plan.sidecars
        assert change.path == kept
        assert change.added[0] == "all that photo copy.png.xmp says, edits too"
        report = library.cleanup.carry_out(plan).result(60)
        assert (report.trashed, report.problems) == (1, ())
        assert kept.read_bytes() == packet(HISTORY + RATED)
        assert not made.exists()
        assert copies.undo(library, report.batch_id).problems == ()
    assert copies.snapshot() == before


def paths_of(group) -> set[Path]:
    return {group.keeper, *(member.path for member in group.members)}


def test_what_another_copy_knows_is_added_to_it(copies) -> None:
    copies.path(f"{COPY}.xmp").write_bytes(packet(HISTORY))
    copies.path(f"{THIRD}.xmp").write_bytes(packet(RATED))
    with copies.open(writable=True) as library:
        library.scan().result(60)
        choices = [copies.choice(name, TWIN) for name in (COPY, THIRD)]
        plan = planned(library, choices)
        (change,) = plan.sidecars
        assert (len(plan.items), change.refused) == (2, ())
        assert HISTORY.encode()[:9] in change.after
        assert read_notes(change.after).rating == 5
        assert change.after == with_notes(packet(HISTORY), read_notes(packet(RATED)))
        report = library.cleanup.carry_out(plan).result(60)
        assert (report.trashed, report.problems) == (2, ())
    assert copies.path(f"{TWIN}.xmp").read_bytes() == change.after


def test_same_edits_of_two_copies_are_kept_once(copies) -> None:
    for name in (COPY, THIRD):
        copies.path(f"{name}.xmp").write_bytes(packet(HISTORY))
    assert stays(copies, COPY, THIRD) == []


def test_other_edits_of_a_second_copy_keep_that_one(copies) -> None:
    copies.path(f"{COPY}.xmp").write_bytes(packet(HISTORY))
    copies.path(f"{THIRD}.xmp").write_bytes(packet(HISTORY + RATED))
    assert stays(copies, COPY, THIRD) == [THIRD]


@pytest.mark.parametrize("name", ["b/photo copy.xmp", "b/photo copy.png.pp3"])
def test_what_the_programs_of_the_other_would_not_find_keeps_the_copy(copies, name: str) -> None:
    copies.path(name).write_bytes(packet(HISTORY))
    assert stays(copies, COPY) == [COPY]


def test_two_sidecars_of_one_copy_keep_it(copies) -> None:
    copies.path("b/photo copy.xmp").write_bytes(packet(HISTORY))
    copies.path(f"{COPY}.xmp").write_bytes(packet(HISTORY))
    assert stays(copies, COPY) == [COPY]


def test_keeper_with_another_sidecar_gets_none(copies) -> None:
    copies.path(f"{COPY}.xmp").write_bytes(packet(HISTORY))
    copies.path(f"{TWIN}.json").write_bytes(b'{"title": "photo.png"}')
    assert stays(copies, COPY) == [COPY]


@pytest.mark.parametrize("theirs", [b"", b"no packet", packet(HISTORY)[:-9]])
def test_what_is_no_packet_is_not_handed_over(copies, theirs: bytes) -> None:
    copies.path(f"{COPY}.xmp").write_bytes(theirs)
    assert stays(copies, COPY) == [COPY]


def test_edits_of_another_picture_are_not_handed_over(copies) -> None:
    copies.path("b/shot.jpg.xmp").write_bytes(packet(HISTORY))
    with copies.open(writable=True) as library:
        library.scan().result(60)
        choice = copies.choice("b/shot.jpg", "a/shot.jpg", PairClass.SAME_SHOT)
        plan = planned(library, [choice]).without_unkept()
    assert plan.items == ()
    assert "shot.jpg.xmp belongs to it" in plan.refused[0].reason


def test_sidecar_that_changed_since_it_was_looked_at_is_not_handed_over(
    copies, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies.path(f"{COPY}.xmp").write_bytes(packet(HISTORY))
    read = cleanup_handing.read_sidecar

    def changed(path: Path) -> bytes | None:
        return None if read(path) is None else packet(HISTORY + RATED)

    monkeypatch.setattr(cleanup_handing, "read_sidecar", changed)
    assert stays(copies, COPY) == [COPY]


def test_unreadable_sidecar_is_not_handed_over(copies, monkeypatch: pytest.MonkeyPatch) -> None:
    copies.path(f"{COPY}.xmp").write_bytes(packet(HISTORY))

    def failing(_: Path) -> bytes | None:
        raise OSError("the drive failed")

    monkeypatch.setattr(cleanup_handing, "read_sidecar", failing)
    assert stays(copies, COPY) == [COPY]


def test_without_a_merge_the_message_says_that_one_would_do(copies) -> None:
    copies.path(f"{COPY}.xmp").write_bytes(packet(HISTORY))
    with copies.open(writable=True) as library:
        library.scan().result(60)
        choices = [copies.choice(COPY, TWIN)]
        (refused,) = library.cleanup.plan(choices).refused
        (dropped,) = planned(library, choices).without_merge().refused
    assert refused.reason == dropped.reason
    assert "Take metadata over" in refused.reason


def test_sidecar_that_came_beside_the_keeper_since_the_plan_keeps_the_copy(copies) -> None:
    copies.path(f"{COPY}.xmp").write_bytes(packet(HISTORY))
    with copies.open(writable=True) as library:
        library.scan().result(60)
        plan = planned(library, [copies.choice(COPY, TWIN)])
        theirs = copies.path(f"{TWIN}.xmp")
        theirs.write_bytes(packet(RATED))
        report = library.cleanup.carry_out(plan).result(60)
    assert report.trashed == 0
    assert theirs.read_bytes() == packet(RATED)
    assert copies.path(f"{COPY}.xmp").read_bytes() == packet(HISTORY)
    assert os.listdir(copies.path("b")).count("photo copy.png") == 1  # noqa: PTH208


@pytest.mark.parametrize("is_written_over", [True, False])
def test_sidecar_that_did_not_stay_as_written_keeps_the_copies(
    copies, monkeypatch: pytest.MonkeyPatch, is_written_over: bool
) -> None:
    """A program that has the keeper open writes what it knows, or its user drops the new file."""
    mine, kept = copies.path(f"{COPY}.xmp"), copies.path(f"{TWIN}.xmp")
    mine.write_bytes(packet(HISTORY))
    check = CleanupChecks.check

    def checked(self, item, ctx):
        if is_written_over:
            kept.write_bytes(packet(RATED))
        else:
            kept.unlink(missing_ok=True)
        return check(self, item, ctx)

    with copies.open(writable=True) as library:
        library.scan().result(60)
        plan = planned(library, [copies.choice(COPY, TWIN), copies.choice(THIRD, TWIN)])
        assert len(plan.items) == 2
        monkeypatch.setattr(CleanupChecks, "check", checked)
        report = library.cleanup.carry_out(plan).result(60)
    assert report.trashed == 0
    assert copies.path(COPY).exists()
    assert mine.read_bytes() == packet(HISTORY)
    assert kept.exists() is is_written_over
