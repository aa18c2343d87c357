"""What a job is doing, in words and as a share of the whole. GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from photofinder.ui import words
from photofinder.ui.rate_estimate import RateEstimate
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photofinder.app.jobs import JobHandle
    from photofinder.ui.bridge import JobInfo

_INDEXING = "indexing"
#: below so many a second a decimal says more than it confuses
_FEW_PER_S = 10


def _stage_texts() -> dict[str, tuple[str, str, str]]:
    """Return for each stage that the engine names: with a total, with a number, without either."""
    return {
        _INDEXING: (
            tr("Indexing {done} of {total}"),
            tr("Indexing, {done} so far"),
            tr("Indexing"),
        ),
        "comparing": (
            tr("Comparing {done} of {total}"),
            tr("Comparing, {done} so far"),
            tr("Comparing"),
        ),
        "comparing again": (
            tr("Comparing again {done} of {total}"),
            tr("Comparing again, {done} so far"),
            tr("Comparing again"),
        ),
        "looking for photos": (
            tr("Looking for changes, {done} of {total}"),
            tr("Looking for changes, {done} photos so far"),
            tr("Looking for changes"),
        ),
        "embedding with the new model": (
            tr("Reading with the new model, {done} of {total}"),
            tr("Reading with the new model, {done} so far"),
            tr("Reading with the new model"),
        ),
        "reading vectors": (
            tr("Preparing the search index, {done} of {total}"),
            tr("Preparing the search index"),
            tr("Preparing the search index"),
        ),
        "building the index": (
            tr("Building the search index"),
            tr("Building the search index"),
            tr("Building the search index"),
        ),
    }


def _name_texts() -> dict[str, str]:
    """Return for each job what it is for, until it says more."""
    return {
        "scan": tr("Looking for changes"),
        "look again": tr("Looking for changes"),
        "index": tr("Indexing"),
        "prove identical": tr("Proving identical pictures"),
        "compare again": tr("Comparing again"),
        "clean-up": tr("Cleaning up"),
        "undo": tr("Bringing photos back"),
    }


def title(job: JobInfo) -> str:
    """Return what is done now: ``Indexing 1,234 of 40,000``."""
    stage = _stage_texts().get(job.what)
    if stage is None:
        stage = _plain_stage(job)
    facts = {"done": words.count_text(job.done), "total": words.count_text(job.total)}
    if job.total > 0:
        return stage[0].format(**facts)
    return stage[1].format(**facts) if job.done > 0 else stage[2]


def _plain_stage(job: JobInfo) -> tuple[str, str, str]:
    """Return the words for a stage that has none of its own."""
    name = _name_texts().get(job.name)
    if name is None:
        name = QCoreApplication.translate(words.ENGINE_CONTEXT, job.what or job.name)
        name = name[:1].upper() + name[1:]
    escaped = name.replace("{", "{{").replace("}", "}}")
    return (
        tr("{name}, {done} of {total}").replace("{name}", escaped),
        tr("{name}, {done} so far").replace("{name}", escaped),
        escaped,
    )


def speed(job: JobInfo, rate: RateEstimate) -> str:
    """Return ``56 photos/s``; empty where that says nothing."""
    per_s = rate.per_s
    if per_s is None or job.what != _INDEXING or job.paused:
        return ""
    number = f"{per_s:.1f}" if per_s < _FEW_PER_S else words.count_text(round(per_s))
    return tr("{rate} photos/s").format(rate=number)


def remaining(job: JobInfo, rate: RateEstimate) -> str:
    """Return ``about 3 minutes left``; empty while nobody can tell."""
    seconds = rate.remaining_s
    if seconds is None or job.paused or job.done >= job.total:
        return ""
    return tr("{time} left").format(time=words.duration_text(seconds))


def share(job: JobInfo) -> float | None:
    """Return how much is done, 0..1; None while the whole is unknown."""
    return min(job.done / job.total, 1.0) if job.total > 0 else None


@dataclass
class _Known:
    handle: JobHandle[Any]
    rate: RateEstimate


class JobMeter:
    """The speeds of the jobs that run."""

    def __init__(self, rate: Callable[[], RateEstimate] = RateEstimate) -> None:
        self._make = rate
        self._known: dict[int, _Known] = {}

    def update(self, jobs: Sequence[JobInfo]) -> None:
        """Note how far all jobs are; those that are over are forgotten."""
        known: dict[int, _Known] = {}
        for job in jobs:
            before = self._known.get(id(job.handle))
            entry = before if before is not None and before.handle is job.handle else None
            if entry is None:
                entry = _Known(job.handle, self._make())
            entry.rate.update(job.done, job.total, paused=job.paused)
            known[id(job.handle)] = entry
        self._known = known

    def rate(self, job: JobInfo) -> RateEstimate:
        """Return the speed of a job that `update` was told of."""
        return self._known[id(job.handle)].rate


def foremost(jobs: Sequence[JobInfo]) -> JobInfo | None:
    """Return the job that says most: one whose end is known, one that says something, any."""
    for wanted in (lambda job: job.total > 0, lambda job: bool(job.what), lambda _: True):
        for job in jobs:
            if wanted(job):
                return job
    return None


def worth_telling(jobs: Sequence[JobInfo]) -> list[JobInfo]:
    """Return the jobs without those that only wait for another one to begin."""
    telling = [job for job in jobs if job.what or job.total or job.done]
    return telling or list(jobs[:1])
