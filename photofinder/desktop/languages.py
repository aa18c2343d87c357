"""What entries say in the languages of the program, for desktops that choose among them.

The texts are the engine's templates, out of the same catalogs as the window's; Qt, which reads
those there, is not needed. A text without a translation is English. Any thread; reads some
hundred kilobytes once.

References
----------
Qt 6, ``qtranslator.cpp`` and ``linguist/shared/qm.cpp``: the format of ``.qm`` files.
"""

from __future__ import annotations

import functools
import locale
import logging
import os
import plistlib
import struct
import sys
from typing import TYPE_CHECKING, Any

from photofinder.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

log = logging.getLogger(__name__)

#: the context of the engine's templates, as in `photofinder.ui.words`
CONTEXT = "Engine"
_PREFIX = "photofinder_"
_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES = 0x42, 0x69
_END, _TRANSLATION, _OBSOLETE, _SOURCE, _CONTEXT = 1, 3, 5, 6, 7
_OBSOLETE_BYTES = 4


def translations(text: str) -> dict[str, str]:
    """Return a text in every language that has it, by language (``de``, ``zh_CN``)."""
    return {
        language: texts[text]
        for language, texts in catalogs().items()
        if texts.get(text, text) != text
    }


def in_language(text: str, language: str) -> str:
    """Return a text in a language, in English where that has none."""
    return translations(text).get(language, text)


@functools.cache
def catalogs() -> Mapping[str, Mapping[str, str]]:
    """Return the engine's texts by language and English text, without English."""
    found = {}
    for path in sorted((resources_dir() / "translations").glob(f"{_PREFIX}*.qm")):
        language = path.stem.removeprefix(_PREFIX)
        if language == "en":
            continue
        try:
            found[language] = dict(engine_texts(path.read_bytes()))
        except (OSError, ValueError, struct.error, LookupError) as error:
            log.info("no entries in the language %s: %s", language, error)
    return found


def engine_texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield each text of the engine in a ``.qm`` file, and its translation.

    Raises
    ------
    ValueError, struct.error, LookupError
        It is no such file.
    """
    if not data.startswith(_MAGIC):
        raise ValueError("it is no catalog")
    sections, at = {}, len(_MAGIC)
    while at < len(data):
        tag, length = struct.unpack_from(">BI", data, at)
        sections[tag] = data[at + 5 : at + 5 + length]
        at += 5 + length
    messages = sections.get(_MESSAGES, b"")
    for _, offset in struct.iter_unpack(">II", sections.get(_HASHES, b"")):
        fields = _message(messages, offset)
        if fields.get(_CONTEXT, b"").decode("utf-8") == CONTEXT and fields.get(_TRANSLATION):
            yield fields[_SOURCE].decode("utf-8"), fields[_TRANSLATION].decode("utf-16-be")


def _message(messages: bytes, at: int) -> dict[int, bytes]:
    """Return the fields of one message; of several forms of a plural the first."""
    fields: dict[int, bytes] = {}
    while (tag := messages[at]) != _END:
        at += 1
        if tag == _OBSOLETE:
            at += _OBSOLETE_BYTES
            continue
        (length,) = struct.unpack_from(">I", messages, at)
        at += 4
        fields.setdefault(tag, messages[at : at + length])
        at += length
    return fields


# -- the user's ------------------------------------------------------------------------------------


def user_language(environment: Mapping[str, str] | None = None, home: Path | None = None) -> str:
    """Return the language that a user's desktop speaks, as a catalog is named; empty for English.

    Notes
    -----
    For entries that hold one language alone: it is asked for when they are written.
    """
    wanted: list[str]
    if sys.platform == "win32":
        import ctypes

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        wanted = [locale.windows_locale.get(number, "")]
    elif sys.platform == "darwin" and home is not None:
        wanted = apple_languages(home)
    else:
        wanted = _posix_languages(os.environ if environment is None else environment)
    return best(wanted)


def best(wanted: list[str]) -> str:
    """Return the first of some languages that there is a catalog of; empty for English."""
    known = catalogs()
    for name in wanted:
        bare = name.partition(".")[0].partition("@")[0].replace("-", "_")
        language = bare.partition("_")[0]
        for candidate in (bare, language):
            if candidate in known:
                return candidate
        if language == "zh" and "_Hans" in bare and "zh_CN" in known:
            return "zh_CN"  # as macOS calls it
        if language in ("en", "C", "POSIX"):
            return ""
    return ""


def _posix_languages(environment: Mapping[str, str]) -> list[str]:
    """Return the languages in their order, as gettext has it."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    own = next((found for name in names if (found := environment.get(name))), "C")
    if own.partition(".")[0] in ("C", "POSIX"):
        return []
    return [*filter(None, environment.get("LANGUAGE", "").split(":")), own]


def apple_languages(home: Path) -> list[str]:
    """Return the languages that a user of macOS chose, in their order."""
    path = home / "Library" / "Preferences" / ".GlobalPreferences.plist"
    try:
        found: Any = plistlib.loads(path.read_bytes())
        return [str(name) for name in found["AppleLanguages"]]
    except (OSError, ValueError, KeyError, TypeError, plistlib.InvalidFileException):
        return []
