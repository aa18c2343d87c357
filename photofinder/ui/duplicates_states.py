"""What the duplicates page says where there are no groups to show. GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from photofinder.core.types import PairClass
from photofinder.ui import duplicates_scope, duplicates_words, words
from photofinder.ui.duplicates_review import CLASSES
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.ui.duplicates_loader import Loaded
    from photofinder.ui.duplicates_marks import Marks


class Remedy(Enum):
    """What the button does."""

    NONE = auto()
    TRY_AGAIN = auto()
    ADD_FOLDER = auto()
    CLEAR_FILTER = auto()
    LESS_CERTAIN = auto()
    ADD_UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class State:
    """A heading, a sentence, and what can be done."""

    heading: str
    text: str
    button: str = ""
    remedy: Remedy = Remedy.NONE


def loading() -> State:
    """Say that the groups are being read."""
    return State(
        tr("Looking for duplicates..."),
        tr("What was found so far is being put into groups."),
    )


def failed(error: Exception) -> State:
    """Say that the groups could not be read."""
    return State(
        tr("The duplicates cannot be shown"),
        words.error_text(error),
        tr("Try again"),
        Remedy.TRY_AGAIN,
    )


def waiting_text(loaded: Loaded) -> str:
    """Say how many photos are still to be read or compared; empty when none are."""
    if loaded.unread:
        count = words.count_text(loaded.unread)
        return tr("Reading the other groups: {count} photos to go").format(count=count)
    if not loaded.waiting:
        return ""
    count = words.count_text(loaded.waiting)
    return tr("Still comparing: {count} to go").format(count=count)


def not_added(unknown: Sequence[Path]) -> State:
    """Say that folders are not in the library, and offer to add them."""
    return State(
        duplicates_scope.unknown_text(unknown, short=True),
        tr(
            "Its photos are compared with all others once it is added. They stay where they are, "
            "and are only read."
        ),
        duplicates_scope.add_text(len(unknown)),
        Remedy.ADD_UNKNOWN,
    )


def nothing(
    loaded: Loaded,
    marks: Marks,
    pair_class: PairClass,
    *,
    matches: bool | None,
    folders: Sequence[Path] = (),
) -> State:
    """Say why a class has no groups to show, and what to do.

    Parameters
    ----------
    loaded : Loaded
    marks : Marks
    pair_class : PairClass
    matches : bool or None
        Whether the filter lets a group of any class through; None without one.
    folders : sequence of Path
        Of which groups have to have something in one; empty for all.
    """
    if not loaded.has_folders:
        return State(
            tr("Add a folder first"),
            tr("Then its photos are compared, and what is there several times is shown here."),
            tr("Go to the library"),
            Remedy.ADD_FOLDER,
        )
    if loaded.unread:
        return loading()
    if matches is False and folders:
        text = tr("Nothing in {folder} has a copy in the library so far")
        return State(
            text.format(folder=duplicates_words.folders_text(folders)),
            tr("What is found appears here at once."),
            tr("Show all groups"),
            Remedy.CLEAR_FILTER,
        )
    if matches is not None and len(marks.live(pair_class.rank)):
        return State(
            tr("No group matches the filter"),
            tr("There are groups of this class with other names or in other folders."),
            tr("Show all groups"),
            Remedy.CLEAR_FILTER,
        )
    if pair_class is PairClass.SAME_SHOT and loaded.at_least:
        return State(
            tr("No version is that certain"),
            tr("With the slider further to the left there may be some."),
            tr("Show all that were found"),
            Remedy.LESS_CERTAIN,
        )
    if loaded.waiting:
        return State(waiting_text(loaded), tr("What is found appears here at once."))
    text = {
        PairClass.IDENTICAL_FILE: tr("No identical files in {count} photos"),
        PairClass.IDENTICAL_PICTURE: tr("No identical pictures in {count} photos"),
        PairClass.SAME_SHOT: tr("No other versions of a shot in {count} photos"),
        PairClass.SERIES: tr("No series in {count} photos"),
    }[pair_class]
    if not any(len(marks.live(one.rank)) for one in CLASSES):
        text = tr("No duplicates found in {count} photos")
    return State(
        text.format(count=words.count_text(loaded.photos)),
        duplicates_words.meaning(pair_class),
    )
