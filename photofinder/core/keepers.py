"""Which of several equal pictures to keep, and why, in words that are true of all of them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photofinder.core.types import Content

#: files whose bytes per pixel lie in the same quarter of an octave are equally compressed
COMPRESSION_STEPS_PER_OCTAVE = 4

#: what a camera wrote comes before what a program made of it: of a HEIC and the JPEG with the
#: same camera data the JPEG is the conversion, however large
_CAMERA_FORMATS = ("GIF", "DIB", "BMP", "WEBP", "AVIF", "PNG", "TIFF", "JPEG", "HEIF", "RAW")
#: without camera data: what loses nothing before what does
_OTHER_FORMATS = ("GIF", "WEBP", "AVIF", "HEIF", "JPEG", "DIB", "BMP", "PNG", "TIFF", "RAW")

#: what file managers, browsers and people append to a copy's name
_COPY_NAME = re.compile(
    r"(\bcop(y|ie|ia)\b|\bkopie\b|副本|コピー|\(\d+\)$|[ _-]copy\d*$|_\d+px$|~\d+$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class KeeperRule:
    """One reason to keep a picture rather than another; the greater key wins."""

    key: Any
    reason: str


def keeper_rules(content: Content) -> tuple[KeeperRule, ...]:
    """Return what speaks for keeping a picture, the weightiest first.

    Notes
    -----
    Formats come before compression, so that only files of one format are compared by it: a
    larger file of another format is no better picture.
    """
    pixels = content.width * content.height
    per_pixel = content.size_bytes / max(pixels, 1)
    compression = math.floor(math.log2(max(per_pixel, 1e-6)) * COMPRESSION_STEPS_PER_OCTAVE)
    formats = _CAMERA_FORMATS if content.has_camera else _OTHER_FORMATS
    rank = formats.index(content.format) if content.format in formats else -1
    size = f"{content.width} x {content.height}"
    megabytes = f"{content.size_bytes / 1e6:.1f} MB"
    return (
        KeeperRule(content.format == "RAW", "it is the camera's RAW file"),
        KeeperRule(content.has_camera, "it has the camera's data"),
        KeeperRule(pixels, f"it has the highest resolution ({size})"),
        KeeperRule(rank, f"it is a {content.format}, the more original format here"),
        KeeperRule(compression, f"it is the least compressed ({megabytes})"),
        KeeperRule(
            _oldest_first(content.taken_at),
            f"its capture time is the earliest known ({content.taken_at})",
        ),
        KeeperRule(content.metadata_fields, "it has the richest metadata"),
    )


def keeper_key(content: Content) -> tuple[object, ...]:
    """Return the sort key of `keeper_rules`."""
    return tuple(rule.key for rule in keeper_rules(content))


def keeper_reason(keeper: tuple[Content, Path], rivals: Sequence[tuple[Content, Path]]) -> str:
    """Say why a file is kept rather than each of its rivals.

    Parameters
    ----------
    keeper : (Content, Path)
    rivals : sequence of (Content, Path)
        The other files of the same picture; none is better by `keeper_key`, then `place_key`.

    Returns
    -------
    str
        The rules that decide, each named only for the rivals that earlier rules left over.
    """
    if not rivals:
        return "it comes first in its series; none of it is a copy"
    clauses = []
    left = [_all_rules(rival) for rival in rivals]
    for number, rule in enumerate(_all_rules(keeper)):
        equal = [rules for rules in left if rules[number].key == rule.key]
        if len(equal) < len(left):
            clauses.append(rule.reason)
        left = equal
    if not clauses:
        return "nothing tells them apart; it is the first by path"
    return "; of those like it in that, ".join(clauses)


def _all_rules(candidate: tuple[Content, Path]) -> tuple[KeeperRule, ...]:
    content, path = candidate
    return (*keeper_rules(content), *place_rules(path))


def place_rules(path: Path) -> tuple[KeeperRule, ...]:
    """Return what speaks for keeping the file at one of several places of the same picture."""
    looks_copied = _COPY_NAME.search(path.stem) is not None
    return (
        KeeperRule(not looks_copied, "its name does not look like a copy's"),
        KeeperRule(-len(path.parts), "it lies in the fewest folders"),
        KeeperRule(-len(str(path)), "it has the shortest path"),
    )


def place_key(path: Path) -> tuple[object, ...]:
    """Return the sort key of places, the one to keep first; by path where no rule decides."""
    copied, depth, length = place_rules(path)
    return not copied.key, -int(depth.key), -int(length.key), str(path)


def _oldest_first(taken_at: str | None) -> tuple[int, ...]:
    """Return a key that is greater the older the time; no time at all is the least."""
    if taken_at is None:
        return ()
    return tuple(-ord(character) for character in taken_at)
