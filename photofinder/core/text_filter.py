"""Folding of names: what makes a filter and an order by name behave as people expect.

SQLite folds and compares ASCII only. These run inside its queries, so they never raise and take
whatever a path may hold. Any thread; about 1 us a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: longer runs of digits than any counter in a name has; compared as text beyond
NUMBER_WIDTH = 20
_NUMBER = re.compile(r"[0-9]+")


def fold(text: str) -> str:
    """Fold a text so that two that read alike are equal, in any case of letters.

    Notes
    -----
    macOS writes letters and their accents apart (NFD), other systems together (NFC); the
    compatibility forms (NFKC) also make full-width Latin letters ordinary ones.
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of what was typed, each once."""
    return tuple(dict.fromkeys(fold(text).split()))


def holds_words(text: str, words: str) -> bool:
    """Tell whether every word (folded, separated by line breaks) occurs in a text."""
    folded = fold(text)
    return all(word in folded for word in _split(words))


def natural_key(name: str) -> str:
    """Return what sorts names as people do: in any case of letters, numbers by their value."""
    return _NUMBER.sub(_padded, fold(name))


def folder_key(path: str) -> str:
    """Return what sorts folders naturally, each directly before what it holds."""
    return "\0".join(natural_key(part) for part in path.split("/"))


def _padded(found: re.Match[str]) -> str:
    return found.group().rjust(NUMBER_WIDTH, "0")


@lru_cache(maxsize=64)
def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split("\n")) if words else ()
