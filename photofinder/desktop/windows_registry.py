"""The Windows registry, as far as menus need it: the system's, one in memory, and a .reg file.

Keys are below HKEY_CURRENT_USER and named with backslashes; values are texts. Any thread.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from photofinder.desktop.entries import MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

#: the name of a key's own value
DEFAULT = ""


class Registry(Protocol):
    """What the entries need of a registry.

    Every function may raise OSError where the system refuses.
    """

    def values(self, key: str) -> dict[str, str] | None:
        """Return a key's texts, None where there is no such key."""

    def subkeys(self, key: str) -> tuple[str, ...]:
        """Return the names of the keys in a key; none where there is no such key."""

    def write(self, key: str, values: Mapping[str, str]) -> None:
        """Make a key and set texts in it; others in it stay."""

    def delete_key(self, key: str) -> None:
        """Remove a key without keys in it; nothing where there is no such key."""

    def delete_value(self, key: str, name: str) -> None:
        """Remove one value; nothing where there is none."""


class MemoryRegistry:
    """A registry that nobody else sees: for dry runs."""

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, str]] = {}

    def values(self, key: str) -> dict[str, str] | None:
        """Return a copy."""
        found = self.keys.get(key)
        return None if found is None else dict(found)

    def subkeys(self, key: str) -> tuple[str, ...]:
        """Return the names, sorted."""
        below = [name[len(key) + 1 :] for name in self.keys if name.startswith(f"{key}\\")]
        return tuple(sorted({name.partition("\\")[0] for name in below}))

    def write(self, key: str, values: Mapping[str, str]) -> None:
        """Make the key and those above it, as Windows does."""
        parts = key.split("\\")
        for count in range(1, len(parts) + 1):
            self.keys.setdefault("\\".join(parts[:count]), {})
        self.keys[key].update(values)

    def delete_key(self, key: str) -> None:
        """Remove it.

        Raises
        ------
        OSError
            There are keys in it.
        """
        if self.subkeys(key):
            raise OSError(f"{key} is not empty")
        self.keys.pop(key, None)

    def delete_value(self, key: str, name: str) -> None:
        """Remove it."""
        self.keys.get(key, {}).pop(name, None)


def reg_file(registry: MemoryRegistry, remove: bool = False) -> bytes:
    """Write what a registry holds as a file that `reg import` reads.

    UTF-16 with its mark and Windows line ends, as the registry editor itself writes it. Keys
    without values are made by those below them.
    """
    lines = ["Windows Registry Editor Version 5.00", "", f"; {MARK}"]
    for key in sorted(registry.keys):
        values = registry.keys[key]
        if values:
            lines += ["", f"[{'-' if remove else ''}HKEY_CURRENT_USER\\{key}]"]
            lines += [_reg_line(name, text) for name, text in values.items()]
    return ("\r\n".join(lines) + "\r\n").encode("utf-16")


def _reg_line(name: str, text: str) -> str:
    if "\n" in text or "\r" in text:
        data = f"{text}\0".encode("utf-16-le")
        value = "hex(1):" + ",".join(f"{byte:02x}" for byte in data)
    else:
        value = _reg_text(text)
    return f"{'@' if name == DEFAULT else _reg_text(name)}={value}"


def _reg_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


if sys.platform == "win32":
    import winreg

    class UserRegistry:
        """The registry of this user."""

        def values(self, key: str) -> dict[str, str] | None:
            """Return the texts; values of other types are not ours and left out."""
            found: dict[str, str] = {}
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    for index in range(winreg.QueryInfoKey(opened)[1]):
                        name, value, kind = winreg.EnumValue(opened, index)
                        if kind in (winreg.REG_SZ, winreg.REG_EXPAND_SZ):
                            found[name] = value
            except FileNotFoundError:
                return None
            return found

        def subkeys(self, key: str) -> tuple[str, ...]:
            """Return the names."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    count = winreg.QueryInfoKey(opened)[0]
                    return tuple(winreg.EnumKey(opened, index) for index in range(count))
            except FileNotFoundError:
                return ()

        def write(self, key: str, values: Mapping[str, str]) -> None:
            """Write texts."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                for name, text in values.items():
                    winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)

        def delete_key(self, key: str) -> None:
            """Remove it."""
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except FileNotFoundError:
                return

        def delete_value(self, key: str, name: str) -> None:
            """Remove it."""
            try:
                with winreg.OpenKey(
                    winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE
                ) as opened:
                    winreg.DeleteValue(opened, name)
            except FileNotFoundError:
                return
