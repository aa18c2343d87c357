"""The text of a key file: groups of keys, as freedesktop has them. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.desktop.entries import MARK
from photofinder.desktop.quoting import as_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping


def key_file(groups: Mapping[str, Mapping[str, str]]) -> bytes:
    """Write groups of keys; the values are escaped already.

    The mark is a comment at the top, where every reader of such files passes over it.
    """
    lines = [f"# {MARK}"]
    for name, keys in groups.items():
        if len(lines) > 1:
            lines.append("")
        lines.append(f"[{name}]")
        lines += [f"{key}={value}" for key, value in keys.items()]
    return as_bytes("\n".join(lines) + "\n")
