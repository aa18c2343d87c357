"""Letting go of many objects without every other thread waiting for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import MutableMapping


def let_go(*collections: MutableMapping[Any, Any] | list[Any]) -> None:
    """Empty collections entry by entry; nobody else may use them any more.

    Notes
    -----
    A collection that is freed as a whole frees its entries in one go, under the interpreter's
    lock: 100 to 200 ms for the 700,000 objects of 50,000 groups, in which no window paints. Entry
    by entry it takes 30 ms more, but other threads have their turn.
    """
    for collection in collections:
        if isinstance(collection, list):
            while collection:
                collection.pop()
        else:
            while collection:
                collection.popitem()
