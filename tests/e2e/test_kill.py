"""Killed at any moment: what is committed stays, nothing is done twice, the end is the same."""

from __future__ import annotations

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

KILLS = 10
PICTURES = 110
COPIES = 25
UNREADABLE = 12
#: cosines of one picture embedded in batches of different sizes
VECTOR_TOLERANCE = 1e-4


def make_photos(folder: Path, pictures: Any) -> int:
    """Write pictures, copies of every kind and files that cannot be read; return how many."""
    suffixes = (".jpg", ".jpg", ".png", ".webp", ".tif")
    for seed in range(PICTURES):
        suffix = suffixes[seed % len(suffixes)]
        pictures.save(folder / f"d{seed % 7}" / f"p{seed:03}{suffix}", seed)
    for number in range(COPIES):
        source = next(folder.glob(f"d*/p{number * 4:03}.*"))
        shutil.copy(source, folder / f"d{number % 7}" / f"copy{number:03}{source.suffix}")
    for number in range(10):  # other bytes, the same pixels or the same shot
        source = next(folder.glob(f"d*/p{number * 10:03}.jpg"))
        (folder / f"tail{number}.jpg").write_bytes(source.read_bytes() + b"tail")
        pictures.save(folder / f"again{number}.jpg", number * 10, quality=40)
    for number in range(UNREADABLE):
        data = (b"", b"no picture", b"\xff\xd8\xff\xe0 cut", b"\x89PNG\r\n\x1a\n cut")[number % 4]
        (folder / f"bad{number}.jpg").write_bytes(data + (b"%d" % number if data else b""))
    return sum(1 for path in folder.rglob("*") if path.is_file())


def logical_content(library: Any) -> dict[str, Any]:
    """Return what the catalog says, without the numbers of its rows."""
    columns = [row[1] for row in library.rows("PRAGMA table_info(content)") if row[1] != "id"]
    names = ", ".join(f"c.{name}" for name in columns)
    return {
        "files": library.rows(
            "SELECT f.relpath, f.size_bytes, f.mtime_ns, f.state, f.error_code, f.error_params,"
            " c.digest FROM file f LEFT JOIN content c ON c.id = f.content_id ORDER BY f.relpath"
        ),
        "contents": library.rows(f"SELECT {names} FROM content c ORDER BY c.digest"),
        "pairs": sorted(
            (*sorted(row[:2]), *row[2:])
            for row in library.rows(
                "SELECT a.digest, b.digest, p.class, p.relation, round(p.score, 3),"
                " p.hash_distance FROM pair p JOIN content a ON a.id = p.first_id"
                " JOIN content b ON b.id = p.second_id"
            )
        ),
        "models": library.rows("SELECT key, dim FROM model"),
        "unpaired": library.rows("SELECT count(*) FROM embedding WHERE paired = 0"),
    }


def vectors(library: Any) -> dict[bytes, np.ndarray]:
    rows = library.rows(
        "SELECT c.digest, e.vector FROM embedding e JOIN content c ON c.id = e.content_id"
    )
    assert len(rows) == len({digest for digest, _ in rows})
    return {digest: np.frombuffer(vector, np.float32) for digest, vector in rows}


#: commits come as often as in a library of thousands of photos, seen from its size
OFTEN = """
import sys
from photofinder.app import indexer, pairing
indexer.COMMIT_FILES, pairing.BATCH = 8, 8
from photofinder.cli import run
sys.exit(run(["scan", "--json", "--data-dir", sys.argv[1]]))
"""


def progress(library: Any) -> tuple[int, int, int]:
    """Return how many files are known, dealt with and compared, from what is committed."""
    try:
        (row,) = library.rows("SELECT count(*), coalesce(sum(state <> 'pending'), 0) FROM file")
        (paired,) = library.rows("SELECT count(*) FROM embedding WHERE paired > 0")
    except sqlite3.OperationalError:  # not made yet
        return 0, 0, 0
    return row[0], row[1], paired[0]


def kill_scan(library: Any, wanted: int, delay_s: float) -> tuple[int, int, int] | None:
    """Kill a scan some time after it has committed so much; None when it ended before."""
    process = subprocess.Popen(
        [sys.executable, "-c", OFTEN, str(library.data)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and sum(progress(library)[1:]) < wanted:
        time.sleep(0.005)
    try:
        process.wait(delay_s)
    except subprocess.TimeoutExpired:
        process.kill()
    process.wait(30)
    return progress(library) if process.returncode == -signal.SIGKILL else None


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has another way to kill")
def test_scan_killed_ten_times_ends_as_an_undisturbed_one(library, pictures, program) -> None:
    count = make_photos(library.photos, pictures)
    undisturbed = type(library)(library.photos, library.data.with_name("undisturbed"))
    undisturbed.add()
    expected = program.run("scan", "--json", "--data-dir", undisturbed.data)
    assert expected.code == 4
    assert expected.json["photos"] == count

    library.add()
    rng = random.Random(20_240_501)
    whole = sum(progress(undisturbed)[1:])
    states = [kill_scan(library, 0, rng.uniform(0.2, 1.0)) for _ in range(KILLS // 3)]
    for left in range(KILLS - len(states), 0, -1):
        done = progress(library)[1]
        wanted = done + int(rng.uniform(0.5, 1.0) * (count - done) / left)
        states.append(kill_scan(library, wanted, rng.uniform(0.0, 0.05)))
    killed = [state for state in states if state is not None]
    assert len(killed) >= KILLS - 2, states
    assert len({state for state in killed if 0 < sum(state[1:]) < whole}) >= 3, states

    answer = program.run("scan", "--json", "--data-dir", library.data)
    assert answer.code == 4, answer
    assert library.rows("PRAGMA integrity_check") == [("ok",)]
    assert library.rows("PRAGMA foreign_key_check") == []
    here, there = logical_content(library), logical_content(undisturbed)
    for part in there:
        assert here[part] == there[part], part
    mine, theirs = vectors(library), vectors(undisturbed)
    assert set(mine) == set(theirs)
    for digest, vector in theirs.items():
        np.testing.assert_allclose(mine[digest], vector, atol=VECTOR_TOLERANCE)
    assert thumbnails(library) == thumbnails(undisturbed)
    assert program.run("doctor", "--data-dir", library.data).code == 0

    again = program.run("scan", "--json", "--data-dir", library.data).json
    assert (again["indexed"], again["reused"], again["moved"]) == (0, 0, 0)
    same = [
        json.loads(program.run("duplicates", "--json", "--data-dir", one.data).out)
        for one in (library, undisturbed)
    ]
    assert groups(same[0]) == groups(same[1])


def groups(answer: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (
            group["keeper"],
            group["class"],
            group["reason"],
            sorted((m["path"], m["class"], m["relation"]) for m in group["members"]),
        )
        for group in answer["groups"]
    ]


def thumbnails(library: Any) -> dict[str, bytes]:
    folder = library.paths.thumbnail_dir
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.jpg")
    }


KILL_AT = """
import os, signal, sys
sys.path.insert(0, ".")
from photofinder.{module} import {owner}
original = {owner}.{method}
calls = 0
def killing(*arguments, **options):
    global calls
    calls += 1
    number = calls  # other threads go on counting meanwhile
    if {when!r} == "before" and number == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
    result = original(*arguments, **options)
    if {when!r} == "after" and number == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
    return result
{owner}.{method} = killing
from photofinder.cli import run
run(["scan", "--json", "--data-dir", sys.argv[1]])
"""

POINTS = [
    ("storage.catalog", "Catalog", "apply_walk", 1),
    ("storage.content_store", "ContentStore", "commit", 1),
    ("storage.content_store", "ContentStore", "set_pixel_digests", 1),
    ("storage.pair_store", "PairStore", "replace", 1),
    ("storage.catalog", "Catalog", "set_meta", 2),
    ("storage.thumbnail_cache", "ThumbnailCache", "put", 5),
]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has another way to kill")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("point", POINTS, ids=lambda point: f"{point[2]}")
def test_scan_killed_at_a_write_ends_as_an_undisturbed_one(
    library, pictures, point: tuple[str, str, str, int], when: str
) -> None:
    for seed in range(8):
        pictures.save(library.photos / f"{seed}.jpg", seed)
        tail = pictures.data(seed) + b"tail"
        (library.photos / f"{seed} same pixels.jpg").write_bytes(tail)
    shutil.copy(library.photos / "0.jpg", library.photos / "0 copy.jpg")
    (library.photos / "bad.jpg").write_bytes(b"bad")
    undisturbed = type(library)(library.photos, library.data.with_name("undisturbed"))
    undisturbed.add()
    undisturbed.scan()
    library.add()
    module, owner, method, call = point
    code = KILL_AT.format(module=module, owner=owner, method=method, call=call, when=when)
    killed = subprocess.run([sys.executable, "-c", code, str(library.data)], capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed
    library.scan()
    here, there = logical_content(library), logical_content(undisturbed)
    for part in there:
        assert here[part] == there[part], part
    assert set(vectors(library)) == set(vectors(undisturbed))
    assert thumbnails(library) == thumbnails(undisturbed)
