"""Find similar for the window: several pictures, less like, regions, filters, copies.

The oracle is exact search over the stored vectors, in plain numpy.
"""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photofinder.app import similar
from photofinder.core.similarity import UNLIKE_WEIGHT
from photofinder.core.views import QueryImage, Region, SimilarQuery
from photofinder.errors import PhotofinderError, PhotoUnreadable, UsageProblem


def photo(indexed, number: int) -> Path:
    suffix = (".jpg", ".jpg", ".png", ".webp")[number % 4]
    return indexed.photos / f"{2020 + number // 12}" / f"p{number:02}{suffix}"


def images(indexed, *numbers: int) -> tuple[QueryImage, ...]:
    return tuple(QueryImage(photo(indexed, number)) for number in numbers)


def ask(library, query: SimilarQuery) -> list[tuple[Path, float]]:
    """Return (path, score), best first."""
    found = library.find_similar(query)
    rows = library.viewing.rows(found.file_ids.tolist())
    assert len(found.file_ids) == len(found.scores) == len(rows)
    assert (np.diff(found.scores) <= 0).all()
    assert found.search_ms >= 0
    return [
        (rows[number].path, float(score))
        for number, score in zip(found.file_ids.tolist(), found.scores, strict=True)
    ]


def paths(library, query: SimilarQuery) -> list[Path]:
    return [path for path, _ in ask(library, query)]


def vectors(indexed) -> dict[Path, np.ndarray]:
    """Read the stored embeddings, past the program."""
    rows = indexed.rows(
        "SELECT f.relpath, e.vector FROM file f JOIN embedding e ON e.content_id = f.content_id"
        " WHERE f.state = 'indexed'"
    )
    return {
        indexed.photos / os.fsdecode(relpath): np.frombuffer(vector, np.float32)
        for relpath, vector in rows
    }


def unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)


def ranking(indexed, direction: np.ndarray, without: tuple[Path, ...] = ()) -> list[Path]:
    known = {path: v for path, v in vectors(indexed).items() if path not in without}
    return sorted(known, key=lambda path: -float(known[path] @ direction))


# -- what is asked for -----------------------------------------------------------------------------


def test_photo_of_the_library_is_answered_as_exact_search_does(indexed) -> None:
    query = photo(indexed, 0)
    expected = ranking(indexed, vectors(indexed)[query], without=(query,))
    with indexed.open() as library:
        found = ask(library, SimilarQuery(images(indexed, 0), k=10))
    assert [path for path, _ in found] == expected[:10]
    assert found[0][1] == pytest.approx(vectors(indexed)[query] @ vectors(indexed)[expected[0]])


def test_of_several_pictures_the_mean_counts(indexed) -> None:
    known, asked = vectors(indexed), [photo(indexed, number) for number in (0, 13, 26)]
    direction = unit(np.mean([known[path] for path in asked], axis=0))
    expected = ranking(indexed, direction, without=tuple(asked))
    with indexed.open() as library:
        assert paths(library, SimilarQuery(images(indexed, 0, 13, 26))) == expected
        assert paths(library, SimilarQuery(images(indexed, 26, 0, 13))) == expected


def test_less_like_takes_a_share_of_the_unwanted_away(indexed) -> None:
    known = vectors(indexed)
    like = known[photo(indexed, 0)]
    with indexed.open() as library:
        unwanted = paths(library, SimilarQuery(images(indexed, 0)))[0]
        query = SimilarQuery(images(indexed, 0), unlike=(QueryImage(unwanted),), k=100)
        found = ask(library, query)
    direction = unit(like - UNLIKE_WEIGHT * known[unwanted])
    gone = (photo(indexed, 0), unwanted)
    assert [path for path, _ in found] == ranking(indexed, direction, without=gone)
    best, score = found[0]
    assert score == pytest.approx(float(known[best] @ direction), abs=1e-5)


def test_picture_without_a_file_is_known_by_its_bytes(indexed, monkeypatch) -> None:
    data = photo(indexed, 5).read_bytes()
    with indexed.open() as library:
        monkeypatch.setattr(library._pictures, "decode", None)  # nothing needs decoding
        found = ask(library, SimilarQuery((QueryImage(data=data, name="pasted"),), k=1))
    assert found == [(photo(indexed, 5), pytest.approx(1.0, abs=1e-5))]


def test_pasted_picture_of_any_format_finds_its_original(indexed, pictures) -> None:
    buffer = io.BytesIO()
    pictures.image(6).save(buffer, "BMP")
    with indexed.open() as library:
        found = ask(library, SimilarQuery((QueryImage(data=buffer.getvalue()),), k=1))
    assert found[0] == (photo(indexed, 6), pytest.approx(1.0, abs=1e-4))


def test_region_finds_the_photo_that_it_shows(indexed, tmp_path: Path) -> None:
    """Two photos side by side; each half looks for its own."""
    wide = Image.new("RGB", (600, 200))
    for place, number in enumerate((3, 20)):
        with Image.open(photo(indexed, number)) as half:
            wide.paste(half, (300 * place, 0))
    wide.save(tmp_path / "wide.png")
    with indexed.open() as library:
        for left, number in ((0.0, 3), (0.5, 20)):
            image = QueryImage(tmp_path / "wide.png", region=Region(left, 0, 0.5, 1))
            found = ask(library, SimilarQuery((image,), k=3))
            assert found[0][0] == photo(indexed, number)
            assert found[0][1] > 0.95


def test_region_is_that_of_the_upright_picture(indexed, tmp_path: Path) -> None:
    tall = Image.new("RGB", (300, 400))
    for place, number in enumerate((3, 20)):
        with Image.open(photo(indexed, number)) as half:
            tall.paste(half, (0, 200 * place))
    exif = Image.Exif()
    exif[0x0112] = 6  # stored lying on its side
    tall.rotate(90, expand=True).save(tmp_path / "lying.jpg", quality=95, exif=exif)
    lower = QueryImage(tmp_path / "lying.jpg", region=Region(0, 0.5, 1, 0.5))
    with indexed.open() as library:
        assert paths(library, SimilarQuery((lower,), k=1)) == [photo(indexed, 20)]


def test_small_region_of_a_library_photo_is_searched(indexed) -> None:
    image = QueryImage(photo(indexed, 1), region=Region(0.4, 0.4, 0.01, 0.01))
    with indexed.open() as library:
        found = paths(library, SimilarQuery((image,), k=100))
    assert len(found) == 35
    assert photo(indexed, 1) not in found


def test_changed_photo_is_searched_by_what_it_is_now(indexed) -> None:
    shutil.copyfile(photo(indexed, 1), photo(indexed, 0))
    with indexed.open() as library:
        found = ask(library, SimilarQuery(images(indexed, 0), k=1))
    assert found == [(photo(indexed, 1), pytest.approx(1.0, abs=1e-5))]


# -- filters ---------------------------------------------------------------------------------------


def set_dates(indexed) -> None:
    """Give photo n the day n + 1 of 2020, the last twelve no capture time but that of the file."""
    for number in range(36):
        relpath = os.fsencode(photo(indexed, number).relative_to(indexed.photos))
        date = f"2020-{number // 28 + 1:02}-{number % 28 + 1:02}T12:00:00"
        if number < 24:
            sql = "UPDATE content SET taken_at = ? WHERE id = (SELECT content_id FROM file"
            indexed.rows(f"{sql} WHERE relpath = ?)", date, relpath)
        else:
            indexed.rows(
                "UPDATE file SET mtime_ns = CAST(strftime('%s', ?, 'utc') AS INTEGER) * 1000000000"
                " WHERE relpath = ?", date, relpath
            )  # fmt: skip
    last = os.fsencode(photo(indexed, 35).relative_to(indexed.photos))
    indexed.rows("UPDATE file SET mtime_ns = 0 WHERE relpath = ?", last)


FILTERS = [
    ({"folder": "2021"}, range(12, 24)),
    ({"folder": "none"}, ()),
    ({"taken_from": "2020-01-20"}, range(19, 35)),
    ({"taken_to": "2020-01-10"}, range(10)),
    ({"taken_from": "2020-01-10", "taken_to": "2020-01-10"}, [9]),
    ({"taken_from": "2020-02", "taken_to": "2020-02"}, range(28, 35)),
    ({"taken_from": "2020", "taken_to": "2020"}, range(35)),
    ({"taken_from": "2021"}, ()),
    ({"folder": "2022", "taken_to": "2020-01-26"}, [24, 25]),
]


@pytest.mark.parametrize("way", ["narrow", "index", "exact"])
@pytest.mark.parametrize(("options", "numbers"), FILTERS)
def test_filters_keep_what_they_say_and_starve_nothing(
    indexed, monkeypatch, options: dict[str, str], numbers: range, way: str
) -> None:
    """Whichever way is taken, the answer is that of exact search over what is left."""
    if way != "narrow":
        monkeypatch.setattr(similar, "NARROW_COUNT", -1)
        monkeypatch.setattr(similar, "SPARE_HITS", 0)
        monkeypatch.setattr("photofinder.storage.vector_index.SEGMENT_MIN_COUNT", 20)
        indexed.scan()
    if way == "exact":
        monkeypatch.setattr(similar, "INDEX_MAX_HITS", 0)
    set_dates(indexed)
    direction = vectors(indexed)[photo(indexed, 0)]
    allowed = {photo(indexed, number) for number in numbers} - {photo(indexed, 0)}
    expected = [path for path in ranking(indexed, direction) if path in allowed]
    if "folder" in options:
        options = {**options, "folder": indexed.photos / options["folder"]}
    with indexed.open() as library:
        for k in (1, 3, 100):
            query = SimilarQuery(images(indexed, 0), k=k, **options)
            assert paths(library, query) == expected[:k]


def test_approximate_index_that_runs_out_is_helped_by_exact_search(indexed, monkeypatch) -> None:
    """Annoy may know fewer neighbours than it is asked for, without being through."""
    monkeypatch.setattr("photofinder.storage.vector_index.SEGMENT_MIN_COUNT", 20)
    indexed.scan()
    with indexed.open() as library:
        index = library._rooms.serving().index
        library.find_similar(SimilarQuery(images(indexed, 0)))  # loads it
        assert index.is_approximate
        search = index.search
        monkeypatch.setattr(index, "search", lambda query, k: search(query, min(k, 5)))
        found = paths(library, SimilarQuery(images(indexed, 0), k=20))
    expected = ranking(indexed, vectors(indexed)[photo(indexed, 0)], (photo(indexed, 0),))
    assert found == expected[:20]


# -- copies ----------------------------------------------------------------------------------------


def test_without_copies_each_picture_is_shown_once(indexed) -> None:
    shutil.copy(photo(indexed, 0), indexed.photos / "copy of the query.jpg")
    nearest = ranking(indexed, vectors(indexed)[photo(indexed, 0)], (photo(indexed, 0),))[0]
    shutil.copy(nearest, indexed.photos / f"zz copy of the nearest{nearest.suffix}")
    indexed.scan()
    with indexed.open() as library:
        everything = paths(library, SimilarQuery(images(indexed, 0), k=100))
        once = paths(library, SimilarQuery(images(indexed, 0), k=100, exclude_copies=True))
    assert everything[0].name == "copy of the query.jpg"
    assert len(everything) == 37
    assert once[0] == nearest
    assert len(once) == 35
    assert not [path for path in once if "copy" in path.name]


def test_pairs_of_the_query_and_of_better_hits_are_copies_too(indexed) -> None:
    query, nearest, second, third = (
        photo(indexed, 0),
        *ranking(indexed, vectors(indexed)[photo(indexed, 0)], (photo(indexed, 0),))[:3],
    )
    pair_up(indexed, query, nearest, "same_shot")
    pair_up(indexed, second, third, "series")
    with indexed.open() as library:
        found = paths(library, SimilarQuery(images(indexed, 0), k=100, exclude_copies=True))
        bytes_only = SimilarQuery((QueryImage(data=query.read_bytes()),), exclude_copies=True)
        assert paths(library, bytes_only) == found
    assert found[0] == second
    assert not {nearest, third, query} & set(found)
    assert len(found) == 33


def pair_up(indexed, one: Path, other: Path, pair_class: str) -> None:
    ids = sorted(
        indexed.rows(
            "SELECT content_id FROM file WHERE relpath = ?",
            os.fsencode(path.relative_to(indexed.photos)),
        )[0][0]
        for path in (one, other)
    )
    indexed.rows(
        "INSERT INTO pair (first_id, second_id, class, relation, score, hash_distance)"
        " VALUES (?, ?, ?, 'resized', 0.9, 2)",
        *ids,
        pair_class,
    )


# -- what is not there -----------------------------------------------------------------------------


def test_offline_photos_are_found_and_may_be_asked_for(indexed) -> None:
    everything = vectors(indexed)
    indexed.photos.rename(indexed.photos.with_name("away"))
    indexed.scan()
    with indexed.open() as library:
        found = library.find_similar(SimilarQuery(images(indexed, 0), k=100))
        rows = library.viewing.rows(found.file_ids.tolist())
        assert {row.path for row in rows.values()} == set(everything) - {photo(indexed, 0)}
        assert not any(row.online for row in rows.values())
        with pytest.raises(UsageProblem) as caught:  # the command line looks for files
            library.similar(photo(indexed, 0))
        assert caught.value.code == "no_such_file"
        region = QueryImage(photo(indexed, 0), region=Region(0, 0, 0.5, 0.5))
        with pytest.raises(PhotoUnreadable) as unreadable:
            library.find_similar(SimilarQuery((region,)))
        assert unreadable.value.code == "vanished"


def test_of_a_picture_on_two_drives_the_one_in_reach_is_shown(indexed, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    shutil.copy(photo(indexed, 1), drive / "copy.jpg")
    indexed.add(drive)
    indexed.scan()
    indexed.photos.rename(indexed.photos.with_name("away"))
    indexed.scan()
    with indexed.open() as library:
        query = SimilarQuery(images(indexed, 0), k=100, exclude_copies=True)
        found = paths(library, query)
    assert drive / "copy.jpg" in found
    assert photo(indexed, 1) not in found


def test_missing_photos_are_no_answer_and_others_fill_up(indexed) -> None:
    nearest = ranking(indexed, vectors(indexed)[photo(indexed, 0)], (photo(indexed, 0),))
    for path in nearest[:20]:
        path.unlink()
    indexed.scan()
    with indexed.open() as library:
        assert paths(library, SimilarQuery(images(indexed, 0), k=15)) == nearest[20:]
        # what was learnt of one that is gone still finds its neighbours
        gone = paths(library, SimilarQuery((QueryImage(nearest[0]),), k=100))
    assert len(gone) == 16


def test_empty_library_finds_nothing(library, pictures, tmp_path: Path) -> None:
    query = QueryImage(pictures.save(tmp_path / "q.jpg", 1))
    with library.open() as opened:
        found = opened.find_similar(SimilarQuery((query,), exclude_copies=True))
        assert (len(found.file_ids), len(found.scores)) == (0, 0)
        assert len(opened.find_similar(SimilarQuery((query,), taken_from="2020")).file_ids) == 0


# -- bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"like": ()}, "no_query"),
        ({"like": (QueryImage(),)}, "no_query"),
        ({"k": 0}, "bad_number"),
        ({"taken_from": "yesterday"}, "bad_date"),
        ({"taken_to": "2020-1-1"}, "bad_date"),
        ({"taken_to": "2020-01-01'; DROP TABLE file"}, "bad_date"),
    ],
)
def test_questions_without_sense_are_refused(
    indexed, options: dict[str, object], code: str
) -> None:
    options = {"like": images(indexed, 0), **options}
    with indexed.open() as library, pytest.raises(UsageProblem) as caught:
        library.find_similar(SimilarQuery(**options))
    assert caught.value.code == code
    assert caught.value.remedy or code == "bad_number"


@pytest.mark.parametrize(
    "region",
    [(0, 0, 0, 1), (0, 0, 1, -1), (0.5, 0, 0.6, 1), (-0.1, 0, 0.5, 1), (0, 0, float("inf"), 1),
     *((0,) * at + (float("nan"),) + (1,) * (3 - at) for at in range(4))],
)  # fmt: skip
def test_regions_outside_the_picture_are_refused(indexed, region: tuple[float, ...]) -> None:
    image = QueryImage(photo(indexed, 0), region=Region(*region))
    with indexed.open() as library, pytest.raises(UsageProblem) as caught:
        library.find_similar(SimilarQuery(images(indexed, 1), unlike=(image,)))
    assert caught.value.code == "bad_region"


def test_pictures_that_cannot_be_read_are_named(indexed, tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("no picture")
    (tmp_path / "empty.jpg").touch()
    cases: list[tuple[QueryImage, type[PhotofinderError], str, str]] = [
        (QueryImage(tmp_path / "nowhere.jpg"), UsageProblem, "no_such_file", "nowhere.jpg"),
        (QueryImage(indexed.photos), UsageProblem, "not_an_image_file", "photos"),
        (QueryImage(tmp_path / "text.jpg"), PhotoUnreadable, "unsupported", "text.jpg"),
        (QueryImage(tmp_path / "empty.jpg"), PhotoUnreadable, "empty", "empty.jpg"),
        (QueryImage(data=b"no picture", name="from the browser"), PhotoUnreadable, "unsupported",
         "from the browser"),
        (QueryImage(data=b""), PhotoUnreadable, "empty", ""),
    ]  # fmt: skip
    with indexed.open() as library:
        for image, kind, code, name in cases:
            with pytest.raises(kind) as caught:
                library.find_similar(SimilarQuery((image,)))
            assert caught.value.code == code
            assert name in str(caught.value)
