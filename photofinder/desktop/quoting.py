"""How a command is spelt in other programs' files, each by its own rules. Pure.

References
----------
Desktop Entry Specification 1.5, "The Exec key" and "Possible value types".
Microsoft, "Parsing C++ command-line arguments".
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

#: what an argument of an Exec key may hold without quotes
_PLAIN = re.compile(r"[A-Za-z0-9_@+=:,./-]+", re.ASCII)
_KEY_FILE_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
#: XML 1.0 knows no other control characters, however they are written
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_XML_LINES = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


def key_value(text: str) -> str:
    """Escape a value of a key file (``.desktop``, ``.nemo_action``)."""
    escaped = "".join(_KEY_FILE_ESCAPES.get(character, character) for character in text)
    return f"\\s{escaped[1:]}" if escaped.startswith(" ") else escaped


def exec_value(words: Sequence[str], field: str = "") -> str:
    """Return the value of an Exec key.

    Parameters
    ----------
    words : sequence of str
        The command; a ``%`` in it is meant as it stands.
    field : str
        The field code at the end, such as ``%F``; never quoted.
    """
    spelt = " ".join(_exec_word(word) for word in words)
    return key_value(spelt) + (f" {field}" if field else "")


def _exec_word(word: str) -> str:
    word = word.replace("%", "%%")
    if _PLAIN.fullmatch(word):
        return word
    inside = re.sub(r'(["`$\\])', r"\\\1", word)
    return f'"{inside}"'


def without_percent(words: Sequence[str]) -> tuple[str, ...]:
    r"""Return a command that does the same and has no ``%`` in it.

    Notes
    -----
    KDE's libraries look for the program under the name with ``%%``, and Nemo before 6 knows no
    spelling of the character at all. A shell then makes it, from its number.
    """
    if not any("%" in word for word in words):
        return tuple(words)
    spelt = [_shell_word_without_percent(word) for word in words]
    return ("/bin/sh", "-c", f'exec {" ".join(spelt)} "$@"', "sh")


def _shell_word_without_percent(word: str) -> str:
    if "%" not in word:
        return shlex.quote(word)
    inside = word.replace("\\", "\\\\").replace("%", "\\045")
    return f'"$(printf {shlex.quote(inside)})"'


def list_value(items: Sequence[str]) -> str:
    """Return the value of a key that is a list."""
    return "".join(f"{key_value(item)};" for item in items)


def shell_words(words: Sequence[str]) -> str:
    """Return a command for a POSIX shell."""
    return shlex.join(words)


def xml_text(text: str) -> str:
    """Escape text between tags; line breaks and tabs come back as they are.

    Raises
    ------
    ValueError
        XML has no way to write it: another control character, or half a character.
    """
    if _NO_XML.search(text):
        raise ValueError(f"XML cannot hold {text!a}")
    return escape(text, _XML_LINES)


def windows_words(words: Sequence[str]) -> str:
    r"""Return a command for the Windows shell's registry.

    Notes
    -----
    A ``%`` is doubled: the shell replaces ``%1`` and the like. Quotes and backslashes are as the
    C library takes them apart again.
    """
    return " ".join(_windows_word(word) for word in words)


def _windows_word(word: str) -> str:
    # always in quotes: a program's path without them is tried word by word by CreateProcess
    bare = re.fullmatch(r"[A-Za-z0-9-]+", word) is not None
    quoted = subprocess.list2cmdline([word])
    if not bare and not quoted.startswith('"'):
        quoted = f'"{quoted}"' if not quoted.endswith("\\") else f'"{quoted}\\"'
    return quoted.replace("%", "%%")


def as_bytes(text: str) -> bytes:
    """Encode a text file; a path's undecodable bytes come out as they went in."""
    return text.encode("utf-8", "surrogateescape") if os.name == "posix" else text.encode("utf-8")
