"""What the libraries of a folder want of the system: other libraries, and how new they must be."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_VERSION = re.compile(r"\b(GLIBC|GLIBCXX)_(\d+(?:\.\d+)+)\b")
_MAGIC = b"\x7fELF"

OPTIONAL = ("libqgtk3.so", "libibusplatforminputcontextplugin.so", "libvulkan-server.so")
"""Plugins that Qt tries and goes on without: what they need is recommended, not required."""


@dataclass(frozen=True)
class Needs:
    """What a folder of libraries asks of the system.

    Attributes
    ----------
    required, optional : frozenset of str
        Names as in ``libX11.so.6``; what only a plugin of `OPTIONAL` asks for is optional.
    versions : dict
        ``GLIBC`` and ``GLIBCXX`` -> the newest version asked for.
    """

    required: frozenset[str]
    optional: frozenset[str]
    versions: dict[str, tuple[int, ...]]


def needs_of(folder: Path) -> Needs:
    """Read every program and library below a folder; some seconds for 200 of them."""
    own: set[str] = set()
    wanted: dict[str, set[str]] = {}
    versions: dict[str, tuple[int, ...]] = {}
    for path in elf_files(folder):
        listing = subprocess.run(
            ["objdump", "-p", str(path)], check=True, capture_output=True, text=True
        ).stdout
        needed, newest = read_headers(listing)
        own.add(path.name)
        for name in needed:
            wanted.setdefault(name, set()).add(path.name)
        for family, version in newest.items():
            versions[family] = max(version, versions.get(family, ()))
    own |= {path.name for path in folder.rglob("*.so*")}  # links have names, too
    outside = {name: askers for name, askers in wanted.items() if name not in own}
    optional = {name for name, askers in outside.items() if askers <= set(OPTIONAL)}
    return Needs(frozenset(outside.keys() - optional), frozenset(optional), versions)


def elf_files(folder: Path) -> Iterator[Path]:
    """Give the programs and libraries below a folder, links left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.stat().st_size < len(_MAGIC):
            continue
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) == _MAGIC:
                yield path


def read_headers(listing: str) -> tuple[list[str], dict[str, tuple[int, ...]]]:
    """Read ``objdump -p``: libraries needed, newest versions of glibc and libstdc++ asked for."""
    newest: dict[str, tuple[int, ...]] = {}
    _, _, references = listing.partition("Version References:")
    for family, text in _VERSION.findall(references):
        version = tuple(map(int, text.split(".")))
        newest[family] = max(version, newest.get(family, ()))
    return _NEEDED.findall(listing), newest


_BASE = {
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libnsl.so.1": "libc6",
    "libresolv.so.2": "libc6",
    "ld-linux-x86-64.so.2": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libbrotlicommon.so.1": "libbrotli1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libuuid.so.1": "libuuid1",
    "libtirpc.so.3": "libtirpc3",
    "libdrm.so.2": "libdrm2",
    "libgbm.so.1": "libgbm1",
    "libvulkan.so.1": "libvulkan1",
}
"""Debian's packages for what dev.py's list does not have: what every system or desktop has."""

_GCC_OF_GLIBCXX = {
    (3, 4, 25): "8",
    (3, 4, 26): "9",
    (3, 4, 28): "9.3",
    (3, 4, 29): "11",
    (3, 4, 30): "12",
    (3, 4, 31): "13.1",
    (3, 4, 32): "13.2",
    (3, 4, 33): "14",
}
"""GCC's manual, "ABI Policy and Guidelines": the release that brought a version of libstdc++."""


class UnknownLibrary(Exception):
    """A library is wanted whose Debian package is not known here."""


def debian_packages(
    names: Iterable[str], versions: dict[str, tuple[int, ...]], qt_libraries: dict[str, str]
) -> list[str]:
    """Return the value of a Debian relationship field, sorted.

    Parameters
    ----------
    names : iterable of str
        Libraries.
    versions : dict
        As in `Needs`.
    qt_libraries : dict
        dev.py's list: library -> package.

    Raises
    ------
    UnknownLibrary
    """
    packages = set()
    for name in names:
        package = qt_libraries.get(name) or _BASE.get(name)
        if package is None:
            raise UnknownLibrary(name)
        packages.add(package)
    return sorted(package + _at_least(package, versions) for package in packages)


def _at_least(package: str, versions: dict[str, tuple[int, ...]]) -> str:
    if package == "libc6" and "GLIBC" in versions:
        return f" (>= {'.'.join(map(str, versions['GLIBC']))})"
    if package == "libstdc++6" and "GLIBCXX" in versions:
        fitting = [gcc for abi, gcc in _GCC_OF_GLIBCXX.items() if abi >= versions["GLIBCXX"]]
        return f" (>= {fitting[0]})" if fitting else ""
    return ""
