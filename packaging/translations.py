#!/usr/bin/env python3
"""Collect the texts of the window and compile their translations; run by `dev.py translations`.

  1. lupdate takes the texts out of the sources into resources/translations/photofinder_*.ts;
     what is no longer said goes, what is new is marked as unfinished;
  2. translate the unfinished ones there (any editor, or Qt Linguist);
  3. run it again: lrelease makes the .qm files, which the program loads.

The engine's messages are templates in tables (errors, reasons, relations): they are written out as
calls first, for lupdate to see them. English has a file for its plurals alone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "photofinder" / "ui"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de", "en", "zh_CN")
ENGINE_CONTEXT = "Engine"  # as in photofinder.ui.words


def main() -> int:
    """Update and compile; the exit code is 1 where texts are left to translate."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        engine = Path(place) / "engine_texts.py"
        engine.write_text(engine_source(), encoding="utf-8")
        files = [*sorted(map(str, SOURCES.glob("*.py"))), str(engine)]
        for language in LANGUAGES:
            update(language, files)
    unfinished = 0
    for language in LANGUAGES:
        target = FOLDER / f"photofinder_{language}.ts"
        tool("lrelease", "-silent", str(target), "-qm", str(target.with_suffix(".qm")))
        count = target.read_text(encoding="utf-8").count('type="unfinished"')
        print(f"{target.name}: {count} to translate")
        unfinished += count
    return 1 if unfinished else 0


def update(language: str, files: list[str]) -> None:
    """Bring one language's file up to date with the sources."""
    options = ["-no-obsolete", "-locations", "none", "-silent", "-target-language", language]
    options += ["-source-language", "en"]
    if language == "en":
        options.append("-pluralonly")
    tool("lupdate", *files, *options, "-ts", str(FOLDER / f"photofinder_{language}.ts"))


def engine_source() -> str:
    """Return Python that says every template of the engine once."""
    lines = [
        f"QCoreApplication.translate({ENGINE_CONTEXT!r}, {template!r})"
        for template in engine_templates()
    ]
    return "\n".join(["from PySide6.QtCore import QCoreApplication", *lines, ""])


def engine_templates() -> list[str]:
    """Return the templates of errors, of keeper reasons and of relations, and of file managers."""
    from photofinder import errors
    from photofinder.core import phrases
    from photofinder.desktop import (  # noqa: F401  # importing them registers what they say
        actions,
        autostart,
        freedesktop,
        macos_services,
        nautilus,
        thunar,
    )

    found = set(phrases.all_templates())
    pending = [errors.PhotofinderError]
    while pending:
        kind = pending.pop()
        found |= set(kind.messages.values())
        pending += kind.__subclasses__()
    return sorted(found)


def tool(name: str, *arguments: str) -> None:
    """Run one of Qt's tools."""
    program = Path(sys.executable).with_name(f"pyside6-{name}")
    subprocess.run([str(program), *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
