"""Makes what needs no root: the archive with its installer, and an AppDir (AppImage)."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PLACEHOLDER = "/@PROGRAM@"  # Exec keys want an absolute path
APP_RUN = """#!/bin/sh
here=$(dirname -- "$(readlink -f -- "$0")")
exec "$here/usr/lib/photofinder/photofinder" "$@"
"""


def archive(frozen: Path, share: Path, notices: Path, name: str, target: Path) -> Path:
    """Write NAME.tar.gz into ``target``: one folder with install.sh; return its path."""
    folder = target / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(frozen, folder / "photofinder", symlinks=True)
    for part in ("applications/photofinder.desktop", "icons/hicolor/scalable/apps/photofinder.svg"):
        copied = folder / "share" / part
        copied.parent.mkdir(parents=True)
        shutil.copy(share / part, copied)
    entry = folder / "share" / "applications" / "photofinder.desktop"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(text.replace(PLACEHOLDER, "@PROGRAM@"), encoding="utf-8")
    for script in ("install.sh", "uninstall.sh"):
        shutil.copy(HERE / script, folder / script)
        (folder / script).chmod(0o755)
    shutil.copy(notices, folder / "THIRD-PARTY.txt")
    shutil.copy(HERE.parents[1] / "LICENSE", folder / "LICENSE")
    file = target / f"{name}.tar.gz"
    with tarfile.open(file, "w:gz", compresslevel=6) as tar:
        tar.add(folder, name, filter=_owned_by_root)
    shutil.rmtree(folder)
    return file


def _owned_by_root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def app_dir(frozen: Path, share: Path, notices: Path, target: Path) -> Path:
    """Write photofinder.AppDir into ``target``; return its path."""
    folder = target / "photofinder.AppDir"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(frozen, folder / "usr" / "lib" / "photofinder", symlinks=True)
    shutil.copytree(share, folder / "usr" / "share")
    shutil.copy(notices, folder / "usr" / "share" / "THIRD-PARTY.txt")
    entry = folder / "usr" / "share" / "applications" / "photofinder.desktop"
    lines = entry.read_text(encoding="utf-8").replace(PLACEHOLDER, "photofinder").splitlines()
    kept = [line for line in lines if not line.startswith("TryExec=")]
    entry.write_text("\n".join(kept) + "\n", encoding="utf-8")
    for name in ("photofinder.desktop", "photofinder.svg"):
        place = "applications" if name.endswith(".desktop") else "icons/hicolor/scalable/apps"
        (folder / name).symlink_to(Path("usr", "share", place, name))
    (folder / ".DirIcon").symlink_to("photofinder.svg")
    runner = folder / "AppRun"
    runner.write_text(APP_RUN, encoding="utf-8")
    runner.chmod(0o755)
    return folder


def app_image(folder: Path, name: str) -> Path | None:
    """Pack an AppDir with appimagetool; None where that is not installed."""
    tool = shutil.which("appimagetool")
    if tool is None:
        return None
    file = folder.with_name(f"{name}.AppImage")
    subprocess.run([tool, "--no-appstream", str(folder), str(file)], check=True)
    return file
