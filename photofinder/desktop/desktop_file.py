"""The text of a key file: groups of keys, as freedesktop has them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.desktop import languages
from photofinder.desktop.entries import ENTRY_VERSION, MARK, MARK_KEY
from photofinder.desktop.quoting import as_bytes, key_value

if TYPE_CHECKING:
    from collections.abc import Mapping


def key_file(groups: Mapping[str, dict[str, str]]) -> bytes:
    """Write groups of keys; the values are escaped already.

    The mark is a comment at the top, where every reader of such files passes over it, and a key
    of the first group: editors of menus write the keys anew and drop what is between them.
    """
    lines = [f"# {MARK}"]
    marked = {f"X-{MARK_KEY}": ENTRY_VERSION}
    for name, keys in groups.items():
        if len(lines) > 1:
            lines.append("")
        lines.append(f"[{name}]")
        lines += [f"{key}={value}" for key, value in (keys | marked).items()]
        marked = {}
    return as_bytes("\n".join(lines) + "\n")


def spoken(key: str, text: str) -> dict[str, str]:
    """Return a key whose value people read, in English and in every language that has it."""
    found = {key: key_value(text)}
    for language, translated in languages.translations(text).items():
        found[f"{key}[{language}]"] = key_value(translated)
    return found
