"""Which of several equal pictures to keep, and why, in words that are true of all of them.

The rules have names and an order, both the user's to change; `KeeperPolicy` is that choice. What
each rule says is in `core.keeper_words`.
"""

from __future__ import annotations

import fnmatch
import functools
import math
import os
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from photofinder.core import keeper_beside
from photofinder.core import keeper_words as words
from photofinder.core.keeper_beside import MADE, ORIGINALS
from photofinder.core.keeper_words import Candidate
from photofinder.core.phrases import Phrase, template
from photofinder.keeper_rules import DEFAULT_KEEPER_RULES, pattern_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from photofinder.core.assets import AssetKind
    from photofinder.core.types import Content

__all__ = ["KEEPER_RULES", "Candidate", "KeeperPolicy", "KeeperReason", "KeeperRule", "place_order"]

#: files whose bytes per pixel lie in the same quarter of an octave are equally compressed
COMPRESSION_STEPS_PER_OCTAVE = 4
#: what else speaks for the keeper is told, but not everything: the deciding reasons must stand out
MAX_MORE_REASONS = 2

#: what a camera wrote comes before what a program made of it: of a HEIC and the JPEG with the
#: same camera data the JPEG is the conversion, however large
_CAMERA_FORMATS = ("GIF", "DIB", "BMP", "WEBP", "AVIF", "PNG", "TIFF", "JPEG", "HEIF", "RAW")
#: without camera data: what loses nothing before what does
_OTHER_FORMATS = ("GIF", "WEBP", "AVIF", "HEIF", "JPEG", "DIB", "BMP", "PNG", "TIFF", "RAW")

#: what file managers, browsers and people append to a copy's name
_COPY_NAME = re.compile(
    r"(\bcop(y|ie|ia)\b|\bkopie\b|副本|コピー|\(\d+\)$|[ _-]copy\d*$|_\d+px$|~\d+$)", re.IGNORECASE
)

#: what turns the order of ASCII texts around
_OPPOSITE = str.maketrans({code: 127 - code for code in range(128)})

_AND_THEN = template("{first}; among equals in that, {second}")
#: after that: what is equal is said already
_THEN_AGAIN = template("{first}; of these, {second}")
_AND_ALSO = template("{first}; {second}")
_SERIES = template("it comes first in its series; none of them is a copy")
_NOTHING = template("nothing tells them apart; it is the first by path")


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
        Names of `KEEPER_RULES`, or patterns of names as `keeper_rules.pattern_of` reads them; what
        they leave equal is decided by path.
    protected : tuple of Path
        Folders whose photos are never removed; the rule "protected" looks at them.
    folder_priority : tuple of Path
        The folders to keep photos in, the dearest first, for the rule "folder_priority".
    """

    rules: tuple[str, ...] = DEFAULT_KEEPER_RULES
    protected: tuple[Path, ...] = ()
    folder_priority: tuple[Path, ...] = ()

    def protects(self, path: Path) -> bool:
        """Whether a path lies in a protected folder, by its name alone."""
        if not self.protected:
            return False
        text = os.path.normcase(path)
        return any(text.startswith(prefix) for prefix in self._prefixes)

    def preferred_folder(self, path: Path) -> int | None:
        """Return which of the preferred folders holds a path, 0 for the first; None: none does."""
        if not self.folder_priority:
            return None
        text = os.path.normcase(path)
        found = (n for n, prefix in enumerate(self._preferred) if text.startswith(prefix))
        return next(found, None)

    def key(self, candidate: Candidate) -> tuple[Any, ...]:
        """Return a sort key: the one to keep has the greatest."""
        return tuple([key(candidate) for key in self._keys])

    def reason(
        self,
        keeper: Candidate,
        rivals: Sequence[Candidate],
        keys: Sequence[tuple[Any, ...]] | None = None,
    ) -> KeeperReason:
        """Say why a file is kept rather than each of its rivals.

        Parameters
        ----------
        keeper : Candidate
        rivals : sequence of Candidate
            The other files of the same picture; none has a greater key.
        keys : sequence of tuple, optional
            `key` of the keeper and of each rival, from whoever has them already.

        Returns
        -------
        KeeperReason
            The rules that decide first, each with the numbers of the rivals that earlier rules
            left over; then what else it has that no rival has.
        """
        if not rivals:
            return KeeperReason(Phrase(_SERIES))
        said: Phrase | None = None
        first = ""
        more: list[Phrase] = []
        best, *others = keys or [self.key(keeper), *(self.key(rival) for rival in rivals)]
        left = list(zip(rivals, others, strict=True))
        by_rule = zip(best, *others, strict=True)
        for number, (rule, values) in enumerate(zip(self._chosen, by_rule, strict=True)):
            mine = best[number]
            if values.count(mine) == len(values):
                continue
            beaten = [rival for rival, key in left if key[number] != mine]
            better_than_all = all(key[number] < mine for key in others)
            if beaten:
                clause = rule.words(self, keeper, rivals if better_than_all else beaten)
                said = _joined(said, clause, better_than_all=better_than_all)
                first = first or rule.name
            elif better_than_all and rule.is_merit:
                more.append(rule.words(self, keeper, rivals))
            if beaten:
                left = [one for one in left if one[1][number] == mine]
        if said is None:
            return KeeperReason(Phrase(_NOTHING))
        for clause in more[:MAX_MORE_REASONS]:
            said = _joined(said, clause, better_than_all=True)
        return KeeperReason(said, first)

    @cached_property
    def _chosen(self) -> tuple[KeeperRule, ...]:
        return tuple(rule_named(name) for name in self.rules)

    @cached_property
    def _keys(self) -> tuple[Callable[[Candidate], Any], ...]:
        return tuple(rule.own_key or functools.partial(rule.key, self) for rule in self._chosen)

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        return _prefixes(self.protected)

    @cached_property
    def _preferred(self) -> tuple[str, ...]:
        return _prefixes(self.folder_priority)


def _joined(said: Phrase | None, clause: Phrase, *, better_than_all: bool) -> Phrase:
    """Say one more thing; that it is said among equals is said once in a sentence."""
    if said is None:
        return clause
    again = _THEN_AGAIN if said.template in (_AND_THEN, _THEN_AGAIN) else _AND_THEN
    return Phrase(_AND_ALSO if better_than_all else again, {"first": said, "second": clause})


def _prefixes(folders: Iterable[Path]) -> tuple[str, ...]:
    return tuple(
        os.path.join(os.path.normcase(folder), "")  # noqa: PTH118  # with the separator
        for folder in folders
    )


@dataclass(frozen=True, slots=True)
class KeeperRule:
    """One reason to keep a file rather than another; the greater key wins.

    ``words`` takes the policy, the keeper, and the rivals that it is better than. ``is_merit``:
    worth telling of a keeper also where another rule decided. ``own_key`` is ``key`` of a rule that
    does not ask the policy.
    """

    name: str
    key: Callable[[KeeperPolicy, Candidate], Any]
    words: Callable[[KeeperPolicy, Candidate, Sequence[Candidate]], Phrase]
    is_merit: bool = False
    own_key: Callable[[Candidate], Any] | None = None


def rule_named(name: str) -> KeeperRule:
    """Return a rule by its name, or the one that a pattern of names makes."""
    found = KEEPER_RULES.get(name)
    return found if found is not None else _name_rule(name)


@functools.lru_cache(maxsize=64)
def _name_rule(name: str) -> KeeperRule:
    """Return the rule that prefers or avoids file names of a shell pattern, in any case."""
    found = pattern_of(name)
    if found is None:
        raise KeyError(name)
    pattern, prefers = found
    matches = re.compile(fnmatch.translate(pattern), re.IGNORECASE).match
    return KeeperRule(
        name,
        lambda _, candidate: (matches(candidate.path.name) is not None) is prefers,
        lambda *_: words.of_pattern(pattern, prefers=prefers),
        is_merit=True,
    )


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


def _oldest_first(content: Content) -> str:
    """Return a key that is greater the older the time; no time at all is the least."""
    return "" if content.taken_at is None else content.taken_at.translate(_OPPOSITE)


def _folder_rank(policy: KeeperPolicy, candidate: Candidate) -> int:
    number = policy.preferred_folder(candidate.path)
    return -len(policy.folder_priority) if number is None else -number


def _folder_words(policy: KeeperPolicy, keeper: Candidate, _: Sequence[Candidate]) -> Phrase:
    number = policy.preferred_folder(keeper.path)
    assert number is not None  # better than a rival: it is in one
    return words.of_folder(policy.folder_priority[number])


def _looks_copied(path: Path) -> bool:
    name = path.name
    dot = name.rfind(".")
    # `Path.stem` takes three times as long
    return _COPY_NAME.search(name[:dot] if 0 < dot < len(name) - 1 else name) is not None


def _beside(name: str, kinds: tuple[tuple[AssetKind, ...], ...]) -> KeeperRule:
    """Make a rule that prefers what has files of some kinds beside it."""

    def key(candidate: Candidate) -> int:  # most have nothing: no call for them
        return keeper_beside.weight(candidate.beside, kinds) if candidate.beside else 0

    return _rule(name, key, functools.partial(keeper_beside.say, kinds), is_merit=True)


def _rule(
    name: str,
    key: Callable[[Candidate], Any],
    say: Callable[[Candidate, Sequence[Candidate]], Phrase],
    *,
    is_merit: bool = False,
) -> KeeperRule:
    """Make a rule that looks at one file alone."""
    return KeeperRule(
        name,
        lambda _, candidate: key(candidate),
        lambda _, keeper, rivals: say(keeper, rivals),
        is_merit,
        key,
    )


#: Every rule by name, in the order that is the default. Formats come before compression, so that
#: only files of one format are compared by it: a larger file of another format is no better picture
KEEPER_RULES: Mapping[str, KeeperRule] = {
    rule.name: rule
    for rule in (
        KeeperRule(
            "protected",
            lambda policy, candidate: policy.protects(candidate.path),
            lambda *_: words.PROTECTED,
            is_merit=True,
        ),
        # before the RAW: that of a pair is kept with its picture
        _beside("has_original", ORIGINALS),
        _rule("raw", lambda c: c.content.format == "RAW", lambda *_: words.RAW, is_merit=True),
        _rule("camera", lambda c: c.content.has_camera, lambda *_: words.CAMERA, is_merit=True),
        _rule(
            "resolution",
            lambda c: c.content.width * c.content.height,
            words.of_resolution,
            is_merit=True,
        ),
        # behind the resolution: of a shot a small version with a sidecar is not the better one
        _beside("has_edits", MADE),
        _rule("format", lambda c: _format_rank(c.content), words.of_format),
        _rule("compression", lambda c: _compression(c.content), words.of_compression),
        _rule("oldest", lambda c: _oldest_first(c.content), words.of_oldest, is_merit=True),
        _rule("metadata", lambda c: c.content.metadata_fields, words.of_metadata, is_merit=True),
        KeeperRule("folder_priority", _folder_rank, _folder_words, is_merit=True),
        _rule("not_copied_name", lambda c: not _looks_copied(c.path), lambda *_: words.NAME),
        _rule("folder_depth", lambda c: -len(c.path.parts), lambda *_: words.DEPTH),
        _rule("path_length", lambda c: -len(str(c.path)), lambda *_: words.LENGTH),
        _rule("newest", lambda c: c.content.taken_at or "", words.of_newest),
    )
}
