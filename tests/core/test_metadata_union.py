"""What copies know and the keeper does not: offered, with its source; never overwritten."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.metadata_union import Source, unite
from photofinder.core.xmp import Notes

notes = st.builds(
    Notes,
    taken_at=st.sampled_from([None, "2019-01-01T00:00:00", "2020-01-01T00:00:00"]),
    caption=st.sampled_from([None, "a", "b"]),
    keywords=st.sampled_from([(), ("x",), ("X", "y")]),
    rating=st.sampled_from([None, 1, 5]),
)


def source(name: str, **facts: object) -> Source:
    return Source(Path("/p") / name, Notes(**facts))


@given(notes, st.lists(notes, max_size=3))
def test_union_adds_only_what_the_keeper_lacks_and_loses_nothing(keeper, others) -> None:
    found = unite(keeper, [Source(Path(f"/{n}.jpg"), one) for n, one in enumerate(others)])
    for name in ("taken_at", "caption", "rating"):
        values = [getattr(one, name) for one in others if getattr(one, name) is not None]
        if getattr(keeper, name) is not None or not values:
            assert getattr(found.notes, name) is None
        else:
            assert getattr(found.notes, name) == values[0]
    words = {w.casefold() for one in (keeper, *others) for w in one.keywords}
    after = {w.casefold() for w in (*keeper.keywords, *found.notes.keywords)}
    assert after == words
    assert bool(found.added) == bool(found.notes)
    assert unite(keeper.filled_from(found.notes), []).notes == Notes()


def test_says_what_comes_from_where() -> None:
    found = unite(
        Notes(keywords=("sea",)),
        [
            source("a.jpg", latitude=48.85837, longitude=2.29448, rating=4),
            source("b.jpg", caption="At the tower", keywords=("Sea", "Paris")),
        ],
    )
    assert found.added == (
        "position 48.85837, 2.29448 from a.jpg",
        "rating 4 from a.jpg",
        "caption \u201cAt the tower\u201d from b.jpg",
        "keywords Paris",
    )
    assert found.conflicts == ()


def test_conflicts_are_told_and_the_keepers_word_stands() -> None:
    found = unite(
        Notes(caption="mine", latitude=10.0, longitude=20.0),
        [source("a.jpg", caption="theirs", latitude=11.0, longitude=20.0)],
    )
    assert not found.notes
    assert found.conflicts == (
        "position 11.00000, 20.00000 from a.jpg; it stays 10.00000, 20.00000",
        "caption \u201ctheirs\u201d from a.jpg; it stays \u201cmine\u201d",
    )


def test_places_some_metres_apart_are_one() -> None:
    near = source("a.jpg", latitude=10.0005, longitude=20.0)
    assert unite(Notes(latitude=10.0, longitude=20.0), [near]).conflicts == ()
    across = source("a.jpg", latitude=0.1, longitude=-179.9999)
    assert unite(Notes(latitude=0.1, longitude=179.9999), [across]).conflicts == ()


def test_copies_that_disagree_are_told() -> None:
    found = unite(Notes(), [source("a.jpg", rating=2), source("b.jpg", rating=5)])
    assert found.notes == Notes(rating=2)
    assert found.conflicts == ("rating 5 from b.jpg; it stays 2",)


def test_what_only_another_program_understands_stands() -> None:
    ways = {"latitude": "47.5", "rating": "9"}
    one = source("a.jpg", latitude=1.0, longitude=2.0, rating=3, caption="c")
    found = unite(Notes(), [one], ways)
    assert found.notes == Notes(caption="c")
    assert found.conflicts == (
        "position 1.00000, 2.00000 from a.jpg; it stays 47.5",
        "rating 3 from a.jpg; it stays 9",
    )


def test_time_of_greenwich_agrees_with_any_clock_of_that_moment() -> None:
    utc = source("a.jpg", taken_at="2001-02-03T03:05:06Z")
    assert unite(Notes(taken_at="2001-02-03T17:05:06"), [utc]).conflicts == ()
    assert len(unite(Notes(taken_at="2001-02-03T17:05:07"), [utc]).conflicts) == 1
    assert len(unite(Notes(taken_at="2001-02-03T03:05:07Z"), [utc]).conflicts) == 1
