"""Makes the Debian package out of the frozen program. Needs dpkg-deb; no root.

The program lies in /usr/lib/photofinder, the command in /usr/bin. dpkg's own triggers renew the
caches of menus and icons, so nothing needs to be done after unpacking. Before removal the entries
that users let photofinder write into their own menus go; their library and settings stay.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from linux.elf_needs import debian_packages, needs_of

HERE = Path(__file__).resolve().parent
HOME_OF_PROGRAM = Path("usr", "lib", "photofinder")
DOCUMENTS = Path("usr", "share", "doc", "photofinder")
MAINTAINER = "The photofinder developers <photofinder@localhost>"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
GTK = "libgtk-3.so.0"
_KIB = 1024


@dataclass(frozen=True)
class Package:
    """What a package is made from.

    Attributes
    ----------
    frozen : Path
        PyInstaller's folder.
    share : Path
        What `menu_files` wrote.
    notices : Path
        The licences of what is inside.
    """

    frozen: Path
    share: Path
    notices: Path
    version: str
    machine: str

    @property
    def architecture(self) -> str:
        """Debian's name of the machine."""
        return ARCHITECTURES.get(self.machine, self.machine)


def build(package: Package, qt_libraries: dict[str, str], target: Path) -> Path:
    """Write the package into ``target``; return its path."""
    root = target / "deb-root"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(package, root)
    needs = needs_of(package.frozen)
    control = control_file(
        package,
        depends=debian_packages(needs.required, needs.versions, qt_libraries),
        recommends=["fonts-dejavu-core | fonts-noto-core"],
        suggests=["libgtk-3-0"] if GTK in needs.optional else [],  # brings the others of it
        installed_kib=installed_kib(root),
    )
    write_control(root / "DEBIAN", control, md5sums(root))
    file = target / f"photofinder_{package.version}_{package.architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(root), str(file)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(root)
    return file


def lay_out(package: Package, root: Path) -> None:
    """Put every file where it will be installed."""
    shutil.copytree(package.frozen, root / HOME_OF_PROGRAM, symlinks=True)
    command = root / "usr" / "bin" / "photofinder"
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("..", "lib", "photofinder", "photofinder"))
    shutil.copytree(package.share, root / "usr" / "share", dirs_exist_ok=True)
    documents = root / DOCUMENTS
    documents.mkdir(parents=True)
    (documents / "copyright").write_text(copyright_file(), encoding="utf-8")
    shutil.copy(package.notices, documents / "THIRD-PARTY.txt")
    changes = f"photofinder ({package.version}) unstable; urgency=low\n\n  * See README.md.\n"
    now = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime())
    stamped = f"{changes}\n -- {MAINTAINER}  {now}\n"
    (documents / "changelog.gz").write_bytes(gzip.compress(stamped.encode(), mtime=0))
    _set_modes(root)


def control_file(
    package: Package,
    *,
    depends: list[str],
    recommends: list[str],
    suggests: list[str],
    installed_kib: int,
) -> str:
    """Return the control file.

    References
    ----------
    Debian Policy 4.6, chapter 5.
    """
    fields = {
        "Package": "photofinder",
        "Version": package.version,
        "Section": "graphics",
        "Priority": "optional",
        "Architecture": package.architecture,
        "Installed-Size": str(installed_kib),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(recommends),
        "Suggests": ", ".join(suggests),
        "Maintainer": MAINTAINER,
        "Description": "find similar photos and copies in your own library\n"
        " photofinder indexes the photos on your own drives and finds those that look\n"
        " alike, and copies of one photo in other sizes, formats and qualities. It shows\n"
        " why they are copies, keeps the best, and moves the others to the trash; every\n"
        " step can be undone. Everything happens on your machine.\n"
        " .\n"
        " It brings its own Python, Qt and decoders.",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


def write_control(folder: Path, control: str, sums: str) -> None:
    """Write what dpkg reads."""
    folder.mkdir()
    (folder / "control").write_text(control, encoding="utf-8")
    (folder / "md5sums").write_text(sums, encoding="utf-8")
    for script in ("prerm",):
        copied = folder / script
        shutil.copy(HERE / script, copied)
        copied.chmod(0o755)


def copyright_file() -> str:
    """Return the machine-readable copyright file; it names where the others' licences are."""
    licence = (HERE.parents[1] / "LICENSE").read_text(encoding="utf-8")
    text = "\n".join(f" {line}" if line.strip() else " ." for line in licence.strip().splitlines())
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: photofinder\n"
        "Comment: Python, Qt, decoders and models are bundled; their licences are in\n"
        " /usr/share/doc/photofinder/THIRD-PARTY.txt and beside the models in\n"
        " /usr/lib/photofinder/_internal/models.\n\n"
        "Files: *\n"
        "Copyright: The photofinder developers\n"
        f"License: Expat\n{text}\n"
    )


def installed_kib(root: Path) -> int:
    """Return the installed size as dpkg counts it: each file in whole kibibytes, folders as one."""
    total = 0
    for path in root.rglob("*"):
        plain = path.is_file() and not path.is_symlink()
        total += -(-path.stat().st_size // _KIB) if plain else 1
    return total


def md5sums(root: Path) -> str:
    """Return the sums that `dpkg --verify` compares with."""
    import hashlib

    lines = []
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {path.relative_to(root).as_posix()}\n")
    return "".join(lines)


def _set_modes(root: Path) -> None:
    """Give everybody what a package gives, whatever the builder's umask is."""
    for path in root.rglob("*"):
        if path.is_symlink():
            continue
        runs = path.is_dir() or os.access(path, os.X_OK)
        path.chmod(0o755 if runs else 0o644)
