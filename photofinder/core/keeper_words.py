"""What each keeper rule says of the file that it keeps, with the numbers of those it beats. Pure.

The clauses are joined by `core.keepers` and stand behind "Keep this one:" and its like.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.core.phrases import Phrase, template

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.core.keeper_beside import Beside
    from photofinder.core.types import Content

_RESOLUTION = template("{width} x {height} instead of {other_width} x {other_height}")
_RESOLUTION_MOST = template("{width} x {height} instead of at most {other_width} x {other_height}")
_FORMAT = template("{format} instead of {other}, the more original format")
_FORMATS = template("{format}, the most original format here")
_COMPRESSION = template("less compressed ({megabytes} MB instead of {other} MB)")
_COMPRESSION_MOST = template("less compressed ({megabytes} MB instead of at most {other} MB)")
_BITS = template("less compressed ({bits} bits per pixel instead of {other})")
_BITS_MOST = template("less compressed ({bits} bits per pixel instead of at most {other})")
_OLDEST = template("taken earlier ({taken_at} instead of {other})")
_NEWEST = template("taken later ({taken_at} instead of {other})")
_TIME_KNOWN = template("its capture time is known ({taken_at})")
_METADATA = template("{number} fields of metadata instead of {other}")
_METADATA_ONE = template("1 field of metadata instead of {other}")
_METADATA_ONE_MOST = template("1 field of metadata instead of at most {other}")
_METADATA_MOST = template("{number} fields of metadata instead of at most {other}")
_FOLDER = template("in the preferred folder {folder}")
_NAME_MATCHES = template("its name is like {pattern}")
_NAME_DIFFERS = template("its name is not like {pattern}")

PROTECTED = Phrase(template("in a protected folder"))
RAW = Phrase(template("the camera's RAW file"))
CAMERA = Phrase(template("has camera data"))
NAME = Phrase(template("its name does not look like a copy's"))
DEPTH = Phrase(template("in fewer folders"))
LENGTH = Phrase(template("the shorter path"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that could be kept: what it holds, where it lies, and what lies beside it."""

    content: Content
    path: Path
    beside: Beside = ()


def of_resolution(keeper: Candidate, rivals: Sequence[Candidate]) -> Phrase:
    """Say both sizes in pixels."""
    best = max((rival.content for rival in rivals), key=_pixels)
    sizes = {(rival.content.width, rival.content.height) for rival in rivals}
    facts = {
        "width": keeper.content.width,
        "height": keeper.content.height,
        "other_width": best.width,
        "other_height": best.height,
    }
    return Phrase(_RESOLUTION if len(sizes) == 1 else _RESOLUTION_MOST, facts)


def of_format(keeper: Candidate, rivals: Sequence[Candidate]) -> Phrase:
    """Say both formats, where the rivals have one between them."""
    others = sorted({rival.content.format for rival in rivals})
    own = keeper.content.format
    if len(others) == 1 and others[0] != own:
        return Phrase(_FORMAT, {"format": own, "other": others[0]})
    return Phrase(_FORMATS, {"format": own})


def of_compression(keeper: Candidate, rivals: Sequence[Candidate]) -> Phrase:
    """Say both sizes in bytes, or per pixel where the pictures are of different sizes."""
    contents = [rival.content for rival in rivals]
    mine = keeper.content
    several = len({content.size_bytes for content in contents}) > 1
    if all(_pixels(content) == _pixels(mine) for content in contents):
        largest = max(content.size_bytes for content in contents)
        texts = [f"{size / 1e6:.{2 if mine.size_bytes < 1e6 else 1}f}" for size in
                 (mine.size_bytes, largest)]  # fmt: skip
        facts = {"megabytes": texts[0], "other": texts[1]}
        return Phrase(_COMPRESSION_MOST if several else _COMPRESSION, facts)
    most = max(_bits(content) for content in contents)
    facts = {"bits": f"{_bits(mine):.2f}", "other": f"{most:.2f}"}
    return Phrase(_BITS_MOST if several else _BITS, facts)


def of_oldest(keeper: Candidate, rivals: Sequence[Candidate]) -> Phrase:
    """Say both capture times."""
    return _of_time(_OLDEST, keeper, [r.content.taken_at for r in rivals], first=True)


def of_newest(keeper: Candidate, rivals: Sequence[Candidate]) -> Phrase:
    """Say both capture times."""
    return _of_time(_NEWEST, keeper, [r.content.taken_at for r in rivals], first=False)


def _of_time(words: str, keeper: Candidate, times: Sequence[str | None], *, first: bool) -> Phrase:
    known = sorted(time for time in times if time is not None)
    own = keeper.content.taken_at
    if not known:
        return Phrase(_TIME_KNOWN, {"taken_at": own})
    return Phrase(words, {"taken_at": own, "other": known[0] if first else known[-1]})


def of_metadata(keeper: Candidate, rivals: Sequence[Candidate]) -> Phrase:
    """Say how many fields each has."""
    numbers = {rival.content.metadata_fields for rival in rivals}
    facts = {"number": keeper.content.metadata_fields, "other": max(numbers)}
    forms = (_METADATA, _METADATA_MOST)
    if facts["number"] == 1:
        forms = (_METADATA_ONE, _METADATA_ONE_MOST)
    return Phrase(forms[len(numbers) > 1], facts)


def of_folder(folder: Path) -> Phrase:
    """Say which of the user's folders it lies in."""
    return Phrase(_FOLDER, {"folder": str(folder)})


def of_pattern(pattern: str, *, prefers: bool) -> Phrase:
    """Say what its name is like, or is not."""
    return Phrase(_NAME_MATCHES if prefers else _NAME_DIFFERS, {"pattern": pattern})


def _pixels(content: Content) -> int:
    return content.width * content.height


def _bits(content: Content) -> float:
    return 8 * content.size_bytes / max(_pixels(content), 1)
