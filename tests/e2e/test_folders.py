"""`photofinder folders` as a process: the list, two folders, the clean-up and its undo."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def albums(library, pictures) -> Path:
    """Give two folders: 5 of 6 photos of ``a`` lie in ``b`` too."""
    for number in range(6):
        pictures.save(library.photos / "a" / f"p{number}.jpg", number)
    (library.photos / "b").mkdir()
    for number in range(5):
        shutil.copy(library.photos / "a" / f"p{number}.jpg", library.photos / "b" / f"{number}.jpg")
    pictures.save(library.photos / "b" / "more.jpg", 40)
    pictures.save(library.photos / "b" / "even more.jpg", 41)
    library.add(library.photos)
    with library.open(writable=True) as opened:
        opened.scan().result(60)
    return library.photos


def test_ranked(albums: Path, library, program) -> None:
    text = program("folders", "--data-dir", library.data)
    assert text.code == 0
    first, second = albums / "a", albums / "b"
    assert f"{first} and {second} overlap (5 of 6 identical, 1 only in {first})" in text.out
    answer = program("folders", "--json", "--data-dir", library.data)
    (pair,) = answer.json["pairs"]
    assert (pair["first"], pair["second"]) == (str(first), str(second))
    assert (pair["identical"], pair["photos"], pair["only_first"]) == (5, 6, 1)
    assert pair["bytes"] == sum((first / f"p{n}.jpg").stat().st_size for n in range(5))


def test_two_folders(albums: Path, library, program) -> None:
    words = [albums / "b", albums / "a", "--data-dir", library.data]
    answer = program("folders", *words, "--json")
    assert answer.json["relation"] == "overlapping"
    assert answer.json["only_in_first"] == [
        str(albums / "b" / "even more.jpg"),
        str(albums / "b" / "more.jpg"),
    ]
    assert answer.json["only_in_second"] == [str(albums / "a" / "p5.jpg")]
    assert {"path": str(albums / "b" / "3.jpg"), "class": "identical_file",
            "copy": str(albums / "a" / "p3.jpg")} in answer.json["in_both"]  # fmt: skip
    assert f"only in the first: {albums / 'b' / 'more.jpg'}" in program("folders", *words).out


def test_clean_up_and_undo(albums: Path, library, program) -> None:
    words = ["folders", albums / "a", albums / "b", "--json", "--data-dir", library.data]
    planned = program(*words, "--dry-run")
    assert (planned.code, len(planned.json["plan"]["items"])) == (0, 5)
    assert len(list((albums / "a").iterdir())) == 6
    done = program(*words, "--apply")
    assert (done.code, done.json["report"]["removed"]) == (0, 5)
    assert [path.name for path in (albums / "a").iterdir()] == ["p5.jpg"]
    assert len(list((albums / "b").iterdir())) == 7
    undone = program("undo", str(done.json["report"]["batch"]), "--data-dir", library.data)
    assert undone.code == 0
    assert len(list((albums / "a").iterdir())) == 6


@pytest.mark.parametrize("words", [["a"], ["--apply"], ["--dry-run"], ["a", "b", "c"]])
def test_wrong_usage(library, program, words: list[str]) -> None:
    answer = program("folders", *words, "--data-dir", library.data)
    assert answer.code == 2
    assert "usage" in answer.err


def test_folder_outside_of_the_library(albums: Path, library, program) -> None:
    answer = program("folders", albums / "a", albums.parent, "--json", "--data-dir", library.data)
    assert (answer.code, answer.json["error"]["code"]) == (2, "folder_unknown")
