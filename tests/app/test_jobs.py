"""Lanes: one job at a time each, cancelled when asked, and every failure reaches who waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from photofinder.app.events import ChangeSet, EventBus
from photofinder.app.jobs import NULL_CONTEXT, JobRunner, Lane, Progress
from photofinder.errors import EnvironmentProblem, JobCancelled

PATIENCE_S = 10.0


@pytest.fixture
def runner() -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.close()


def wait_for_cancel(ctx) -> None:
    ctx.cancelled.wait(PATIENCE_S)
    ctx.check_cancelled()


def test_result_and_progress_come_out(runner: JobRunner) -> None:
    def work(ctx) -> int:
        ctx.progress(3, 9, "working")
        return 42

    job = runner.submit(Lane.SCAN, "count", work)
    assert job.result(PATIENCE_S) == 42
    assert job.progress == Progress(3, 9, "working")
    assert job.done


def test_jobs_of_a_lane_run_one_after_the_other_and_lanes_beside_each_other(
    runner: JobRunner,
) -> None:
    order: list[str] = []
    go = threading.Event()

    def first(ctx) -> None:
        go.wait(PATIENCE_S)
        order.append("first")

    one = runner.submit(Lane.INDEX, "first", first)
    two = runner.submit(Lane.INDEX, "second", lambda ctx: order.append("second"))
    runner.submit(Lane.SCAN, "other", lambda ctx: order.append("other")).result(PATIENCE_S)
    go.set()
    one.result(PATIENCE_S)
    two.result(PATIENCE_S)
    assert order == ["other", "first", "second"]


def test_running_job_is_cancelled(runner: JobRunner) -> None:
    job = runner.submit(Lane.SCAN, "wait", wait_for_cancel)
    job.cancel()
    with pytest.raises(JobCancelled):
        job.result(PATIENCE_S)


def test_waiting_job_is_cancelled_without_running(runner: JobRunner) -> None:
    running = runner.submit(Lane.SCAN, "wait", wait_for_cancel)
    ran: list[int] = []
    waiting = runner.submit(Lane.SCAN, "never", lambda ctx: ran.append(1))
    waiting.cancel()
    with pytest.raises(JobCancelled):
        waiting.result(PATIENCE_S)
    running.cancel()
    runner.submit(Lane.SCAN, "after", lambda ctx: None).result(PATIENCE_S)
    assert ran == []


def test_job_that_waits_for_a_cancelled_one_is_cancelled(runner: JobRunner, caplog) -> None:
    """As a scan that waits for its index job while the program closes."""
    blocking = runner.submit(Lane.INDEX, "busy", wait_for_cancel)
    submitted = threading.Event()

    def outer(ctx) -> None:
        inner = runner.submit(Lane.INDEX, "inner", lambda _: None)
        submitted.set()
        inner.result()

    job = runner.submit(Lane.SCAN, "outer", outer)
    submitted.wait(PATIENCE_S)
    runner.close()
    with pytest.raises(JobCancelled):
        job.result(PATIENCE_S)
    with pytest.raises(JobCancelled):
        blocking.result(PATIENCE_S)
    assert "failed" not in caplog.text


def test_known_problem_reaches_who_waits(runner: JobRunner) -> None:
    def work(ctx) -> None:
        raise EnvironmentProblem("disk_full", path="x")

    with pytest.raises(EnvironmentProblem):
        runner.submit(Lane.SCAN, "full", work).result(PATIENCE_S)


@pytest.mark.parametrize("error", [ValueError, MemoryError, OSError])
def test_bug_is_logged_with_its_trace_and_raised(runner: JobRunner, caplog, error: type) -> None:
    def work(ctx) -> None:
        raise error("a bug")

    with pytest.raises(error):
        runner.submit(Lane.SCAN, "broken", work).result(PATIENCE_S)
    assert "job broken failed" in caplog.text
    assert "Traceback" in caplog.text


def test_jobs_own_timeout_is_not_taken_for_a_running_job(runner: JobRunner, caplog) -> None:
    """A network drive that gives up raises TimeoutError: who polls would poll for ever."""

    def work(ctx) -> None:
        raise TimeoutError(110, "Connection timed out")

    with pytest.raises(OSError, match="gave up") as caught:
        runner.submit(Lane.SCAN, "network", work).result(PATIENCE_S)
    assert not isinstance(caught.value, TimeoutError)


def test_waiting_gives_up_after_the_timeout(runner: JobRunner) -> None:
    job = runner.submit(Lane.SCAN, "wait", wait_for_cancel)
    with pytest.raises(TimeoutError):
        job.result(0.01)
    assert not job.done


def test_null_context_is_never_cancelled() -> None:
    NULL_CONTEXT.progress(1, 2, "x")
    NULL_CONTEXT.check_cancelled()


def test_events_reach_every_receiver_whatever_one_does(caplog) -> None:
    bus = EventBus()
    seen: list[object] = []

    def broken(event) -> None:
        raise ValueError("a receiver's bug")

    bus.subscribe(broken)
    leave = bus.subscribe(seen.append)
    bus.publish(ChangeSet())
    leave()
    bus.publish(ChangeSet())
    assert seen == [ChangeSet()]
    assert "a receiver's bug" in caplog.text


def test_empty_change_is_false() -> None:
    assert not ChangeSet()
    assert ChangeSet(moved=((1, 2),))


# -- pausing ---------------------------------------------------------------------------------------


class Steps:
    """Work that takes a step between two checks, each only when it is let."""

    def __init__(self) -> None:
        self.done = 0
        self._go = threading.Semaphore(0)

    def __call__(self, ctx) -> int:
        while self.done < 5:
            ctx.check_cancelled()
            self._go.acquire(timeout=PATIENCE_S)
            self.done += 1
            ctx.progress(self.done, 5, "stepping")
        ctx.check_cancelled()
        return self.done

    def let(self, steps: int = 1) -> None:
        self._go.release(steps)


@pytest.mark.parametrize("lane", [Lane.SCAN, Lane.INDEX])
def test_paused_job_waits_at_its_next_check_and_goes_on(
    runner: JobRunner, wait_until, lane: Lane
) -> None:
    steps = Steps()
    job = runner.submit(lane, "steps", steps)
    steps.let()
    wait_until(lambda: steps.done == 1)
    runner.pause()
    assert runner.paused
    assert job.paused
    steps.let(4)  # the step that had begun is the last one
    wait_until(lambda: steps.done == 2)
    with pytest.raises(TimeoutError):
        job.result(0.2)
    assert (steps.done, job.running, job.progress.done) == (2, True, 2)
    runner.resume()
    assert job.result(PATIENCE_S) == 5
    assert not job.paused


def test_what_the_user_waits_for_is_not_paused(runner: JobRunner) -> None:
    runner.pause()
    job = runner.submit(Lane.INTERACTIVE, "trash", lambda ctx: ctx.check_cancelled() or 3)
    assert job.result(PATIENCE_S) == 3
    assert not job.paused


def test_job_submitted_while_paused_begins_when_it_may(runner: JobRunner, wait_until) -> None:
    runner.pause()
    ran: list[int] = []
    job = runner.submit(Lane.SCAN, "later", lambda ctx: ran.append(1))
    with pytest.raises(TimeoutError):
        job.result(0.2)
    assert (ran, job.paused) == ([], True)
    runner.resume()
    job.result(PATIENCE_S)
    assert ran == [1]


def test_paused_jobs_can_be_cancelled(runner: JobRunner, wait_until) -> None:
    steps = Steps()
    running, queued = runner.submit(Lane.SCAN, "a", steps), runner.submit(Lane.SCAN, "b", steps)
    runner.pause()
    steps.let()
    wait_until(lambda: steps.done == 1)
    for job in (running, queued):
        job.cancel()
        assert job.cancelled
        assert not job.paused
        with pytest.raises(JobCancelled):
            job.result(PATIENCE_S)
    assert runner.jobs() == []


def test_closing_ends_paused_jobs(wait_until) -> None:
    runner, steps = JobRunner(), Steps()
    job = runner.submit(Lane.INDEX, "steps", steps)
    runner.pause()
    steps.let()
    wait_until(lambda: steps.done == 1)
    runner.close()
    with pytest.raises(JobCancelled):
        job.result(0)


# -- who is at work --------------------------------------------------------------------------------


def test_jobs_are_listed_until_they_end_in_the_order_in_which_they_came(
    runner: JobRunner, wait_until
) -> None:
    steps = Steps()
    first = runner.submit(Lane.SCAN, "first", steps)
    hidden = runner.submit(Lane.SCAN, "hidden", lambda ctx: None, shown=False)
    last = runner.submit(Lane.SCAN, "last", lambda ctx: None)
    assert [job.name for job in runner.jobs()] == ["first", "last"]
    assert [job.running for job in runner.jobs()][1] is False
    steps.let(5)
    for job in (first, hidden, last):
        job.result(PATIENCE_S)
    wait_until(lambda: runner.jobs() == [])


def test_end_of_a_job_is_told_whatever_it_is(runner: JobRunner, wait_until, caplog) -> None:
    told: list[str] = []

    def fail(ctx) -> None:
        raise ValueError("a bug")

    good = runner.submit(Lane.SCAN, "good", lambda ctx: None)
    bad = runner.submit(Lane.SCAN, "bad", fail)
    cancelled = runner.submit(Lane.SCAN, "cancelled", wait_for_cancel)
    for name, job in {"good": good, "bad": bad, "cancelled": cancelled}.items():
        job.when_done(lambda name=name: told.append(name))
    cancelled.cancel()
    wait_until(lambda: sorted(told) == ["bad", "cancelled", "good"])
    good.when_done(lambda: told.append("at once"))
    assert told[-1] == "at once"


def test_what_a_job_queues_while_all_is_closed_does_not_hold_that_up() -> None:
    """An indexing that is past its last check still starts the work that nobody waits for."""
    runner = JobRunner()
    begun, give_up, worked = threading.Event(), threading.Event(), []

    def endless(ctx) -> None:
        worked.append(1)
        while not give_up.wait(0.01):
            ctx.check_cancelled()

    def index(ctx) -> None:
        begun.set()
        assert ctx.cancelled.wait(PATIENCE_S)
        runner.submit(Lane.BACKGROUND, "nobody waits", endless)

    job = runner.submit(Lane.INDEX, "index", index)
    assert begun.wait(PATIENCE_S)
    closing = threading.Thread(target=runner.close)
    closing.start()
    closing.join(PATIENCE_S)
    hangs = closing.is_alive()
    give_up.set()
    closing.join()
    assert job.done
    assert (hangs, worked) == (False, [])
