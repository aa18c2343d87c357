"""Words for groups of duplicates: titles, marks, differences, refusals. GUI thread."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from photofinder.core.types import PairClass
from photofinder.ui import words
from photofinder.ui.duplicates_ledger import Mark, Refused
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.core.views import PhotoRow
    from photofinder.ui.duplicates_marks import Marks
    from photofinder.ui.duplicates_review import Totals
    from photofinder.ui.duplicates_steps import Outcome

DOT = " \N{MIDDLE DOT} "
_MINUTE_S, _HOUR_S, _DAY_S = 60, 3_600, 86_400


def meaning(pair_class: PairClass) -> str:
    """Say what a class is."""
    return {
        PairClass.IDENTICAL_FILE: tr("That would be the same file several times, byte for byte."),
        PairClass.IDENTICAL_PICTURE: tr(
            "That would be the same pixels in different files: other metadata, or another format "
            "that loses nothing."
        ),
        PairClass.SAME_SHOT: tr(
            "That would be one shot in several versions: resized, cropped, turned, edited, "
            "compressed again."
        ),
        PairClass.SERIES: tr(
            "That would be photos taken one after the other, or of one scene: related, not copies."
        ),
    }[pair_class]


def explanation(pair_class: PairClass) -> str:
    """Say what a class is, and what is marked of it."""
    return {
        PairClass.IDENTICAL_FILE: tr(
            "The same file several times, byte for byte. All but one are marked from the start."
        ),
        PairClass.IDENTICAL_PICTURE: tr(
            "The same pixels in different files: other metadata, or another format that loses "
            "nothing. All but one are marked from the start."
        ),
        PairClass.SAME_SHOT: tr(
            "One shot in several versions: resized, cropped, turned, edited, compressed again. "
            "Nothing is marked until you do."
        ),
        PairClass.SERIES: tr(
            "Photos taken one after the other, or of one scene. They are related, not copies; "
            "nothing is marked until you do."
        ),
    }[pair_class]


def group_title(pair_class: PairClass, count: int) -> str:
    """Return what a group is: ``3 identical files``."""
    if pair_class is PairClass.IDENTICAL_FILE:
        return tr("%Ln identical file(s)", "", count)
    if pair_class is PairClass.IDENTICAL_PICTURE:
        return tr("%Ln file(s) of identical pictures", "", count)
    if pair_class is PairClass.SAME_SHOT:
        return tr("%Ln version(s) of one shot", "", count)
    return tr("Series of %Ln photo(s)", "", count)


def mark_word(mark: Mark) -> str:
    """Return the word for a mark."""
    return {
        Mark.KEEP: tr("Keep", "a mark on a photo"),
        Mark.TRASH: tr("Trash", "a mark on a photo"),
        Mark.UNDECIDED: tr("Not decided", "a photo without a mark"),
    }[mark]


def marked_text(marks: Marks, group: int) -> str:
    """Return how much of a group is marked for the trash."""
    trash = marks.trash_of(group)
    if not trash.files:
        return tr("nothing marked")
    return tr("%Ln to the trash", "", trash.files) + DOT + words.size_text(trash.bytes)


def totals_text(totals: Totals) -> str:
    """Return ``123 files · 310 MB``."""
    return tr("%Ln file(s)", "", totals.files) + DOT + words.size_text(totals.bytes)


def keeper_text(marks: Marks, group: int) -> str:
    """Say in one sentence which file stays, and why."""
    review = marks.review
    keeper = marks.keeper(group)
    name = words.path_text(review.files.path(keeper).name)
    if review.pair_class(group) is PairClass.SERIES:
        start = int(review.members.starts[group])
        relation = words.phrase_text(review.relations[start + 1])
        return tr("Related, not copies: {relation}").format(relation=relation)
    if keeper != int(review.members[group][0]):
        return tr("You keep {name}").format(name=name)
    text = tr("Keep {name}: {reason}")
    return text.format(name=name, reason=words.phrase_text(review.reasons[group]))


def relation_text(marks: Marks, group: int, row: int) -> str:
    """Say what a file is to the group's suggested keeper."""
    review = marks.review
    members = review.members[group].tolist()
    if row == members[0]:
        if review.pair_class(group) is PairClass.SERIES:
            return tr("First of the series")
        return tr("Suggested: {reason}").format(reason=words.phrase_text(review.reasons[group]))
    if row not in members:
        return tr("Stays in the place of the suggested one")
    start = int(review.members.starts[group])
    return words.phrase_text(review.relations[start + members.index(row)])


def differences(row: PhotoRow, keeper: PhotoRow) -> str:
    """Say in what a file differs from the one that stays, where that can be seen at a glance."""
    parts = []
    if row.width and keeper.width and row.width * row.height != keeper.width * keeper.height:
        share = row.width * row.height / (keeper.width * keeper.height) * 100
        parts.append(tr("{percent} % of the pixels").format(percent=_number(share)))
    gain = row.size_bytes - keeper.size_bytes
    if gain:
        text = tr("{size} larger") if gain > 0 else tr("{size} smaller")
        parts.append(text.format(size=words.size_text(abs(gain))))
    later = _seconds_between(keeper, row)
    if later:
        text = tr("{time} later") if later > 0 else tr("{time} earlier")
        parts.append(text.format(time=span_text(abs(later))))
    return DOT.join(parts)


def _seconds_between(first: PhotoRow, second: PhotoRow) -> float:
    """Return how much later the second was taken; 0 where that is not known."""
    if not (first.taken_at and second.taken_at):
        return 0.0
    try:
        one = datetime.datetime.fromisoformat(first.taken_at).replace(tzinfo=None)
        two = datetime.datetime.fromisoformat(second.taken_at).replace(tzinfo=None)
    except ValueError:
        return 0.0
    return (two - one).total_seconds()


def span_text(seconds: float) -> str:
    """Return a span of time in its largest unit."""
    if seconds < _MINUTE_S:
        return tr("{seconds} s").format(seconds=_number(seconds))
    if seconds < _HOUR_S:
        return tr("{minutes} min").format(minutes=_number(seconds / _MINUTE_S))
    if seconds < _DAY_S:
        return tr("{hours} h").format(hours=_number(seconds / _HOUR_S))
    return tr("%Ln day(s)", "", round(seconds / _DAY_S))


def _number(value: float) -> str:
    """Return a number with as many digits as matter."""
    if value >= 10:
        return QLocale().toString(round(value))
    return QLocale().toString(round(value, 1 if value >= 1 else 2), "g", 2)


def outcome_text(outcome: Outcome) -> str:
    """Say what was refused and why; empty where nothing was."""
    counts: dict[Refused, int] = {}
    for _, why in outcome.refused:
        counts[why] = counts.get(why, 0) + 1
    return " ".join(refusal_text(why, count) for why, count in counts.items())


def refusal_text(why: Refused, count: int) -> str:
    """Say why files were not marked for the trash."""
    if why is Refused.LAST:
        return tr("%Ln file(s) not marked: nothing of its group would be left.", "", count)
    if why is Refused.LAST_IDENTICAL:
        return tr(
            "%Ln file(s) not marked: nothing identical would be left, only another version. Choose "
            "between versions in Same shot.",
            "",
            count,
        )
    if why is Refused.PROTECTED:
        return tr("%Ln file(s) not marked: it lies in a protected folder.", "", count)
    if why is Refused.UNVERIFIED:
        return tr(
            "%Ln file(s) not marked: not verified yet. The next scan compares the pixels.",
            "",
            count,
        )
    return tr(
        "%Ln file(s) not marked: it is the same file under another name, and removing it would "
        "gain nothing.",
        "",
        count,
    )


def tab_text(pair_class: PairClass, groups: int, totals: Totals) -> str:
    """Return the title of a class with its groups and what could be gained."""
    name = words.class_text(pair_class)
    if not groups:
        return name
    count = words.count_text(groups)
    if pair_class is PairClass.SERIES:
        return tr("{name} {count}", "a tab").format(name=name, count=count)
    size = words.size_text(totals.bytes)
    return tr("{name} {count} · {size}", "a tab").format(name=name, count=count, size=size)


def folders_text(folders: Sequence[Path]) -> str:
    """Return the name of a folder, or how many there are."""
    if len(folders) == 1:
        return words.path_text(folders[0].name or folders[0])
    return tr("%n folder(s)", "", len(folders))
