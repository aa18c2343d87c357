"""What two folders have in common, in the user's words, and the columns of their list."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from photofinder.core.folder_pairs import FolderRelation, sentence, short_names
from photofinder.ui import words
from photofinder.ui.table_model import Column
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photofinder.core.folder_pairs import FolderPair

#: of the columns in pixels; the last takes what is left
WIDTHS = (220, 160, 220, 110, 90)
_ORDER = list(FolderRelation)


def sentence_text(pair: FolderPair) -> str:
    """Return the sentence that a pair is about, with names that tell the folders apart."""
    first, second = names_of(pair)
    return words.phrase_text(sentence(pair, first, second))


def names_of(pair: FolderPair) -> tuple[str, str]:
    """Return what the two folders are called."""
    first, second = short_names(pair.first, pair.second)
    return words.path_text(first), words.path_text(second)


def facts_text(pair: FolderPair) -> str:
    """Return what the sentence leaves out."""
    parts = [tr("{size} to gain").format(size=words.size_text(pair.gain_bytes))]
    if pair.pictures:
        parts.append(tr("%n of them identical as pictures only", "", pair.pictures))
    if pair.unread:
        parts.append(tr("%n could not be compared", "", pair.unread))
    if pair.is_nested:
        parts.append(tr("the outer folder without the inner one"))
    return " \N{MIDDLE DOT} ".join(parts)


def relation_text(relation: FolderRelation) -> str:
    """Return what the first folder is to the second."""
    return {
        FolderRelation.EQUAL: tr("has the same as"),
        FolderRelation.CONTAINED: tr("is contained in"),
        FolderRelation.MOSTLY_CONTAINED: tr("is mostly contained in"),
        FolderRelation.OVERLAPPING: tr("overlaps with"),
        FolderRelation.APART: tr("has nothing of"),
    }[relation]


def spoken(pair: FolderPair) -> str:
    """Return a pair as a screen reader says it."""
    return f"{sentence_text(pair)}, {facts_text(pair)}"


def common_place(folders: Sequence[Path]) -> Path | None:
    """Return what the paths of all folders begin with, but for the last name of it."""
    if not folders:
        return None
    try:
        return Path(os.path.commonpath(folders)).parent
    except ValueError:  # on several drives
        return None


def columns(base: Callable[[], Path | None]) -> list[Column]:
    """Return the columns of the list.

    Parameters
    ----------
    base : callable
        Gives what is left out where a path begins with it.
    """

    def shown(path: Path) -> str:
        place = base()
        if place is not None and path.is_relative_to(place) and path != place:
            path = path.relative_to(place)
        return words.path_text(path)

    return [
        Column(tr("Folder"), lambda pair: shown(pair.first), is_path=True, tip=spoken),
        Column(
            tr("Relation"),
            lambda pair: relation_text(pair.relation),
            lambda pair: _ORDER.index(pair.relation),
        ),
        Column(
            tr("Other folder"),
            lambda pair: shown(pair.second),
            is_path=True,
            tip=lambda pair: words.path_text(pair.second),
        ),
        Column(
            tr("Identical"),
            lambda pair: tr("{same} of {photos}").format(
                same=words.count_text(pair.identical), photos=words.count_text(pair.photos)
            ),
            lambda pair: pair.identical,
            is_number=True,
        ),
        Column(
            tr("To gain"),
            lambda pair: words.size_text(pair.gain_bytes),
            lambda pair: pair.gain_bytes,
            is_number=True,
        ),
        Column(
            tr("Only in the first"),
            lambda pair: words.count_text(pair.only_first),
            lambda pair: pair.only_first,
        ),
    ]
