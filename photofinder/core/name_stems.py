"""What is left of a photo's name without what programs append to the names of copies.

``IMG_1234.JPG``, ``IMG_1234_edited.jpg``, ``IMG_1234 copy (2).jpg`` and ``Kopie von IMG_1234.heic``
have one stem. It only says which pictures are worth comparing, never that they are the same.
"""

from __future__ import annotations

import hashlib
import re

#: shorter ones ("1", "a") are names of anything
_MIN_CHARACTERS = 4
_BEFORE = re.compile(r"^(copy of|kopie von|copie de|copia de|edited|screenshot)[ _-]+")
_AFTER = re.compile(
    r"([ _.~-]*(\(\d+\)|~\d+|copy ?\d*|kopie ?\d*|copie ?\d*|copia ?\d*|edited|edit|bearbeitet"
    r"|mirror(ed)?|crop(ped)?|rotated|resized|small|web|large|bw|grey|gray|\d+px|\d+x\d+"
    r"|q\d{1,3}|副本|コピー))$"
)
#: iPhones call the edited IMG_1234 so
_EDITED_NUMBER = re.compile(r"^img_e(?=\d{4})")


def stem_number(name: str) -> int | None:
    """Return a number that names with one stem share; None where the name says nothing.

    Parameters
    ----------
    name : str
        Of a file, with its ending.

    Returns
    -------
    int or None
        Signed, 64 bits: it fits a column of SQLite.
    """
    stem = name.rpartition("/")[2].lower()
    stem = stem.rpartition(".")[0] or stem
    stem = _EDITED_NUMBER.sub("img_", stem)
    longer = ""
    while stem != longer:
        longer, stem = stem, _AFTER.sub("", _BEFORE.sub("", stem))
    if len(stem) < _MIN_CHARACTERS or not any(character.isdigit() for character in stem):
        return None
    digest = hashlib.blake2b(stem.encode(errors="surrogateescape"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
