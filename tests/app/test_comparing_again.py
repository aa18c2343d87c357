"""Pairs of an older verifier: they serve, are done again in the background, and survive kills."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time

import pytest
from PIL import Image

from photofinder.app import pairing
from photofinder.app.comparing_again import COMPARE_AGAIN
from photofinder.app.jobs import NullContext
from photofinder.app.pairing import COMPARING_AGAIN, comparison_version
from photofinder.core import verification
from photofinder.errors import JobCancelled

PAIRS = "SELECT first_id, second_id, class, relation, evidence, verifier FROM pair ORDER BY 1, 2"


@pytest.fixture
def compared(library, pictures):
    """A library whose pictures were all compared: six, and a small copy of each."""
    for seed in range(6):
        pictures.save(library.photos / f"{seed}.jpg", seed)
        with Image.open(library.photos / f"{seed}.jpg") as image:
            image.resize((image.width // 2, image.height // 2)).save(
                library.photos / f"{seed} small.jpg", quality=80
            )
    library.add()
    library.scan()
    return library


def make_old(library) -> list[tuple]:
    """Let an older program have compared everything, with another result."""
    new = library.rows(PAIRS)
    library.rows("UPDATE embedding SET paired = 1")
    library.rows("DELETE FROM pair")
    library.rows(
        "INSERT INTO pair (first_id, second_id, class, relation, score, hash_distance, verifier)"
        " VALUES (1, 12, 'same_shot', 'old', 0.9, 3, 1)"
    )
    return new


def scan_and_wait(library) -> None:
    with library.open(writable=True) as opened:
        opened.scan().result(60)
        for job in opened.jobs():
            job.result(60)


def test_pairs_of_an_older_verifier_are_done_again(compared) -> None:
    new = make_old(compared)
    assert len(new) >= 6
    with compared.open() as opened:  # until then they serve
        assert any(m.evidence and m.evidence.verified is None
                   for g in opened.duplicates() for m in g.members)  # fmt: skip
    scan_and_wait(compared)
    assert compared.rows(PAIRS) == new
    assert compared.rows("SELECT DISTINCT paired FROM embedding") == [(comparison_version(),)]
    assert compared.rows("SELECT DISTINCT looked > 0 FROM pair") == [(1,)]


def test_raised_version_makes_every_pair_due(compared, monkeypatch: pytest.MonkeyPatch) -> None:
    before = comparison_version()
    monkeypatch.setattr(verification, "VERSION", verification.VERSION + 1)
    scan_and_wait(compared)
    assert compared.rows("SELECT DISTINCT paired FROM embedding") == [(before + 1,)]
    assert compared.rows("SELECT DISTINCT verifier FROM pair") == [(before + 1,)]


class StopAfter(NullContext):
    """Is cancelled after so many batches; remembers what progress said."""

    def __init__(self, batches: int) -> None:
        self.left = batches
        self.said: list[tuple[int, int, str]] = []

    def progress(self, done: int, total: int, what: str = "") -> None:
        self.said.append((done, total, what))
        self.left -= 1

    def check_cancelled(self) -> None:
        if self.left <= 0:
            raise JobCancelled("cancelled")


def test_what_was_stopped_goes_on_where_it_was(compared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "BATCH", 5)
    new = make_old(compared)
    ctx = StopAfter(1)
    with compared.open(writable=True) as opened:
        work = opened._work
        room = opened._rooms.chosen()
        pool = pairing_pool()
        bounds = pairing_bounds(room)
        with pytest.raises(JobCancelled):
            work._finder.run(room.model_id, bounds, pool, ctx, again=True)
        pool.close()
    assert ctx.said == [(5, 12, COMPARING_AGAIN)]
    done = compared.rows("SELECT count(*) FROM embedding WHERE paired > 1")
    assert done == [(5,)]
    assert any(relation == "old" for _, _, _, relation, _, _ in compared.rows(PAIRS))
    scan_and_wait(compared)
    assert compared.rows(PAIRS) == new


def pairing_pool():
    from photofinder.app.decode_pool import DecodePool

    return DecodePool(1)


def pairing_bounds(room):
    from photofinder.core.pair_rules import CosineBounds

    return CosineBounds.of_model(room.manifest.thresholds.same_shot)


def test_new_photos_come_first(compared, pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    """Indexing stops the job, and starts it again when it is done."""
    make_old(compared)
    begun, verify = threading.Event(), verification.verify

    def slow(*arguments):
        begun.set()
        return verify(*arguments)

    monkeypatch.setattr(verification, "verify", slow)
    monkeypatch.setattr(pairing, "BATCH", 1)
    with compared.open(writable=True) as opened:
        opened.scan().result(60)
        first = next((job for job in opened.jobs() if job.name == COMPARE_AGAIN), None)
        assert begun.wait(30)
        pictures.save(compared.photos / "new.jpg", 77)
        opened.scan().result(60)
        assert first is None or first.done
        for job in opened.jobs():
            job.result(60)
    assert compared.rows("SELECT DISTINCT paired FROM embedding") == [(comparison_version(),)]
    assert compared.rows("SELECT count(*) FROM embedding") == [(13,)]


def test_commands_wait_for_it(compared, program) -> None:
    new = make_old(compared)
    answer = program("scan", "--json", "--data-dir", compared.data)
    assert answer.code == 0, answer.err
    assert compared.rows(PAIRS) == new


#: batches are small and take their time, seen from the size of the library
SLOWLY = """
import sys, time
from photofinder.app import pairing
from photofinder.storage.pair_store import PairStore
pairing.BATCH, replace = 1, PairStore.replace
def slow(*arguments):
    time.sleep(float(sys.argv[2]))
    replace(*arguments)
    time.sleep(float(sys.argv[2]))
PairStore.replace = slow
from photofinder.cli import run
sys.exit(run(["scan", "--json", "--data-dir", sys.argv[1]]))
"""
STATE = "SELECT count(*), coalesce(sum(paired > 1), 0) FROM embedding"


def kill_after(library, wanted: int, delay_s: float) -> int:
    """Kill a scan some time after so many pictures were compared again; return how many were."""
    process = subprocess.Popen(
        [sys.executable, "-c", SLOWLY, str(library.data), "0.1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and library.rows(STATE)[0][1] < wanted:
        time.sleep(0.005)
    time.sleep(delay_s)
    process.kill()
    process.wait(30)
    assert process.returncode == -signal.SIGKILL, "it ended before"
    return library.rows(STATE)[0][1]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has another way to kill")
def test_killed_again_and_again_it_ends_as_an_undisturbed_one(compared, program) -> None:
    new = make_old(compared)
    rng = random.Random(20_261_122)
    done = [kill_after(compared, wanted, rng.uniform(0.0, 0.2)) for wanted in (1, 4, 7)]
    assert done == sorted(done)
    assert 1 <= done[0] < done[-1] < 12, "each goes on where the one before was killed"
    assert compared.rows("PRAGMA integrity_check") == [("ok",)]
    assert any(relation == "old" for _, _, _, relation, _, _ in compared.rows(PAIRS))
    program("scan", "--json", "--data-dir", compared.data)
    assert compared.rows(PAIRS) == new
    assert compared.rows("SELECT DISTINCT paired FROM embedding") == [(comparison_version(),)]
