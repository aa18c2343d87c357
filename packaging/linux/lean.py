"""Takes out of a frozen Linux program what it carries twice or never calls, after PyInstaller.

OpenCV's wheel links FFmpeg (33 MB), an OpenBLAS (39 MB) and libavif with libaom (9 MB). No video is
opened here; NumPy's wheel brings an OpenBLAS too, Pillow's an AVIF library of the same version.
Then debugging symbols go. What is changed is what the bundle's own self-test proves afterwards.
Needs binutils and a C compiler, which building Annoy needs anyway.
"""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path

SHIM_SOURCE = Path(__file__).with_name("openblas_shim.c")
_VIDEO = ("libavcodec", "libavformat", "libavutil", "libswscale")
_VIDEO_ONLY = ("libswresample", "libvpx", "libssl", "libcrypto", "libdrm")
_FORTRAN = ("libgfortran", "libquadmath")
_UNDEFINED = re.compile(
    r"^\S+\s.*?(DF|DO|D)\s+\*UND\*\s+\S+\s+\((?P<version>[\w.]+)\)\s+(?P<name>\w+)$"
)


_PROGRAM_HEADER = struct.Struct("<IIQQQQQQ")
_PROGRAM_HEADERS_AT, _PROGRAM_HEADER_SIZE_AT, _LOADED = 32, 54, 1


class LeanProblem(Exception):
    """The frozen program does not look as this module knows it."""


def make_lean(internal: Path) -> list[str]:
    """Take out what is not needed of ``internal``; return one line for each step."""
    libraries = internal / "opencv_python_headless.libs"
    told = []
    if libraries.is_dir():
        told.append(_without_video(internal, libraries))
        told.append(_with_one_openblas(internal, libraries))
        told.append(_with_one_avif(internal, libraries))
    told.append(_without_symbols(internal))
    drop_dangling_links(internal)
    return told


def _without_video(internal: Path, libraries: Path) -> str:
    """Put a library that only has the names into the place of each of FFmpeg's."""
    before = _size(libraries)
    wanted = undefined_symbols(_tool("objdump", "-T", _opencv(internal)))
    for stem in _VIDEO:
        (library,) = libraries.glob(f"{stem}-*")
        prefix = stem.removeprefix("lib").upper()
        names = {name: version for name, version in wanted.items() if prefix in version}
        if not names:
            raise LeanProblem(f"OpenCV calls nothing of {library.name}")
        _compile_stub(library, names)
    for stem in _VIDEO_ONLY:
        for library in libraries.glob(f"{stem}-*"):
            library.unlink()
    return _saved("FFmpeg", before, _size(libraries))


def undefined_symbols(listing: str) -> dict[str, str]:
    """Read ``objdump -T``: the names that a library wants of others -> the version wanted."""
    found = (_UNDEFINED.match(line.strip()) for line in listing.splitlines())
    return {match["name"]: match["version"] for match in found if match}


def stub_source(names: Sequence[str], library: str) -> str:
    """Return C for functions that end the process: reached only if something opens a video."""
    head = (
        "#include <stdio.h>\n#include <stdlib.h>\n"
        "static void refuse(const char *name)\n{\n"
        f'    fprintf(stderr, "photofinder: %s of {library} is left out\\n", name);\n'
        "    abort();\n}\n"
    )
    return head + "".join(f'void {name}(void) {{ refuse("{name}"); }}\n' for name in sorted(names))


def version_script(names: dict[str, str]) -> str:
    """Return the linker's script that gives each name the version that is wanted."""
    by_version: dict[str, list[str]] = {}
    for name, version in sorted(names.items()):
        by_version.setdefault(version, []).append(name)
    return "".join(
        f"{version} {{ global: {'; '.join(members)}; }};\n"
        for version, members in sorted(by_version.items())
    )


def _compile_stub(library: Path, names: dict[str, str]) -> None:
    source, script = library.with_suffix(".c"), library.with_suffix(".map")
    source.write_text(stub_source(list(names), library.name.split("-")[0]), encoding="ascii")
    script.write_text(version_script(names), encoding="ascii")
    library.unlink()
    options = ["-O1", "-shared", "-fPIC", "-Wno-builtin-declaration-mismatch"]
    linking = [f"-Wl,-soname,{library.name}", f"-Wl,--version-script={script}"]
    _tool("gcc", *options, *linking, "-o", str(library), str(source))
    source.unlink()
    script.unlink()


def _with_one_openblas(internal: Path, libraries: Path) -> str:
    """Let OpenCV compute with NumPy's OpenBLAS; see openblas_shim.c."""
    before = _size(libraries)
    (library,) = libraries.glob("libopenblas*")
    (numpys,) = (internal / "numpy.libs").glob("libscipy_openblas64_*")
    wanted = _tool("objdump", "-T", _opencv(internal))
    offered = _defined(_tool("objdump", "-T", str(library)))
    called = {line.split()[-1] for line in wanted.splitlines() if "*UND*" in line} & offered
    library.unlink()
    options = ["-O2", "-Wall", "-Werror", "-shared", "-fPIC", f"-Wl,-soname,{library.name}"]
    search = "-Wl,-rpath,$ORIGIN/../numpy.libs"
    _tool("gcc", *options, search, "-o", str(library), str(SHIM_SOURCE), str(numpys))
    missing = called - _defined(_tool("objdump", "-T", str(library)))
    if missing:
        raise LeanProblem(f"openblas_shim.c lacks {', '.join(sorted(missing))}")
    for stem in _FORTRAN:
        for fortran in libraries.glob(f"{stem}-*"):
            fortran.unlink()
    return _saved("a second OpenBLAS", before, _size(libraries))


def _with_one_avif(internal: Path, libraries: Path) -> str:
    """Link OpenCV's libavif to Pillow's if they are of one version; else both stay."""
    before = _size(libraries)
    for library in libraries.glob("libavif-*"):
        version = library.name.partition(".so.")[2]
        for pillows in (internal / "pillow.libs").glob(f"libavif-*.so.{version}"):
            library.unlink()
            library.symlink_to(Path("..", "pillow.libs", pillows.name))
            for codec in libraries.glob("libaom-*"):
                codec.unlink()
    return _saved("a second libavif", before, _size(libraries))


def _without_symbols(internal: Path) -> str:
    """Strip debugging symbols; a library that strip would spoil stays as it is.

    Wheels' libraries were given other search paths by patchelf, which moves their headers about:
    strip lays some of them out so that no loader takes them.
    """
    before = _size(internal)
    for library in sorted(internal.rglob("*.so*")):
        if library.is_symlink() or not library.is_file():
            continue
        stripped = library.with_name(library.name + ".stripped")
        command = ["strip", "--strip-unneeded", "-o", str(stripped), str(library)]
        result = subprocess.run(command, check=False, capture_output=True, text=True)
        whole = result.returncode == 0 and not result.stderr.strip()
        if whole and can_be_mapped(stripped.read_bytes()):
            stripped.chmod(library.stat().st_mode)
            stripped.replace(library)
        else:
            stripped.unlink(missing_ok=True)
    return _saved("symbols", before, _size(internal))


def can_be_mapped(data: bytes) -> bool:
    """Whether the loader can map a 64-bit ELF file: offsets and addresses agree by their page.

    References
    ----------
    System V ABI, "Program Header": p_vaddr and p_offset are congruent modulo p_align.
    """
    (offset,) = struct.unpack_from("<Q", data, _PROGRAM_HEADERS_AT)
    entry_bytes, count = struct.unpack_from("<HH", data, _PROGRAM_HEADER_SIZE_AT)
    for number in range(count):
        at = offset + number * entry_bytes
        if at + _PROGRAM_HEADER.size > len(data):
            return False
        kind, _, begins, address, _, in_file, _, align = _PROGRAM_HEADER.unpack_from(data, at)
        if kind != _LOADED:
            continue
        if align > 1 and (begins - address) % align != 0:
            return False
        if begins + in_file > len(data):
            return False
    return True


def drop_dangling_links(folder: Path) -> None:
    """Remove links whose file was left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() and not path.exists():
            path.unlink()


def _opencv(internal: Path) -> str:
    (module,) = (internal / "cv2").glob("cv2*.so")
    return str(module)


def _defined(listing: str) -> set[str]:
    return {
        line.split()[-1]
        for line in listing.splitlines()
        if " .text" in line and len(line.split()) >= 5
    }


def _size(folder: Path) -> int:
    return sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


def _saved(what: str, before: int, after: int) -> str:
    return f"without {what}: {(before - after) / 1e6:.1f} MB less"


def _tool(*command: str) -> str:
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    if result.returncode != 0:
        raise LeanProblem(f"{' '.join(command[:3])} ...: {result.stderr.strip()[-2000:]}")
    return result.stdout
