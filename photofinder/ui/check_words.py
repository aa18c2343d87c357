"""Words of the answer to "is this a duplicate?". GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from photofinder.core.types import PairClass
from photofinder.ui import words
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photofinder.core.checking import CheckAnswer, FoundCopy

#: of what is less certain, how certain it is is said
_CERTAIN = 0.995


def verdict(answer: CheckAnswer) -> str:
    """Return the answer in a sentence."""
    if answer.is_duplicate:
        return {
            PairClass.IDENTICAL_FILE: tr("Yes: you have this very file"),
            PairClass.IDENTICAL_PICTURE: tr("Yes: you have this very picture in another file"),
            PairClass.SAME_SHOT: tr("Yes: you have another version of this shot"),
        }[answer.copies[0].pair_class]
    if answer.related:
        return tr("No duplicate, but one of a series that you have")
    return tr("No duplicate")


def short_verdict(answer: CheckAnswer) -> str:
    """Return the answer in a few words, for a list."""
    found = answer.pair_class
    if found is None:
        return tr("No duplicate")
    return words.class_text(found)


def icon_name(answer: CheckAnswer) -> str:
    """Return the icon of an answer."""
    if answer.is_duplicate:
        return "duplicates"
    return "series" if answer.related else "check"


def found_text(copy: FoundCopy) -> str:
    """Say what the file is to a photo of the library."""
    parts = [words.class_text(copy.pair_class), words.phrase_text(copy.relation)]
    if copy.probability < _CERTAIN:
        share = QLocale().toString(copy.probability * 100, "f", 0)
        parts.append(tr("{percent} % certain").format(percent=share))
    if not copy.online:
        parts.append(tr("not connected"))
    return words.dotted(*parts)


def nearest_text(score: float, *, online: bool) -> str:
    """Say how much the nearest photo looks like the file."""
    share = QLocale().toString(max(score, 0.0) * 100, "f", 0)
    alike = tr("Looks most like it: {percent} %").format(percent=share)
    return alike if online else words.dotted(alike, tr("not connected"))


def more_text(answer: CheckAnswer) -> str:
    """Say how many other copies there are; empty for none."""
    count = len(answer.copies or answer.related) - 1
    return tr("and %n more", "", count) if count > 0 else ""


def notes_text(answer: CheckAnswer) -> str:
    """Say what the answer leaves open."""
    return "\n".join(words.phrase_text(note) for note in answer.notes)


def counts_text(done: int, total: int, duplicates: int, failed: int) -> str:
    """Say how far the check of several files is, and what came of it."""
    yes = tr("%n duplicate(s)", "", duplicates)
    parts = [yes, tr("%n not", "", done - duplicates - failed)]
    if failed:
        parts.append(tr("%n could not be checked", "", failed))
    if done < total:
        checked = tr("{done} of {total} checked")
        numbers = {"done": words.count_text(done), "total": words.count_text(total)}
        parts.append(checked.format(**numbers))
    return words.dotted(*parts)


def spoken(answer: CheckAnswer, parts: Sequence[str]) -> str:
    """Return the whole answer, to be read aloud."""
    return ". ".join(part for part in (verdict(answer), *parts) if part)
