"""Which contents hang together, by numbers alone: in what portions groups are made of them.

Grouping is local to what hangs together by pairs, equal pixels or assets, so that whoever shows
groups need not wait for all of them: what frees most of each class comes first. Reads only, from
any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from photofinder.core.types import PairClass
from photofinder.storage.file_rows import MAX_VARIABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from photofinder.storage.database import Database

    Numbers = NDArray[np.int64]

#: of each class so many come first: more than a tall window shows
FIRST_OF_CLASS = 100

#: made an array in 1 ms, during which no other thread has its turn
_ROWS_AT_A_TIME = 4_096

_PAIRS = "SELECT first_id, second_id, class = 'series' FROM pair"
_REPEATED = (
    "SELECT content_id, count(*) FROM file WHERE content_id IS NOT NULL AND state = 'indexed'"
    " GROUP BY content_id HAVING count(*) > 1"
)
_SAME_PIXELS = (
    "SELECT id, min(id) OVER (PARTITION BY pixel_digest) FROM content WHERE pixel_digest IN"
    " (SELECT pixel_digest FROM content WHERE pixel_digest IS NOT NULL"
    " GROUP BY pixel_digest HAVING count(*) > 1)"
)
_LEADS = (
    "SELECT f.content_id, l.content_id FROM file f JOIN file l ON l.id = f.lead_id"
    " WHERE f.lead_id IS NOT NULL AND f.content_id IS NOT NULL AND l.content_id IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Outline:
    """All that may be in groups.

    Attributes
    ----------
    first : list of tuple of int
        Contents that hang together, of each class those that probably free most.
    rest : list of tuple of int
        The others, likewise.
    """

    first: list[tuple[int, ...]]
    rest: list[tuple[int, ...]]


def read_outline(database: Database) -> Outline:
    """Read which contents are paired, repeated or have equal pixels, with their assets.

    Notes
    -----
    0.5 s for 50,000 groups of 150,000 files.
    """
    pairs = _table(database, _PAIRS, 3)
    repeated = _table(database, _REPEATED, 2)
    pixels = _table(database, _SAME_PIXELS, 2)
    leads = _table(database, _LEADS, 2)
    contents = np.unique(np.concatenate([pairs[:, :2].ravel(), repeated[:, 0], pixels[:, 0]]))
    contents, leads = _with_leads(contents, leads)
    if not len(contents):
        return Outline([], [])
    edges = np.concatenate([pairs[:, :2], pixels, leads])
    labels = _labels(len(contents), np.searchsorted(contents, edges))
    sizes = _sizes(database, contents)
    files = np.ones(len(contents), np.int64)
    files[np.searchsorted(contents, repeated[:, 0])] = repeated[:, 1]
    evidence = (
        repeated[:, 0],
        pixels[:, 0],
        pairs[pairs[:, 2] == 0, 0],
        pairs[pairs[:, 2] == 1, 0],
    )
    classes = np.zeros((len(PairClass), len(contents)), np.bool_)
    for rank, members in enumerate(evidence):
        classes[rank, labels[np.searchsorted(contents, members)]] = True
    order = _best_first(labels, _gains(labels, sizes, files))
    return _portioned(contents, labels, order, classes)


def _table(database: Database, sql: str, columns: int) -> Numbers:
    rows = database.read(sql)
    parts = [np.zeros((0, columns), np.int64)]
    while some := rows.fetchmany(_ROWS_AT_A_TIME):
        parts.append(np.array(some, np.int64))
    return np.concatenate(parts)


def _with_leads(contents: Numbers, leads: Numbers) -> tuple[Numbers, Numbers]:
    """Return the contents and all that share assets with them, and the leads among them."""
    while True:
        led = leads[np.isin(leads, contents).any(axis=1)]
        more = np.union1d(contents, led)
        if len(more) == len(contents):
            return contents, led
        contents = more


def _labels(count: int, edges: Numbers) -> Numbers:
    """Return for each of 0 to ``count - 1`` the smallest of what it hangs together with.

    References
    ----------
    Shiloach and Vishkin 1982: hook roots to smaller ones, shorten the ways to them, repeat.
    """
    labels = np.arange(count)
    one, two = edges[:, 0], edges[:, 1]
    while True:
        ends = labels[one], labels[two]
        low = np.minimum(*ends)
        hooked = labels.copy()
        for end in ends:
            np.minimum.at(hooked, end, low)
        while not np.array_equal(shorter := hooked[hooked], hooked):
            hooked = shorter
        if np.array_equal(hooked, labels):
            return labels
        labels = hooked


def _sizes(database: Database, contents: Numbers) -> Numbers:
    """Return the bytes of contents; 0 of one that went meanwhile."""
    sizes = np.zeros(len(contents), np.int64)
    for numbers in _chunks(contents.tolist()):
        marks = ",".join("?" * len(numbers))
        sql = f"SELECT id, size_bytes FROM content WHERE id IN ({marks})"
        rows: list[Any] = database.read(sql, numbers).fetchall()
        found = np.array(rows, np.int64).reshape(-1, 2)
        sizes[np.searchsorted(contents, found[:, 0])] = found[:, 1]
    return sizes


def _chunks(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(numbers), MAX_VARIABLES):
        yield tuple(numbers[start : start + MAX_VARIABLES])


def _gains(labels: Numbers, sizes: Numbers, files: Numbers) -> Numbers:
    """Return by label about what would be free if only the largest file stayed."""
    gains = np.zeros(len(labels), np.int64)
    np.add.at(gains, labels, sizes * files)
    largest = np.zeros(len(labels), np.int64)
    np.maximum.at(largest, labels, sizes)
    return gains - largest


def _best_first(labels: Numbers, gains: Numbers) -> Numbers:
    """Return labels, what frees most first."""
    found = np.unique(labels)
    return found[np.argsort(-gains[found], kind="stable")]


def _portioned(
    contents: Numbers, labels: Numbers, order: Numbers, classes: NDArray[np.bool_]
) -> Outline:
    leads_in = np.zeros(len(labels), np.bool_)
    for has_class in classes:
        leads_in[order[has_class[order]][:FIRST_OF_CLASS]] = True
    by_label = np.argsort(labels, kind="stable")
    starts = np.searchsorted(labels[by_label], order)
    ends = np.searchsorted(labels[by_label], order, side="right")
    numbers = contents[by_label].tolist()
    parts: dict[bool, list[tuple[int, ...]]] = {True: [], False: []}
    for is_first, start, end in zip(
        leads_in[order].tolist(), starts.tolist(), ends.tolist(), strict=True
    ):
        parts[is_first].append(tuple(numbers[start:end]))
    return Outline(parts[True], parts[False])
