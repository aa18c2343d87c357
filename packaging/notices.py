"""Collects the licences of everything that a bundle carries; run with the bundle's own Python.

    python notices.py TARGET INTERNAL

The texts are the packages' own files, as their metadata and folders bring them: nothing is
fetched. INTERNAL is the folder of the frozen program's libraries: those of the building system
(OpenSSL, SQLite ...) have their copyright files in its packages. What comes inside of a wheel
without a text of its own is named in `INSIDE`.
"""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from contents import DISTRIBUTIONS

_LICENCE_NAME = re.compile(r"(licen[cs]e|copying|notice|third.?party|authors)", re.IGNORECASE)
_TEXT_SUFFIXES = {"", ".txt", ".md", ".rst", ".apache", ".mit", ".lesser"}
_LINE = "=" * 78

INSIDE = {
    "PySide6_Essentials": "Qt 6 and PySide6, used under the LGPL 3: the libraries lie beside the "
    "program as files of their own and may be replaced. Source: download.qt.io. ICU: Unicode "
    "License v3.",
    "shiboken6": "Part of Qt for Python, used under the LGPL 3 as PySide6 is.",
    "pi-heif": "libheif and libde265, used under the LGPL 3, as libraries of their own. "
    "Source: github.com/strukturag.",
    "rawpy": "LibRaw, used under the LGPL 2.1, as a library of its own. Source: www.libraw.org.",
    "numpy": "OpenBLAS, BSD 3-Clause; libgfortran and libquadmath, GPL 3 with GCC's runtime "
    "exception.",
    "opencv-python-headless": "FFmpeg is left out on Linux and Windows; no video is opened.",
}
GNU_LICENCES = Path(__file__).with_name("licences")
"""Full texts that Qt, libheif and LibRaw are used under; their wheels bring none."""


def main(target: str, internal: Path) -> int:
    """Write all licences into one file; fail if a package has none."""
    parts, without = [], []
    for name in DISTRIBUTIONS:
        found = importlib.metadata.distribution(name)
        texts = list(texts_of(found))
        if not texts and name not in INSIDE:
            without.append(name)
        parts.append(section(name, found, texts))
    parts.append(python_section())
    parts += [system_section(*found) for found in system_libraries(internal)]
    parts += [gnu_section(path) for path in sorted(GNU_LICENCES.glob("*.txt"))]
    Path(target).write_text(header() + "\n".join(parts), encoding="utf-8")
    if without:
        print(f"no licence text: {', '.join(without)}", file=sys.stderr)
    return 1 if without else 0


def header() -> str:
    """Return what stands above the licences."""
    return (
        "photofinder is distributed under the MIT licence (LICENSE). It contains the software\n"
        "below, each under its own licence. The models' licences lie beside them.\n"
        "What starts it is PyInstaller's, GPL 2 with an exception for what it starts.\n\n"
    )


def section(name: str, found: importlib.metadata.Distribution, texts: list[tuple[str, str]]) -> str:
    """Return one package's part."""
    metadata = found.metadata
    licence = metadata.get("License-Expression") or _short(metadata.get("License", ""))
    title = f"{name} {found.version}" + (f" - {licence}" if licence else "")
    lines = [_LINE, title, _LINE, ""]
    if name in INSIDE:
        lines += [INSIDE[name], ""]
    for label, text in texts:
        lines += [f"--- {label}", "", text.strip(), ""]
    return "\n".join(lines)


def texts_of(found: importlib.metadata.Distribution) -> Iterator[tuple[str, str]]:
    """Give the licence files of a distribution: name and text, each text once."""
    seen = set()
    for file in found.files or ():
        if not _LICENCE_NAME.search(file.name) or file.suffix.lower() not in _TEXT_SUFFIXES:
            continue
        path = Path(str(found.locate_file(file)))
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if text.strip() and text not in seen:
            seen.add(text)
            yield str(file), text


def python_section() -> str:
    """Return Python's own part."""
    folder = Path(sysconfig.get_path("stdlib"))
    text = next(
        (path.read_text(encoding="utf-8") for path in (folder / "LICENSE.txt",) if path.is_file()),
        "Python Software Foundation License 2.0: https://docs.python.org/3/license.html",
    )
    version = ".".join(map(str, sys.version_info[:3]))
    return "\n".join([_LINE, f"Python {version} - PSF-2.0", _LINE, "", text.strip(), ""])


def system_libraries(internal: Path) -> list[tuple[str, list[str]]]:
    """Give the Debian packages whose libraries lie in the bundle, and the libraries of each."""
    packages: dict[str, list[str]] = {}
    if shutil.which("dpkg"):
        for path in sorted(internal.glob("lib*.so*")):
            if path.is_symlink():
                continue
            command = ["dpkg", "--search", f"*/{path.name}"]
            answer = subprocess.run(command, check=False, capture_output=True, text=True).stdout
            if answer:
                packages.setdefault(answer.split(":")[0], []).append(path.name)
    return sorted(packages.items())


def system_section(package: str, libraries: list[str]) -> str:
    """Return the part of a package of the building system."""
    file = Path("/usr/share/doc", package, "copyright")
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    title = f"{package} (Debian): {', '.join(libraries)}"
    return "\n".join([_LINE, title, _LINE, "", text.strip(), ""])


def gnu_section(path: Path) -> str:
    """Return the text of a licence that several of the libraries share."""
    return "\n".join([_LINE, path.stem, _LINE, "", path.read_text(encoding="utf-8"), ""])


def _short(licence: str) -> str:
    first = licence.strip().splitlines()
    return first[0][:60] if first else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
