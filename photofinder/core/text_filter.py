"""Folding of names: what makes a filter and an order by name behave as people expect.

SQLite folds and compares ASCII only. These run inside its queries, so they never raise and take
whatever a path may hold. Any thread; about 1 us a name.
"""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(rb"([0-9]+)")
#: how many digits a number has, as one byte that sorts before every letter
_COUNTS = tuple(bytes([code]) for code in range(ord("0"), ord("a")))


def fold(text: str) -> str:
    """Fold a text so that two that read alike are equal, in any case of letters.

    Notes
    -----
    macOS writes letters and their accents apart (NFD), other systems together (NFC); the
    compatibility forms (NFKC) also make full-width Latin letters ordinary ones.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    if unicodedata.is_normalized("NFKC", folded):  # nearly always, and quicker told than done
        return folded
    return unicodedata.normalize("NFKC", folded)


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of what was typed, each once."""
    return tuple(dict.fromkeys(fold(text).split()))


def natural_key(name: bytes) -> bytes:
    """Return what sorts names as people do: in any case of letters, numbers by their value.

    Names are the file system's own bytes; they need not be valid text.
    """
    if name.isascii():
        folded = name.lower()
    else:
        folded = fold(name.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    parts = _NUMBER.split(folded)
    for at in range(1, len(parts), 2):
        digits = parts[at].lstrip(b"0")
        # more digits are a larger number; of more than there are letters for, text must do
        parts[at] = _COUNTS[min(len(digits), len(_COUNTS) - 1)] + digits
    return b"".join(parts)


def name_key(path: bytes) -> bytes:
    """Return the natural key of a path's last part."""
    return natural_key(path[path.rfind(b"/") + 1 :])


def folder_key(path: bytes) -> bytes:
    """Return what sorts folders naturally, each directly before what it holds."""
    return b"\0".join(natural_key(part) for part in path.split(b"/"))
