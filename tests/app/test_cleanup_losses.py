"""What only looks like the photo to keep is not removed for it: films, RAWs, unverified pairs."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image

from photofinder.app.cleanup_checks import CleanupChecks
from photofinder.core.cleanup import FileFacts, PlanItem
from photofinder.core.types import PairClass
from photofinder.errors import CleanupRefused

SHOT = ("b/shot.jpg", "a/shot.jpg", PairClass.SAME_SHOT)
FILM = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42\0\0\x08\0mdat" + bytes(2040)
SOUND = b"SEFHe\0\0\0RIFF" + b"\x7f" * 3000 + b"SEFT"


def gain_map() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "JPEG")
    return out.getvalue()


def grow(path: Path, more: bytes) -> None:
    path.write_bytes(path.read_bytes() + more)


def scan(library) -> None:
    """Scan, and wait for what nobody waits for."""
    library.scan().result(60)
    for job in library.jobs():
        job.result(60)


@pytest.mark.parametrize("more", [FILM, SOUND, b"\0" + gain_map()])
def test_photo_with_more_in_it_stays(copies, more: bytes) -> None:
    grow(copies.path("b/shot.jpg"), more)
    with copies.open(writable=True) as library:
        scan(library)
        before = copies.snapshot()
        plan = copies.plan(library, copies.choice(*SHOT))
        report = library.cleanup.carry_out(plan).result(60)
        # a picture that no list mentions is only found when the file is read whole
        refused = [str(r.reason) for r in plan.refused] + [str(p.message) for p in report.problems]
        assert len(refused) == 1
        assert "Keep this one instead, or both." in refused[0]
        assert report.trashed == 0
    assert copies.snapshot() == before


def test_film_goes_where_the_very_same_file_stays(copies) -> None:
    grow(copies.path("b/shot.jpg"), FILM)
    shutil.copy(copies.path("b/shot.jpg"), copies.path("a/film.jpg"))
    with copies.open(writable=True) as library:
        scan(library)
        report = copies.clean(library, copies.choice("b/shot.jpg", "a/film.jpg"))
        assert (report.trashed, report.problems) == (1, ())


def test_film_goes_where_the_same_film_stays(copies) -> None:
    for name in ("a/shot.jpg", "b/shot.jpg"):
        grow(copies.path(name), FILM)
    with copies.open(writable=True) as library:
        scan(library)
        report = copies.clean(library, copies.choice(*SHOT))
        assert (report.trashed, report.problems) == (1, ())


def test_film_does_not_go_for_another_film(copies) -> None:
    grow(copies.path("a/shot.jpg"), FILM + b"x")
    grow(copies.path("b/shot.jpg"), FILM)
    with copies.open(writable=True) as library:
        scan(library)
        plan = copies.plan(library, copies.choice(*SHOT))
        assert (plan.items, len(plan.refused)) == ((), 1)


def test_still_goes_for_the_photo_with_a_film(copies) -> None:
    grow(copies.path("a/shot.jpg"), FILM)
    with copies.open(writable=True) as library:
        scan(library)
        report = copies.clean(library, copies.choice(*SHOT))
        assert (report.trashed, report.problems) == (1, ())


def test_what_goes_along_with_a_copy_of_a_file_may_hold_anything(tmp_path: Path) -> None:
    thumbnail = b"\xff\xd8\xff\xd9" + FILM
    (tmp_path / "shot.thm").write_bytes(thumbnail)
    going = FileFacts(tmp_path / "shot.thm", len(thumbnail), 0, b"thumbnail")
    kept = FileFacts(tmp_path / "kept.jpg", 1, 0, b"photo")
    for pair_class in PairClass:
        item = PlanItem(going, kept, pair_class, "", "", tmp_path, tmp_path)
        if pair_class is PairClass.IDENTICAL_FILE:
            CleanupChecks.check_holdings(item)
            continue
        with pytest.raises(CleanupRefused):
            CleanupChecks.check_holdings(item)


@pytest.mark.parametrize(
    ("formats", "words"),
    [
        (("RAW", "JPEG"), "It is a RAW file"),
        (("RAW", "RAW"), None),
        (("JPEG", "RAW"), None),
    ],
)
def test_raw_goes_for_a_raw_only(copies, library, formats, words: str | None) -> None:
    for name, kind in zip(SHOT, formats, strict=False):
        relpath = name.encode()
        library.rows(
            "UPDATE content SET format = ? WHERE id = (SELECT content_id FROM file WHERE"
            " relpath = ?)",
            kind,
            relpath,
        )
    with copies.open() as opened:
        plan = copies.plan(opened, copies.choice(*SHOT))
    assert [str(refusal.reason).startswith(words or "-") for refusal in plan.refused] == (
        [] if words is None else [True]
    )
    assert len(plan.items) == (1 if words is None else 0)


def test_pair_without_verified_pixels_is_no_reason_to_remove(copies, library) -> None:
    with copies.open() as opened:
        assert len(copies.plan(opened, copies.choice(*SHOT)).items) == 1
        is_paired = any(
            member.path == copies.path("b/shot.jpg") and member.evidence is not None
            for group in opened.duplicates()
            for member in group.members
        )
        assert is_paired
    library.rows("UPDATE pair SET evidence = '', verifier = 1")
    with copies.open() as opened:
        plan = copies.plan(opened, copies.choice(*SHOT))
        (refusal,) = plan.refused
        assert str(refusal.reason).startswith("Its pixels were not compared with those of")
        # what is identical needs no comparison, and what the user put together has none
        plan = copies.plan(
            opened,
            copies.choice("b/photo copy.png", "a/photo.png", PairClass.SAME_SHOT),
            copies.choice("b/picture.webp", "a/picture.png", PairClass.SAME_SHOT),
            copies.choice("a/alone.jpg", "a/shot.jpg", PairClass.SAME_SHOT),
        )
        assert (len(plan.items), plan.refused) == (3, ())


def test_pair_that_nobody_looked_at_closely_is_no_reason_to_remove(copies, library) -> None:
    """On its thumbnail nobody sees who smiles."""
    library.rows("UPDATE pair SET looked = 0")
    with copies.open() as opened:
        plan = copies.plan(opened, copies.choice(*SHOT))
        (refusal,) = plan.refused
        assert str(refusal.reason).startswith("It was not looked at closely yet")
    with copies.open(writable=True) as opened:
        scan(opened)
        assert len(copies.plan(opened, copies.choice(*SHOT)).items) == 1


def test_shot_that_was_seen_to_be_another_since_it_was_shown_stays(copies, library) -> None:
    """The window still shows, and has ticked, what the background finds to have moved."""
    with copies.open() as opened:
        choice = copies.choice(*SHOT)
        assert len(copies.plan(opened, choice).items) == 1
        library.rows("UPDATE pair SET class = 'series'")
        plan = copies.plan(opened, choice)
        (refusal,) = plan.refused
        assert not plan.items
        assert "Look at its group again" in str(refusal.reason)
        as_series = copies.choice(*SHOT[:2], PairClass.SERIES)
        assert len(copies.plan(opened, as_series).items) == 1  # that is what the user was shown


def test_copy_of_an_unverified_photo_stays_too(copies, library) -> None:
    """The pair is that of another file of the same pixels."""
    with Image.open(copies.path("b/shot.jpg")) as image:
        image.save(copies.path("b/shot.png"))
    with copies.open(writable=True) as opened:
        opened.scan().result(60)
    library.rows("DELETE FROM pair WHERE class = 'series'")
    library.rows("UPDATE pair SET evidence = ''")
    library.rows(
        "DELETE FROM pair WHERE first_id = (SELECT id FROM content WHERE format = 'PNG' AND"
        " width = 150) OR second_id = (SELECT id FROM content WHERE format = 'PNG' AND width = 150)"
    )
    with copies.open() as opened:
        plan = copies.plan(opened, copies.choice("b/shot.png", "a/shot.jpg", PairClass.SAME_SHOT))
        assert [refusal.path.name for refusal in plan.refused] == ["shot.png"]
