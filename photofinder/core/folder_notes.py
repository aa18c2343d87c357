"""What is told when a folder is added that the library knows already, or that takes others in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photofinder.core.phrases import Phrase, template

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_THERE = template("{path} is in the library already.")
_THERE_AS = template("{path} is in the library already, as {folder}.")
_PART = template("{path} is part of {folder}, which is in the library already.")
_TAKES_IN = template("{path} now includes {folders}; nothing of it is read again.")


def there_already(path: Path, folder: Path) -> Phrase:
    """Say that a folder is in the library, maybe under another name."""
    if path == folder:
        return Phrase(_THERE, {"path": str(path)})
    return Phrase(_THERE_AS, {"path": str(path), "folder": str(folder)})


def part_of(path: Path, folder: Path) -> Phrase:
    """Say that a folder lies below one of the library's."""
    return Phrase(_PART, {"path": str(path), "folder": str(folder)})


def takes_in(path: Path, folders: Sequence[Path]) -> Phrase:
    """Say that a folder took others in, which lie below it."""
    return Phrase(
        _TAKES_IN, {"path": str(path), "folders": ", ".join(str(folder) for folder in folders)}
    )
