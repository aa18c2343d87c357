"""What of a file's name tells that it is of one shot with another one. Pure; any thread."""

from __future__ import annotations

import re
import unicodedata

#: Pixel: ``PXL_1.RAW-01.COVER.jpg``, ``PXL_1.RAW-01.MP.COVER.jpg``, ``PXL_1.RAW-02.ORIGINAL.dng``
_PIXEL = re.compile(r"(PXL_[0-9_]+\.[A-Z_]+)-[0-9]{2}(?:\.MP)?\.(?:COVER|ORIGINAL)", re.IGNORECASE)
#: Lumia: ``WP_1.jpg`` and ``WP_1__highres.dng``
_LUMIA = re.compile(r"(WP_.+)__highres", re.IGNORECASE)
_SPECIAL = frozenset(("PXL", "WP_"))


def shot_of(stem: str) -> str:
    """Return what the files of one shot have in common, where it is not all of the stem."""
    if stem[:3].upper() not in _SPECIAL:
        return stem
    special = _PIXEL.fullmatch(stem) or _LUMIA.fullmatch(stem)
    return special[1] if special is not None else stem


def fold(name: str) -> str:
    """Fold a name so that what one file system calls the same is the same on every one.

    macOS writes letters and accents apart (NFD); compatibility forms stay what they are.
    """
    if name.isascii():
        return name.lower()
    composed = unicodedata.normalize("NFC", name)
    return unicodedata.normalize("NFC", composed.casefold())
