"""A photo of several files is removed and restored whole, or not at all."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from unittest.mock import Mock

import pytest
from PIL import Image

from photofinder.core.assets import AssetKind
from photofinder.core.cleanup import TrashChoice
from photofinder.core.cleanup_past import ItemState
from photofinder.core.types import PairClass
from photofinder.core.xmp_tree import RDF
from photofinder.errors import CleanupRefused
from photofinder.storage.asset_files import AssetFile, AssetUnit

VICTIM, KEEPER = "b/unit.jpg", "a/unit.jpg"


@dataclasses.dataclass
class Units:
    """A copy of a photo with a RAW, a sidecar and a film; its keeper has a RAW and the film."""

    copies: object
    files: dict[str, tuple[str, AssetKind]]

    def choice(self) -> TrashChoice:
        return self.copies.choice(VICTIM, KEEPER)

    def names(self) -> list[str]:
        return [name for name in self.files if name.startswith("b/")]


@pytest.fixture
def units(copies, pictures, monkeypatch) -> Units:
    pictures.save(copies.path(KEEPER), 21)
    shutil.copy(copies.path(KEEPER), copies.path(VICTIM))
    kinds = {
        ".cr2": AssetKind.RAW,
        ".xmp": AssetKind.SIDECAR,
        ".mov": AssetKind.FILM,
    }
    files: dict[str, tuple[str, AssetKind]] = {}
    for photo in (VICTIM, KEEPER):
        files[photo] = (photo, AssetKind.PHOTO)
        for suffix, kind in kinds.items():
            name = str(Path(photo).with_suffix(suffix))
            copies.path(name).write_bytes(
                suffix.encode() * 500 + (photo if suffix == ".xmp" else "").encode()
            )
            files[name] = (photo, kind)
    with copies.open(writable=True) as library:
        library.scan().result(60)
    _join(copies, files, monkeypatch)
    return Units(copies, files)


def _join(copies, files: dict[str, tuple[str, AssetKind]], monkeypatch) -> None:
    """Say which files are one photo, whatever the names and the clocks of a camera would say."""
    from photofinder.storage.asset_store import AssetStore

    def unit_of_path(_: object, path: Path, __: object = None) -> AssetUnit:
        name = path.relative_to(copies.photos).as_posix()
        lead = files.get(name, (name, AssetKind.PHOTO))[0]
        of_lead = [one for one, (led_by, _) in files.items() if led_by == lead] or [name]
        found = []
        for one in of_lead:
            place = copies.path(one)
            if place.exists():
                kind = files.get(one, (lead, AssetKind.PHOTO))[1]
                stat = place.stat()
                found.append(AssetFile(place, kind, stat.st_size, stat.st_mtime_ns))
        return AssetUnit(copies.path(lead), tuple(found))

    monkeypatch.setattr(AssetStore, "unit_of_path", unit_of_path)
    monkeypatch.setattr(
        AssetStore, "kinds_of", lambda _, ids: {one: frozenset(AssetKind) for one in ids}
    )


def test_all_files_of_a_photo_go_and_come_back(units) -> None:
    copies = units.copies
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        plan = copies.plan(library, units.choice())
        (item,) = plan.items
        assert item.also_moves == "also moves unit.cr2, unit.xmp, unit.mov"
        assert plan.files == 4
        assert plan.bytes == sum(len(before[name][0]) for name in units.names())
        report = library.cleanup.carry_out(plan).result(60)
        assert (report.trashed, report.bytes, report.problems) == (1, plan.bytes, ())
        assert not any(copies.path(name).exists() for name in units.names())
        lead, *rest = library.cleanup.items(report.batch_id)
        assert (lead.role, lead.lead_id) == ("photo", None)
        assert [one.role for one in rest] == ["raw", "sidecar", "film"]
        assert {one.lead_id for one in rest} == {lead.item_id}
        (info,) = library.cleanup.history()
        assert (info.files, info.restorable, info.bytes) == (1, 1, plan.bytes)
        assert copies.undo(library, report.batch_id, {rest[0].item_id}).restored == 1
        (info,) = library.cleanup.history()
        assert (info.restorable, info.restored) == (0, 1)
    assert copies.snapshot() == before
    assert copies.in_trash() == set()


@pytest.mark.parametrize("suffix", [".cr2", ".mov"])
@pytest.mark.parametrize("how", ["gone", "other"])
def test_what_only_the_copy_has_keeps_it(units, suffix: str, how: str) -> None:
    copies = units.copies
    counterpart = copies.path(str(Path(KEEPER).with_suffix(suffix)))
    if how == "gone":
        counterpart.unlink()
    else:
        counterpart.write_bytes(counterpart.read_bytes()[::-1])
    with copies.open(writable=True) as library:
        plan = copies.plan(library, units.choice())
        assert plan.items == ()
        (refused,) = plan.refused
        assert f"unit{suffix} belongs to it" in refused.reason


def test_counterpart_that_changes_after_the_plan_keeps_all(units) -> None:
    copies = units.copies
    with copies.open(writable=True) as library:
        plan = copies.plan(library, units.choice())
        copies.path("a/unit.cr2").unlink()
        before = copies.snapshot()
        report = library.cleanup.carry_out(plan).result(60)
        assert report.trashed == 0
        (problem,) = report.problems
        assert problem.path == copies.path(VICTIM)
        assert "unit.cr2, which belongs to it" in problem.message
        states = {one.state for one in library.cleanup.items(report.batch_id)}
        assert states == {ItemState.SKIPPED}
    assert copies.snapshot() == before


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_file_that_the_trash_refuses_brings_the_others_back(units, monkeypatch, number) -> None:
    from photofinder.app.trash import SystemTrash

    copies = units.copies
    before = copies.snapshot()
    move = SystemTrash.move
    calls = []

    def sometimes(self: SystemTrash, path: Path, place: Path | None) -> Path | None:
        if path.stem == "unit":
            calls.append(path)
        if path.stem == "unit" and len(calls) == number:
            raise CleanupRefused("trash_refused", reason="it is full")
        return move(self, path, place)

    monkeypatch.setattr(SystemTrash, "move", sometimes)
    with copies.open(writable=True) as library:
        report = copies.clean(library, units.choice(), copies.choice("b/photo copy.png",
                                                                     "a/photo.png"))  # fmt: skip
        assert report.trashed == 1, "the other photo goes"
        assert [one.path for one in report.problems] == [copies.path(VICTIM)]
        states = {
            one.state for one in library.cleanup.items(report.batch_id) if one.role != "photo"
        }
        assert ItemState.TRASHED not in states
        assert copies.undo(library, report.batch_id).restored == 1
    assert copies.snapshot() == before


def test_cancel_between_two_files_brings_all_back(units, monkeypatch) -> None:
    from photofinder.app.cleanup_checks import CleanupChecks
    from photofinder.errors import JobCancelled

    copies = units.copies
    before = copies.snapshot()
    check = CleanupChecks.check
    calls = []

    def cancelled_late(self, item, ctx):
        calls.append(item)
        if len(calls) == 4 + 3:  # all are checked first, then each again before it goes
            raise JobCancelled("cancelled")
        return check(self, item, ctx)

    monkeypatch.setattr(CleanupChecks, "check", cancelled_late)
    with copies.open(writable=True) as library:
        report = copies.clean(library, units.choice())
        assert (report.cancelled, report.trashed, report.unclear) == (True, 0, 0)
        states = {one.state for one in library.cleanup.items(report.batch_id)}
        assert states == {ItemState.SKIPPED}
    assert copies.snapshot() == before


def test_torn_unit_is_made_whole_at_the_next_start(units) -> None:
    copies = units.copies
    before = copies.snapshot()
    with copies.open(writable=True) as library:
        report = copies.clean(library, units.choice())
        lead, *_ = library.cleanup.items(report.batch_id)
        shutil.move(lead.place, lead.path)
    import sqlite3

    connection = sqlite3.connect(copies.data / "library.sqlite3")
    connection.execute("UPDATE cleanup_item SET state = 'moving' WHERE id = ?", (lead.item_id,))
    connection.commit()
    connection.close()
    with copies.open(writable=True) as library:
        states = [one.state for one in library.cleanup.items(report.batch_id)]
    assert states == [ItemState.SKIPPED, *[ItemState.RESTORED] * 3]
    assert copies.snapshot() == before


def test_file_of_a_photo_that_is_chosen_too_needs_no_place_of_its_own(units, pictures) -> None:
    copies = units.copies
    with Image.open(copies.path(KEEPER)) as image:
        for place in ("a", "b"):
            image.save(copies.path(f"{place}/twin.png"))
    units.files["b/twin.png"] = (VICTIM, AssetKind.RAW)
    units.files["a/twin.png"] = (KEEPER, AssetKind.RAW)
    with copies.open(writable=True) as library:
        library.scan().result(60)
        twin = copies.choice("b/twin.png", "a/twin.png", PairClass.IDENTICAL_FILE)
        plan = copies.plan(library, units.choice(), twin)
        (item,) = plan.items
        assert plan.refused == ()
        assert copies.path("b/twin.png") in item.paths
        (refused,) = copies.plan(library, twin).refused
        assert "goes only together" in refused.reason


def test_two_files_of_one_photo_are_no_copies(units) -> None:
    copies = units.copies
    units.files[KEEPER] = (VICTIM, AssetKind.RAW)
    with copies.open(writable=True) as library:
        (refused,) = copies.plan(library, units.choice()).refused
        assert "files of one photo" in refused.reason


# -- what people made of the copy ------------------------------------------------------------------

COPY, TWIN = "b/photo copy.png", "a/photo.png"
HISTORY = (
    '<d:history xmlns:d="http://darktable.sf.net/"><rdf:Seq><rdf:li d:operation="exposure"/>'
    "</rdf:Seq></d:history>"
)
RATED = '<xmp:Rating xmlns:xmp="http://ns.adobe.com/xap/1.0/">5</xmp:Rating>'


def packet(inner: str) -> bytes:
    return (
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="">{inner}</rdf:Description>'
        "</rdf:RDF>"
    ).encode()


def planned(copies, *, scan: bool = True, merge_metadata: bool = False):
    with copies.open(writable=True) as library:
        if scan:
            library.scan().result(60)
        return library.cleanup.plan([copies.choice(COPY, TWIN)], merge_metadata=merge_metadata)


@pytest.mark.parametrize(
    "suffix", [".png.xmp", ".xmp", ".png.pp3", ".acr", ".png.dop", ".png.json"]
)
def test_what_people_made_of_the_copy_alone_keeps_it(copies, suffix: str) -> None:
    stem = copies.path(COPY).with_suffix("")
    made = stem.with_name(stem.name + suffix)
    made.write_bytes(packet(RATED + HISTORY))
    (refused,) = planned(copies).refused
    assert f"{made.name} belongs to it" in refused.reason
    twin = copies.path(TWIN).with_suffix("")
    twins = twin.with_name(twin.name + suffix)
    other = twins.with_suffix(".vrd")  # something of another program is no substitute
    other.write_bytes(b"another")
    assert planned(copies).items == ()
    shutil.copy(made, twins)
    (item,) = planned(copies).items
    (file,) = item.together
    assert (file.facts.path, file.counterpart.path) == (made, twins)


@pytest.mark.parametrize(
    ("inner", "merges", "goes"),
    [
        (RATED, True, True),
        (RATED, False, False),
        (RATED + HISTORY, True, True),
        (HISTORY, True, True),
        (HISTORY, False, False),
    ],
)
def test_xmp_goes_where_all_of_it_is_taken_over(
    copies, inner: str, merges: bool, goes: bool
) -> None:
    copies.path(f"{COPY}.xmp").write_bytes(packet(inner))
    plan = planned(copies, merge_metadata=merges)
    assert len(plan.items) == goes
    assert len(plan.sidecars) == goes


@pytest.mark.parametrize(
    ("mine", "theirs", "goes"),
    [
        (HISTORY, RATED, False),
        (RATED + HISTORY, "", False),
        (RATED, HISTORY, True),
        (RATED, RATED.replace("5", "3"), True),
        (HISTORY, HISTORY.replace("exposure", "crop"), True),
    ],
)
@pytest.mark.parametrize("merges", [False, True])
def test_notes_beside_the_keeper_are_no_substitute_for_edits(
    copies, mine: str, theirs: str, goes: bool, merges: bool
) -> None:
    copies.path(f"{COPY}.xmp").write_bytes(packet(mine))
    copies.path(f"{TWIN}.xmp").write_bytes(packet(theirs))
    plan = planned(copies, merge_metadata=merges)
    assert len(plan.items) == goes
    assert len(plan.refused) == (not goes)
    assert all("edits, faces" in refused.reason for refused in plan.refused)


def test_edits_that_came_since_the_scan_keep_the_copy(copies) -> None:
    copies.path(f"{COPY}.pp3").write_bytes(b"[Version]")
    copies.path(f"{TWIN}.pp3").write_bytes(b"[Version]")
    (refused,) = planned(copies, scan=False).refused
    assert "photo copy.png.pp3, which belongs to it" in refused.reason


@pytest.mark.parametrize("came", ["b/photo copy.cr2", "b/photo copy.mov", "b/photo copy.psd"])
def test_sidecar_that_may_be_another_ones_by_now_stays(copies, came: str) -> None:
    """Before the plan it is left out, between plan and move all of the photo stays."""
    for name in ("b/photo copy.xmp", "a/photo.xmp"):
        copies.path(name).write_bytes(packet(RATED))
    plan = planned(copies)
    assert len(plan.items[0].together) == 1
    copies.path(came).write_bytes(b"another one")
    with copies.open(writable=True) as library:
        report = library.cleanup.carry_out(plan).result(60)
        (problem,) = report.problems
        assert (report.trashed, problem.path) == (0, copies.path(COPY))
        assert "photo copy.xmp, which belongs to it" in problem.message
    (item,) = planned(copies, scan=False).items
    assert item.paths == (copies.path(COPY),)


def test_edits_that_come_between_plan_and_move_keep_the_copy(copies) -> None:
    plan = planned(copies)
    copies.path(f"{COPY}.xmp").write_bytes(packet(HISTORY))
    with copies.open(writable=True) as library:
        report = library.cleanup.carry_out(plan).result(60)
        (problem,) = report.problems
        assert report.trashed == 0
        assert "photo copy.png.xmp, which belongs to it" in problem.message


@pytest.mark.parametrize("name", [f"{COPY}.xmp", f"{COPY}.pp3", "b/photo copy.acr"])
def test_edits_that_come_while_the_files_are_read_keep_the_copy(
    copies, monkeypatch, name: str
) -> None:
    """However shortly before: the folder is listed again between reading and moving."""
    from photofinder.app.cleanup_checks import CleanupChecks

    check = CleanupChecks.check
    listed = []

    def saved_meanwhile(self, item, ctx):
        self.check_unit(item)  # a listing of this moment, which would serve for a second
        listed.append(item)
        found = check(self, item, ctx)
        copies.path(name).write_bytes(b"made this moment")
        return found

    plan = planned(copies)
    before = copies.snapshot()
    monkeypatch.setattr(CleanupChecks, "check", saved_meanwhile)
    with copies.open(writable=True) as library:
        report = library.cleanup.carry_out(plan).result(60)
        (problem,) = report.problems
        assert f"{Path(name).name}, which belongs to it" in problem.message
        (item,) = library.cleanup.items(report.batch_id)
        assert (report.trashed, item.state) == (0, ItemState.SKIPPED)
    assert listed
    after = copies.snapshot()
    assert after.pop(name)[0] == b"made this moment"
    assert after == before


def test_nothing_goes_out_of_a_folder_that_cannot_be_listed(copies, monkeypatch) -> None:
    """Edits may have come that nobody sees; before the plan and after it."""
    from photofinder.storage import folder_assets

    plan = planned(copies)
    copies.path(f"{COPY}.xmp").write_bytes(packet(HISTORY))
    before = copies.snapshot()
    denied = Mock(side_effect=PermissionError(13, "Permission denied"))
    monkeypatch.setattr(folder_assets, "os", Mock(scandir=denied, listdir=denied))
    with copies.open(writable=True) as library:
        report = library.cleanup.carry_out(plan).result(60)
        (problem,) = report.problems
        (refused,) = library.cleanup.plan([copies.choice(COPY, TWIN)]).refused
    assert report.trashed == 0
    assert "Permission denied" in problem.message
    assert "Permission denied" in refused.reason
    assert copies.snapshot() == before


def test_edits_that_come_between_two_files_of_a_photo_bring_all_back(copies, monkeypatch) -> None:
    from photofinder.app.trash import SystemTrash

    for name in (COPY, TWIN):
        copies.path(f"{name}.dop").write_bytes(b"the same edits")
    plan = planned(copies)
    assert len(plan.items[0].together) == 1
    before = copies.snapshot()
    move = SystemTrash.move

    def and_edits_come(self: SystemTrash, path: Path, place: Path | None) -> Path | None:
        copies.path(f"{COPY}.xmp").write_bytes(packet(HISTORY))
        return move(self, path, place)

    monkeypatch.setattr(SystemTrash, "move", and_edits_come)
    with copies.open(writable=True) as library:
        report = library.cleanup.carry_out(plan).result(60)
        (problem,) = report.problems
        assert report.trashed == 0
        assert "photo copy.png.xmp, which belongs to it" in problem.message
    after = copies.snapshot()
    assert after.pop(f"{COPY}.xmp")[0] == packet(HISTORY)
    assert after == before
    assert copies.in_trash() == set()


def test_what_does_not_belong_to_the_photo_does_not_keep_it(copies, monkeypatch) -> None:
    """Folders are busy: other photos come, and their sidecars; a film is not certainly its."""
    from photofinder.app.cleanup_checks import CleanupChecks

    check = CleanupChecks.check

    def others_come(self, item, ctx):
        found = check(self, item, ctx)
        for name in ("b/new.jpg", "b/new.jpg.xmp", "b/photo copy.mov", "b/photo copy 2.png.xmp"):
            copies.path(name).write_bytes(b"another one")
        return found

    plan = planned(copies)
    monkeypatch.setattr(CleanupChecks, "check", others_come)
    with copies.open(writable=True) as library:
        report = library.cleanup.carry_out(plan).result(60)
        assert (report.trashed, report.problems) == (1, ())


def test_folder_is_paired_again_only_where_a_name_came(tmp_path: Path, monkeypatch) -> None:
    from photofinder.storage import folder_assets

    paired = []
    pair = folder_assets.pair_entries

    def counted(entries, gone=()):
        paired.append(list(gone))
        return pair(entries, gone)

    monkeypatch.setattr(folder_assets, "pair_entries", counted)
    photo = tmp_path / "IMG_1.jpg"
    for path in (photo, tmp_path / "IMG_1.jpg.dop", tmp_path / "IMG_2.jpg"):
        path.touch()
    disk = folder_assets.FolderAssets(1_000.0)
    disk.look_again(tmp_path)
    assert [one.name for one in disk.companions(photo)] == ["IMG_1.jpg.dop"]
    (tmp_path / "IMG_2.jpg").unlink()
    disk.look_again(tmp_path)
    assert len(paired) == 1
    (tmp_path / "IMG_1.jpg.dop").unlink()
    (tmp_path / "IMG_1.jpg.xmp").touch()
    disk.look_again(tmp_path, ["IMG_1.jpg.dop"])
    assert [one.name for one in disk.companions(photo)] == ["IMG_1.jpg.dop", "IMG_1.jpg.xmp"]
    assert paired[1:] == [["IMG_1.jpg.dop"]]
    monkeypatch.setattr(folder_assets.os, "listdir", lambda _: (_ for _ in ()).throw(OSError()))
    disk.look_again(tmp_path)
    assert len(disk.companions(photo)) == 1, "listed anew"
