"""Which of several equal pictures to keep, and why, in words that are true of all of them.

The rules have names and an order, both the user's to change; `KeeperPolicy` is that choice.
"""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from photofinder.core.phrases import Phrase, template
from photofinder.settings import DEFAULT_KEEPER_RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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

_PROTECTED = template("it lies in a protected folder")
_RAW = template("it is the camera's RAW file")
_CAMERA = template("it has the camera's data")
_RESOLUTION = template("it has the highest resolution ({width} x {height})")
_FORMAT = template("it is a {format}, the more original format here")
_COMPRESSION = template("it is the least compressed ({megabytes} MB)")
_OLDEST = template("its capture time is the earliest known ({taken_at})")
_METADATA = template("it has the richest metadata")
_NAME = template("its name does not look like a copy's")
_DEPTH = template("it lies in the fewest folders")
_LENGTH = template("it has the shortest path")
_AND_THEN = template("{first}; among equals in that, {second}")
_SERIES = template("it comes first in its series; none of them is a copy")
_NOTHING = template("nothing tells them apart; it is the first by path")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that could be kept: what it holds, and where it lies."""

    content: Content
    path: Path


@dataclass(frozen=True, slots=True)
class KeeperReason:
    """Why a file is kept: in words, and the name of the first rule that decided ("": none)."""

    words: Phrase
    rule: str = ""


@dataclass(frozen=True)
class KeeperPolicy:
    """The rules that decide which of several equal pictures to keep, the weightiest first.

    Parameters
    ----------
    rules : tuple of str
        Names of `KEEPER_RULES`; what they leave equal is decided by path.
    protected : tuple of Path
        Folders whose photos are never removed; the rule "protected" looks at them.
    """

    rules: tuple[str, ...] = DEFAULT_KEEPER_RULES
    protected: tuple[Path, ...] = ()

    def protects(self, path: Path) -> bool:
        """Whether a path lies in a protected folder, by its name alone."""
        text = os.path.normcase(path)
        return any(text.startswith(prefix) for prefix in self._prefixes)

    def key(self, candidate: Candidate) -> tuple[Any, ...]:
        """Return a sort key: the one to keep has the greatest."""
        return tuple(rule.key(self, candidate) for rule in self._chosen)

    def reason(self, keeper: Candidate, rivals: Sequence[Candidate]) -> KeeperReason:
        """Say why a file is kept rather than each of its rivals.

        Parameters
        ----------
        keeper : Candidate
        rivals : sequence of Candidate
            The other files of the same picture; none has a greater key.

        Returns
        -------
        KeeperReason
            The rules that decide, each named only for the rivals that earlier rules left over.
        """
        if not rivals:
            return KeeperReason(Phrase(_SERIES))
        clauses: list[tuple[str, Phrase]] = []
        left = [self.key(rival) for rival in rivals]
        for number, rule in enumerate(self._chosen):
            mine = rule.key(self, keeper)
            equal = [key for key in left if key[number] == mine]
            if len(equal) < len(left):
                clauses.append((rule.name, rule.words(keeper)))
            left = equal
        if not clauses:
            return KeeperReason(Phrase(_NOTHING))
        words = clauses[-1][1]
        for _, clause in reversed(clauses[:-1]):
            words = Phrase(_AND_THEN, {"first": clause, "second": words})
        return KeeperReason(words, clauses[0][0])

    @cached_property
    def _chosen(self) -> tuple[KeeperRule, ...]:
        return tuple(KEEPER_RULES[name] for name in self.rules)

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        return tuple(
            os.path.join(os.path.normcase(folder), "")  # noqa: PTH118  # with the separator
            for folder in self.protected
        )


@dataclass(frozen=True, slots=True)
class KeeperRule:
    """One reason to keep a file rather than another; the greater key wins."""

    name: str
    key: Callable[[KeeperPolicy, Candidate], Any]
    words: Callable[[Candidate], Phrase]


def place_order(path: Path) -> tuple[object, ...]:
    """Return the sort key of files that no rule tells apart, the one to keep first."""
    return (str(path),)


def _compression(content: Content) -> int:
    """Return bytes per pixel in steps of a quarter octave: close ones are equal."""
    per_pixel = content.size_bytes / max(content.width * content.height, 1)
    return math.floor(math.log2(max(per_pixel, 1e-6)) * COMPRESSION_STEPS_PER_OCTAVE)


def _format_rank(content: Content) -> int:
    formats = _CAMERA_FORMATS if content.has_camera else _OTHER_FORMATS
    return formats.index(content.format) if content.format in formats else -1


def _oldest_first(content: Content) -> tuple[int, ...]:
    """Return a key that is greater the older the time; no time at all is the least."""
    if content.taken_at is None:
        return ()
    return tuple(-ord(character) for character in content.taken_at)


def _looks_copied(path: Path) -> bool:
    return _COPY_NAME.search(path.stem) is not None


def _rule(
    name: str,
    key: Callable[[Candidate], Any],
    words: str,
    facts: Callable[[Content], dict[str, object]] | None = None,
) -> KeeperRule:
    """Make a rule that looks at one file alone."""

    def phrase(candidate: Candidate) -> Phrase:
        return Phrase(words, facts(candidate.content) if facts else None)

    return KeeperRule(name, lambda _, candidate: key(candidate), phrase)


#: Every rule by name, in the order that is the default. Formats come before compression, so that
#: only files of one format are compared by it: a larger file of another format is no better picture
KEEPER_RULES: Mapping[str, KeeperRule] = {
    rule.name: rule
    for rule in (
        KeeperRule("protected", lambda p, c: p.protects(c.path), lambda _: Phrase(_PROTECTED)),
        _rule("raw", lambda c: c.content.format == "RAW", _RAW),
        _rule("camera", lambda c: c.content.has_camera, _CAMERA),
        _rule(
            "resolution",
            lambda c: c.content.width * c.content.height,
            _RESOLUTION,
            lambda content: {"width": content.width, "height": content.height},
        ),
        _rule(
            "format",
            lambda c: _format_rank(c.content),
            _FORMAT,
            lambda content: {"format": content.format},
        ),
        _rule(
            "compression",
            lambda c: _compression(c.content),
            _COMPRESSION,
            lambda content: {"megabytes": f"{content.size_bytes / 1e6:.1f}"},
        ),
        _rule(
            "oldest",
            lambda c: _oldest_first(c.content),
            _OLDEST,
            lambda content: {"taken_at": content.taken_at},
        ),
        _rule("metadata", lambda c: c.content.metadata_fields, _METADATA),
        _rule("not_copied_name", lambda c: not _looks_copied(c.path), _NAME),
        _rule("folder_depth", lambda c: -len(c.path.parts), _DEPTH),
        _rule("path_length", lambda c: -len(str(c.path)), _LENGTH),
    )
}
