"""What differs between photos, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from photofinder.core.metadata import PhotoMetadata
from photofinder.ui import photo_facts
from photofinder.ui.compare_facts import ComparedFact, compare
from photofinder.ui.photo_facts import Fact, PhotoFacts

FULL = PhotoMetadata(
    taken_at="2019-07-03T14:22:05",
    camera_make="Canon",
    camera_model="Canon EOS 40D",
    lens="EF-S 17-85mm",
    gps_latitude=52.516266,
    gps_longitude=-13.377775,
    rating=4,
    iso=400,
    exposure_s=0.004,
    f_number=2.8,
    focal_mm=85.0,
    software="Darktable 4",
)


def photo(
    name: str = "a.jpg", metadata: PhotoMetadata | None = None, **values: object
) -> PhotoFacts:
    facts = {"size_bytes": 1000, "mtime_ns": 10**18, "width": 400, "height": 300}
    facts |= {"format": "JPEG", **values}
    return PhotoFacts(Path("/photos") / name, metadata=metadata or PhotoMetadata(), **facts)


def rows(*photos: PhotoFacts) -> dict[Fact, ComparedFact]:
    return {row.fact: row for row in compare(photos)}


def test_facts_are_told_in_words() -> None:
    facts = photo(metadata=FULL, width=4000, height=3000, size_bytes=3_400_000)
    told = {fact: photo_facts.text(facts, fact) for fact in Fact}
    assert told[Fact.PIXELS] == "4000 × 3000 (12 MP)"  # noqa: RUF001
    assert told[Fact.BYTES] == "3.4 MB"
    assert told[Fact.CAMERA] == "Canon EOS 40D"
    assert told[Fact.EXPOSURE] == "1/250 s, f/2.8"
    assert told[Fact.ISO] == "400"
    assert told[Fact.FOCAL] == "85 mm"
    assert told[Fact.POSITION] == "52.51627° N, 13.37777° W"
    assert told[Fact.RATING] == "4 of 5 stars"
    assert told[Fact.SOFTWARE] == "Darktable 4"
    assert "2019" in told[Fact.TAKEN] or "19" in told[Fact.TAKEN]
    assert all(told.values())


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.004, "1/250 s"), (0.3, "1/3 s"), (0.5, "0.5 s"), (30.0, "30 s")]
)
def test_exposures_are_told_as_cameras_do(seconds: float, words: str) -> None:
    assert photo_facts.exposure_text(seconds) == words


def test_what_is_not_known_is_not_told() -> None:
    told = {fact: photo_facts.text(PhotoFacts(Path("/a.jpg")), fact) for fact in Fact}
    assert not any(told.values())
    assert rows(PhotoFacts(Path("/a.jpg")), PhotoFacts(Path("/b.jpg"))) == {}


def test_a_time_far_out_is_no_problem() -> None:
    for mtime_ns in (2**63 - 1, -(2**62), 2**80, -(2**80)):
        assert isinstance(photo_facts.text(photo(mtime_ns=mtime_ns), Fact.MODIFIED), str)
    assert photo_facts.text(photo(mtime_ns=2**80), Fact.MODIFIED) == ""


def test_equal_photos_do_not_differ_in_anything() -> None:
    found = rows(photo("a.jpg", FULL), photo("b.jpg", FULL))
    assert not any(row.differs for row in found.values())
    assert not any(any(row.notes) for row in found.values())


def test_the_better_value_is_named() -> None:
    found = rows(photo(width=800, height=600, size_bytes=900), photo(size_bytes=1000))
    assert found[Fact.PIXELS].notes == ("higher resolution", "")
    assert found[Fact.BYTES].notes == ("", "larger file")
    assert found[Fact.FORMAT].differs is False


def test_the_best_of_several_is_named_and_a_tie_names_none() -> None:
    three = (photo(width=800), photo(width=900), photo())
    assert rows(*three)[Fact.PIXELS].notes == ("", "highest resolution", "")
    tie = (photo(width=900), photo(width=900), photo())
    assert rows(*tie)[Fact.PIXELS].notes == ("", "", "")
    assert rows(*tie)[Fact.PIXELS].differs is True


def test_what_only_one_photo_has_is_said() -> None:
    found = rows(photo(), photo(metadata=FULL))
    assert found[Fact.CAMERA].notes == ("", "only here")
    assert found[Fact.CAMERA].texts == ("", "Canon EOS 40D")


def test_the_earlier_photo_is_named() -> None:
    later = PhotoMetadata(taken_at="2019-07-04T00:00:00")
    assert rows(photo(metadata=later), photo(metadata=FULL))[Fact.TAKEN].notes == ("", "earlier")


def test_nothing_follows_from_a_photo_of_which_nothing_is_known() -> None:
    found = rows(photo(metadata=FULL), PhotoFacts(Path("/gone.jpg")))
    assert all(row.differs is None for row in found.values())
    assert not any(any(row.notes) for row in found.values())
    third = rows(photo(metadata=FULL), PhotoFacts(Path("/gone.jpg")), photo(metadata=FULL))
    assert not any(row.differs for row in third.values())
