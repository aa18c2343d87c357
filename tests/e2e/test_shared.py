"""With the shared photos: copies against known truth, and files made to do harm."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not (SHARED / "bench" / "make_library.py").is_file(),
        reason="the shared photos are not beside the checkout",
    ),
]


def test_copies_of_a_library_with_known_truth_are_found(library, program, tmp_path: Path) -> None:
    photos = tmp_path / "known"
    make = [SHARED / "bench" / "make_library.py", "--out", photos, "--n", "120", "--seed", "3"]
    subprocess.run([sys.executable, *map(str, make)], check=True, capture_output=True)
    library.add(photos)
    scanned = library.scan()
    assert scanned.unreadable == 0
    answer = program("duplicates", "--json", "--data-dir", library.data)
    result = tmp_path / "result.json"
    result.write_text(answer.out)
    score = [SHARED / "bench" / "score.py", f"{photos}.truth.json", result]
    scored = subprocess.run(
        [sys.executable, *map(str, score)], check=True, capture_output=True, text=True
    )
    found = json.loads(scored.stdout)
    assert (found["identical"]["precision"], found["identical"]["recall"]) == (1.0, 1.0), found
    assert found["precision"] >= 0.985, found
    assert found["duplicates"]["precision"] >= 0.99, found
    assert found["duplicates"]["recall"] >= 0.97, found
    shares = {relation: counts.split("/") for relation, counts in found["by_relation"].items()}
    assert all(int(some) >= 0.9 * int(of) for some, of in shares.values()), found


def test_orientations_of_a_photo_are_one_group_each(library, program, tmp_path: Path) -> None:
    folder = tmp_path / "orientation"
    shutil.copytree(SHARED / "photos" / "orientation", folder)
    library.add(folder)
    library.scan()
    groups = program("duplicates", "--json", "--data-dir", library.data).json["groups"]
    kinds = []
    for group in groups:
        names = [
            Path(path).name for path in (group["keeper"], *(m["path"] for m in group["members"]))
        ]
        assert {member["class"] for member in group["members"]} == {"same_shot"}
        kinds.append(
            (names[0].split("_")[0], len({name.split("_")[0] for name in names}), len(names))
        )
    assert sorted(kinds) == [("Landscape", 1, 9), ("Portrait", 1, 9)]


@pytest.mark.slow
def test_hostile_files_stop_nothing_and_are_named(
    library, pictures, program, expected_warnings: list[str]
) -> None:
    shutil.copytree(SHARED / "photos" / "hostile", library.photos / "hostile")
    good = {pictures.save(library.photos / f"{seed}.jpg", seed).name for seed in range(5)}
    library.add()
    answer = program.run("scan", "--json", "--data-dir", library.data)
    assert answer.code == 4, answer
    assert "Traceback" not in answer.err
    assert good <= library.names("indexed")
    assert library.names("pending") == set()
    problems = program("status", "--json", "--data-dir", library.data).json["unreadable"]
    assert {str(library.photos / name) for name in library.names("unreadable")} == {
        problem["path"] for problem in problems
    }
    assert all(len(problem["reason"]) > 20 for problem in problems)
    again = program("scan", "--json", "--data-dir", library.data)
    assert (again.code, again.json["indexed"]) == (4, 0)
