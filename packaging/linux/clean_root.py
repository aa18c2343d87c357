"""Installs the packages where nothing else is: a root of debootstrap's minbase, without Python.

The .deb goes in by apt with what it depends on, its self-test runs, its window opens on an X
server outside, it is removed, and the files are compared with those of before. The archive then
goes in and out of a user's home. Needs root, debootstrap and a Debian mirror; everything happens
below build/bundle/root, in a mount namespace that ends with the command.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from linux.window_start import NothingPainted, time_to_paint, x_server

SUITE = "bookworm"  # the oldest that the .deb is made for
MIRROR = "http://deb.debian.org/debian"
USER = "alice"
_INSTALL_S = 900

_BOOKKEEPING = (
    # apt's and dpkg's own notes of what was done, and the caches of the system
    "var/lib/apt", "var/lib/dpkg", "var/cache", "var/log", "var/lib/ucf", "etc/ld.so.cache",
    "run", "tmp", "proc", "dev", "sys", "work", "var/lib/systemd", "var/lib/pam",
)  # fmt: skip
_USERS_OWN = (
    # the library and settings, which stay, and caches of Qt and of the font library
    f"home/{USER}/.local/share/photofinder", f"home/{USER}/.cache", "root/.cache",
)  # fmt: skip


_ABOVE_USERS_OWN = {above.as_posix() for own in _USERS_OWN for above in Path(own).parents}
_IGNORED = frozenset((*_BOOKKEEPING, *_USERS_OWN))


class CleanRootProblem(Exception):
    """Something did not work in the clean root, or was left behind."""


def why_not() -> str:
    """Tell why this machine cannot do it; empty if it can."""
    if os.geteuid() != 0:
        return "that needs root"
    if shutil.which("debootstrap") is None or shutil.which("unshare") is None:
        return "that needs debootstrap and unshare"
    return ""


def prove(place: Path, *, deb: Path, archive: Path, suite: str = SUITE) -> None:
    """Install, test and remove both packages.

    Raises
    ------
    CleanRootProblem
    """
    root = fresh_root(place, suite)
    inside(root, f"useradd --create-home --shell /bin/sh {USER}")
    inside(root, "! command -v python3 && ! ls /usr/lib/python3*", told="no Python in the root")
    shutil.copy(deb, root / "tmp" / deb.name)
    shutil.copy(archive, root / "tmp" / archive.name)
    prove_deb(root, deb.name)
    inside(root, f"apt-get install -y --no-install-recommends /tmp/{deb.name} >/dev/null")
    inside(root, "apt-get remove -y photofinder >/dev/null")  # what it depends on stays
    prove_archive(root, archive.name)


def fresh_root(place: Path, suite: str) -> Path:
    """Give a new copy of the bare system; it is fetched once."""
    base, root = place / f"root-{suite}", place / "root"
    if not (base / "usr" / "bin" / "apt-get").exists():
        shutil.rmtree(base, ignore_errors=True)
        _say(f"fetching {suite} with debootstrap")
        _run(["debootstrap", "--variant=minbase", suite, str(base), MIRROR])
    shutil.rmtree(root, ignore_errors=True)
    _run(["cp", "--archive", "--reflink=auto", str(base), str(root)])
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    inside(root, "apt-get -q update >/dev/null")
    return root


def prove_deb(root: Path, name: str) -> None:
    """Install the package with apt, start it, and remove it without a trace."""
    before = files_of(root)
    inside(root, f"apt-get install -y --no-install-recommends /tmp/{name} >/dev/null")
    added = files_of(root) - before
    _say(f"the .deb installed {len(added)} files, its dependencies among them")
    inside(root, "! command -v python3", told="and still no Python")
    inside(root, "dpkg --verify photofinder", told="dpkg --verify finds every file as packed")
    as_user(root, "photofinder --version && photofinder --self-test")
    _open_window(root)
    as_user(root, "photofinder integrate install && photofinder integrate status")
    entries = sorted(path for path in files_of(root) - before - added if path.startswith("home/"))
    _say(f"alice had {len(entries)} files written")
    inside(root, "apt-get purge -y --auto-remove photofinder >/dev/null")
    left = sorted(files_of(root) - before)
    lost = sorted(before - files_of(root))
    if left or lost:
        raise CleanRootProblem(f"left behind: {left[:20]}; lost: {lost[:20]}")
    kept = root / "home" / USER / ".local" / "share" / "photofinder"
    _say(f"removed: no file left, none lost; alice's own data is kept: {kept.is_dir()}")


def _open_window(root: Path) -> None:
    """Open the window as a user inside, on an X server outside."""
    if shutil.which("Xvfb") is None:
        _say("no Xvfb here: no window was opened")
        return
    try:
        with x_server() as display:
            command = entering(root, _by_user(f"env DISPLAY={display} photofinder"))
            seconds = time_to_paint(command, display, root.with_name("clean-root-window.png"))
    except NothingPainted as problem:
        raise CleanRootProblem(str(problem)) from problem
    _say(f"its window was painted after {seconds:.1f} s (clean-root-window.png)")


def prove_archive(root: Path, name: str) -> None:
    """Install the archive for one user without root, start it, and remove it without a trace."""
    folder = name.removesuffix(".tar.gz")
    as_user(root, f"cd ~ && tar xzf /tmp/{name}")
    before = files_of(root)
    as_user(root, f"~/{folder}/install.sh && ~/.local/bin/photofinder --self-test")
    as_user(root, "~/.local/lib/photofinder/uninstall.sh")
    left = sorted(files_of(root) - before)
    if left:
        raise CleanRootProblem(f"the archive left behind: {left[:20]}")
    _say("the archive's uninstall.sh leaves no file of its own")


def files_of(root: Path) -> set[str]:
    """Return every file, link and folder of the root but bookkeeping and the user's own data."""
    found: set[str] = set()
    for folder, names, files in os.walk(root):
        place = Path(folder).relative_to(root)
        names[:] = [name for name in names if (place / name).as_posix() not in _IGNORED]
        found.update((place / name).as_posix() for name in (*names, *files))
    return found - _ABOVE_USERS_OWN


def as_user(root: Path, command: str) -> None:
    """Run a shell command in the root as an ordinary user."""
    inside(root, _by_user(command))


def _by_user(command: str) -> str:
    return f"su - {USER} -c {shlex.quote(f'export LANG=C.UTF-8; {command}')}"


def inside(root: Path, command: str, told: str = "") -> None:
    """Run a shell command as root inside."""
    _run(entering(root, command))
    if told:
        _say(told)


def entering(root: Path, command: str) -> list[str]:
    """Return what runs a shell command inside, with the X server's socket of outside."""
    sockets = root / "tmp" / ".X11-unix"
    sockets.mkdir(mode=0o1777, exist_ok=True)
    script = (
        'mount -t proc proc "$0/proc" && mount -t devpts devpts "$0/dev/pts" && '
        'if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"; fi && '
        'exec chroot "$0" env -i HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive '
        'PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -c "$1"'
    )
    unshared = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    return [*unshared, "sh", "-c", script, str(root), command]


def _run(command: list[str]) -> None:
    result = subprocess.run(command, check=False, timeout=_INSTALL_S, stdin=subprocess.DEVNULL)
    if result.returncode != 0:
        raise CleanRootProblem(f"{command[-1]} ended with {result.returncode}")


def _say(text: str) -> None:
    sys.stderr.write(f"clean root: {text}\n")
    sys.stderr.flush()
