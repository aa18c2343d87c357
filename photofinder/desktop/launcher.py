"""How this program is started again: by a file manager, at login, from a menu.

An entry outlives the process that writes it, so the command names what stays: an installed
program rather than the temporary folder an AppImage is mounted at. Any thread; reads some files.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import photofinder
from photofinder.paths import resources_dir

PACKAGE = "photofinder"
#: where a package manager puts what people call
PACKAGED = Path("/usr/bin/photofinder")
_PACKAGED_ROOTS = (Path("/usr/lib"), Path("/opt"))
#: a wrapper script is shorter than this; more is not read
_SCRIPT_BYTES = 4096


def launch_command(data_dir: Path | None = None) -> tuple[str, ...]:
    """Return the command that starts this program, to which arguments are added.

    Parameters
    ----------
    data_dir : Path or None
        The library that it opens; None: the user's own.

    Returns
    -------
    tuple of str
        The first is an absolute path.

    Notes
    -----
    The first of these that there is: what a package manager installed, the AppImage's own file,
    the frozen program, the script that pip made, and the interpreter with ``-P -m photofinder``
    (``-P``: a folder named photofinder where the file manager stands is not imported).
    Windows gets the interpreter without a console before pip's script, which would open one.
    """
    library = () if data_dir is None else ("--data-dir", str(data_dir.absolute()))
    return (*_program(), *library)


def _program() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (_frozen_program(),)
    if sys.platform == "win32":
        quiet = Path(sys.executable).with_name("pythonw.exe")
        return (str(quiet if quiet.is_file() else sys.executable), "-P", "-m", PACKAGE)
    script = _pip_script()
    if script is not None:
        return (str(script),)
    return (sys.executable, "-P", "-m", PACKAGE)


def icon_path(suffix: str) -> Path | None:
    """Return the program's icon in a format (``.svg``, ``.ico``), None where there is none."""
    path = resources_dir() / "icons" / f"{PACKAGE}{suffix}"
    return path if path.is_file() else None


def _frozen_program() -> str:
    program = Path(sys.executable)
    if _stands_for(PACKAGED, program):
        return str(PACKAGED)
    image, mounted = os.environ.get("APPIMAGE"), os.environ.get("APPDIR")
    # both are inherited from whatever AppImage started us: ours only where we lie inside it
    if image and mounted and program.is_relative_to(mounted) and Path(image).is_file():
        return os.path.abspath(image)  # noqa: PTH100  # links stay as they are
    windowed = program.with_name("photofinderw.exe")
    return str(windowed if windowed.is_file() else program)


def _stands_for(command: Path, program: Path) -> bool:
    """Whether a command in the path starts the program: a link to it, or a script that names it."""
    if not any(program.is_relative_to(root) for root in _PACKAGED_ROOTS):
        return False
    try:
        if command.resolve(strict=True) == program.resolve(strict=True):
            return True
        with command.open("rb") as file:
            beginning = file.read(_SCRIPT_BYTES)
    except OSError:
        return False
    return beginning.startswith(b"#!") and os.fsencode(program) in beginning


def _pip_script() -> Path | None:
    """Return the script that pip made for this very copy of the package."""
    try:
        found = importlib.metadata.distribution(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        return None
    if not _is_this_copy(found):
        return None
    for file in found.files or ():
        if file.name == PACKAGE and file.parent.name == "bin":
            script = Path(os.path.abspath(str(found.locate_file(file))))  # noqa: PTH100
            if os.access(script, os.X_OK) and script.is_file():
                return script
    return None


def _is_this_copy(found: importlib.metadata.Distribution) -> bool:
    """Whether an installed distribution is what runs: a checkout may shadow it."""
    here = Path(photofinder.__file__).resolve().parent
    installed = Path(str(found.locate_file(PACKAGE))).resolve()
    if installed == here:
        return True
    try:
        origin = json.loads(found.read_text("direct_url.json") or "{}")
        editable = bool(origin["dir_info"].get("editable"))
        checkout = Path(unquote(urlsplit(origin["url"]).path)).resolve()
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return editable and checkout == here.parent
