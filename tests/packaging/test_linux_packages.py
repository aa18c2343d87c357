"""The Debian package, the archive's installer and what a desktop reads of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))

import dev  # noqa: E402
from linux import archive, deb, elf_needs, lean, menu_files  # noqa: E402

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="for Linux")


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A stand-in for PyInstaller's folder: a program that writes down how it was called."""
    folder = tmp_path / "frozen photofinder"
    plugins = folder / "_internal" / "PySide6" / "Qt" / "plugins" / "platforms"
    plugins.mkdir(parents=True)
    shutil.copy("/bin/true", plugins / "libqxcb.so")
    program = folder / "photofinder"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$*" >>"$HOME/called"\nexit ${FAIL:-0}\n')
    program.chmod(0o755)
    return folder


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    assert menu_files.main(folder, archive.PLACEHOLDER) == 0
    return folder


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    path = tmp_path / "THIRD-PARTY.txt"
    path.write_text("licences\n")
    return path


# --- menu entry, icons, description


def test_menu_entry_is_valid_and_takes_no_photos_from_their_viewer(tmp_path: Path) -> None:
    menu_files.main(tmp_path, "/usr/bin/photofinder")
    entry = tmp_path / "applications" / "photofinder.desktop"
    lines = entry.read_text(encoding="utf-8").splitlines()
    assert "Exec=/usr/bin/photofinder --similar -- %F" in lines
    assert not [line for line in lines if line.startswith("MimeType")]
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(entry)], check=True)


def test_icons_are_drawn_in_every_size(share: Path) -> None:
    from PIL import Image

    for edge in menu_files.EDGES:
        with Image.open(share / f"icons/hicolor/{edge}x{edge}/apps/photofinder.png") as image:
            assert image.size == (edge, edge)
            assert image.getextrema()[3][1] > 200  # something is painted, on nothing


def test_description_is_valid(share: Path) -> None:
    (file,) = (share / "metainfo").iterdir()
    root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    assert root.findtext("launchable") == "photofinder.desktop"
    assert "image/jpeg" in {element.text for element in root.iter("mediatype")}
    if shutil.which("appstreamcli"):
        subprocess.run(["appstreamcli", "validate", "--no-net", str(file)], check=True)


# --- the Debian package


def package_of(frozen: Path, share: Path, notices: Path) -> deb.Package:
    return deb.Package(frozen, share, notices, "1.2.3", "x86_64")


def test_control_file_has_what_dpkg_wants(frozen: Path, share: Path, notices: Path) -> None:
    text = deb.control_file(
        package_of(frozen, share, notices),
        depends=["libc6 (>= 2.36)", "libx11-6"],
        recommends=[],
        suggests=[],
        installed_kib=7,
    )
    lines = text.splitlines()
    assert lines[0] == "Package: photofinder"
    assert "Depends: libc6 (>= 2.36), libx11-6" in lines
    assert "Architecture: amd64" in lines
    assert "Installed-Size: 7" in lines
    assert not [line for line in lines if line.startswith(("Recommends", "Suggests"))]
    assert next(line for line in lines if line.startswith(" ")).startswith(" photofinder indexes")
    assert text.endswith("\n")
    assert "" not in lines


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs dpkg-deb")
def test_package_holds_program_command_menu_and_licences(
    frozen: Path, share: Path, notices: Path, tmp_path: Path
) -> None:
    file = deb.build(package_of(frozen, share, notices), dev.QT_LIBRARIES, tmp_path)
    assert file.name == "photofinder_1.2.3_amd64.deb"
    assert not (tmp_path / "deb-root").exists()
    unpacked = tmp_path / "unpacked"
    subprocess.run(["dpkg-deb", "--raw-extract", str(file), str(unpacked)], check=True)
    command = unpacked / "usr/bin/photofinder"
    assert command.readlink() == Path("../lib/photofinder/photofinder")
    assert command.is_file()
    documents = unpacked / "usr/share/doc/photofinder"
    assert {path.name for path in documents.iterdir()} == {
        "changelog.gz",
        "copyright",
        "THIRD-PARTY.txt",
    }
    subprocess.run(["md5sum", "--check", "--quiet", "DEBIAN/md5sums"], check=True, cwd=unpacked)
    prerm = unpacked / "DEBIAN" / "prerm"
    assert os.access(prerm, os.X_OK)
    subprocess.run(["sh", "-n", str(prerm)], check=True)
    control = (unpacked / "DEBIAN" / "control").read_text(encoding="utf-8")
    assert "Depends: libc6" in control  # what /bin/true needs
    owners = subprocess.run(
        ["dpkg-deb", "--contents", str(file)], check=True, capture_output=True, text=True
    ).stdout
    assert {line.split()[1] for line in owners.splitlines()} == {"root/root"}
    assert {line[:10] for line in owners.splitlines()} <= {
        "drwxr-xr-x",
        "-rwxr-xr-x",
        "-rw-r--r--",
        "lrwxrwxrwx",
    }


def test_every_library_of_qt_has_its_package_and_an_unknown_one_is_told() -> None:
    packages = elf_needs.debian_packages(dev.QT_LIBRARIES, {}, dev.QT_LIBRARIES)
    assert packages == sorted(set(dev.QT_LIBRARIES.values()))
    with pytest.raises(elf_needs.UnknownLibrary, match=r"libunheard\.so\.1"):
        elf_needs.debian_packages(["libunheard.so.1"], {}, dev.QT_LIBRARIES)


@pytest.mark.parametrize(
    ("name", "versions", "told"),
    [
        ("libc.so.6", {"GLIBC": (2, 35)}, "libc6 (>= 2.35)"),
        ("libc.so.6", {}, "libc6"),
        ("libstdc++.so.6", {"GLIBCXX": (3, 4, 30)}, "libstdc++6 (>= 12)"),
        ("libstdc++.so.6", {"GLIBCXX": (3, 4, 27)}, "libstdc++6 (>= 9.3)"),
        ("libstdc++.so.6", {"GLIBCXX": (3, 4, 22)}, "libstdc++6 (>= 8)"),
    ],
)
def test_how_new_the_systems_libraries_must_be(
    name: str, versions: dict[str, tuple[int, ...]], told: str
) -> None:
    assert elf_needs.debian_packages([name], versions, {}) == [told]


def test_headers_of_a_library_are_read() -> None:
    listing = (
        "Dynamic Section:\n  NEEDED               libm.so.6\n  NEEDED               libc.so.6\n"
        "Version definitions:\n1 0x00 0x0 GLIBC_9.9\n\nVersion References:\n"
        "  required from libc.so.6:\n    0x0d69 0x00 05 GLIBC_2.9\n    0x0969 0x00 02 GLIBC_2.34\n"
        "    0x0969 0x00 02 GLIBC_PRIVATE\n"
    )
    assert elf_needs.read_headers(listing) == (
        ["libm.so.6", "libc.so.6"],
        {"GLIBC": (2, 34)},
    )


# --- the archive's installer


class Home:
    """A home folder into which an archive is installed."""

    def __init__(self, folder: Path, unpacked: Path) -> None:
        self.folder = folder
        self.unpacked = unpacked

    def run(self, script: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        environment = {"HOME": str(self.folder), "PATH": os.environ["PATH"], **extra}
        return subprocess.run(
            ["sh", str(script), *arguments],
            check=False,
            capture_output=True,
            text=True,
            env=environment,
        )

    def install(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        return self.run(self.unpacked / "install.sh", *arguments, **extra)

    def uninstall(self) -> subprocess.CompletedProcess[str]:
        return self.run(self.folder / ".local/lib/photofinder/uninstall.sh")

    @property
    def called(self) -> list[str]:
        return (self.folder / "called").read_text().splitlines()

    @property
    def files(self) -> set[str]:
        found = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*")}
        return found - {"called"}


@pytest.fixture
def home(frozen: Path, share: Path, notices: Path, tmp_path: Path) -> Home:
    target = tmp_path / "made here"
    file = archive.archive(frozen, share, notices, "photofinder-1.2.3", target)
    folder = tmp_path / "it's Alice & Bob's"
    folder.mkdir()
    subprocess.run(["tar", "xzf", str(file), "-C", str(target)], check=True)
    return Home(folder, target / "photofinder-1.2.3")


def test_archive_goes_in_and_out_without_a_trace(home: Home) -> None:
    (home.folder / ".local" / "bin").mkdir(parents=True)  # was there before, and stays
    before = home.files
    installed = home.install()
    assert installed.returncode == 0, installed.stderr
    assert home.called == ["integrate install"]
    command = home.folder / ".local/bin/photofinder"
    assert subprocess.run([command], env={"HOME": str(home.folder)}, check=True)
    removed = home.uninstall()
    assert removed.returncode == 0, removed.stderr
    assert home.called[-1] == "integrate remove"
    assert home.files == before


def test_archive_without_right_click_writes_the_menu_entry_itself(home: Home) -> None:
    assert home.install("--no-right-click").returncode == 0
    entry = home.folder / ".local/share/applications/photofinder.desktop"
    program = home.folder / ".local/lib/photofinder/photofinder"
    lines = entry.read_text(encoding="utf-8").splitlines()
    assert f'Exec="{program}" --similar -- %F' in lines
    assert f"TryExec={program}" in lines
    assert not (home.folder / "called").exists()
    home.uninstall()
    assert home.files == set()


def test_archive_is_installed_over_an_older_one(home: Home) -> None:
    home.install()
    stale = home.folder / ".local/lib/photofinder/_internal/of-an-older-version"
    stale.touch()
    assert home.install().returncode == 0
    assert not stale.exists()
    home.uninstall()
    assert home.files == set()


def test_a_command_of_somebody_else_is_not_replaced(home: Home) -> None:
    command = home.folder / ".local/bin/photofinder"
    command.parent.mkdir(parents=True)
    command.write_text("mine")
    before = home.files
    refused = home.install()
    assert refused.returncode == 1
    assert "nothing was installed" in refused.stderr
    assert command.read_text() == "mine"
    assert home.files == before


def test_unknown_option_tells_the_usage(home: Home) -> None:
    answer = home.install("--help")
    assert answer.returncode == 2
    assert "--no-right-click" in answer.stdout
    assert home.files == set()


def test_app_dir_starts_the_program_from_anywhere(
    frozen: Path, share: Path, notices: Path, tmp_path: Path
) -> None:
    folder = archive.app_dir(frozen, share, notices, tmp_path)
    assert (folder / "photofinder.desktop").is_file()
    assert (folder / ".DirIcon").is_file()
    link = tmp_path / "a link"
    link.symlink_to(folder / "AppRun")
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    subprocess.run([link, "--similar", "--", "a b.jpg"], check=True, env=environment)
    assert (tmp_path / "called").read_text() == "--similar -- a b.jpg\n"
    entry = (folder / "photofinder.desktop").read_text(encoding="utf-8")
    assert "\nExec=photofinder " in entry
    assert archive.PLACEHOLDER not in entry


# --- what is taken out of OpenCV


def test_names_that_opencv_wants_of_video_libraries_are_read() -> None:
    listing = (
        "0000000000000000      DF *UND*\t0000000000000000 (LIBAVUTIL_60) av_free\n"
        "0000000000000000      DF *UND*\t0000000000000000  Base        cblas_sgemm\n"
        "0000000000467f00 g    DF .text\t00000000000001d6  Base        PyInit_cv2\n"
        "0000000000000000      DF *UND*\t0000000000000000 (GLIBC_2.3) memcpy\n"
    )
    assert lean.undefined_symbols(listing) == {"av_free": "LIBAVUTIL_60", "memcpy": "GLIBC_2.3"}


@pytest.mark.skipif(not shutil.which("gcc"), reason="needs gcc")
def test_a_stub_has_the_names_and_versions_and_refuses(tmp_path: Path) -> None:
    library = tmp_path / "libavutil-1234.so.60"
    library.touch()
    lean._compile_stub(library, {"av_free": "LIBAVUTIL_60", "av_log": "LIBAVUTIL_60"})
    assert [path.name for path in tmp_path.iterdir()] == [library.name]
    assert lean.can_be_mapped(library.read_bytes())
    script = "import ctypes, sys; ctypes.CDLL(sys.argv[1]).av_free()"
    answer = subprocess.run(
        [sys.executable, "-c", script, str(library)], check=False, capture_output=True, text=True
    )
    assert answer.returncode < 0
    assert "av_free of libavutil is left out" in answer.stderr


def test_a_library_whose_headers_were_spoilt_is_seen() -> None:
    data = bytearray(Path("/bin/true").read_bytes())
    assert lean.can_be_mapped(bytes(data))
    assert not lean.can_be_mapped(bytes(data[: len(data) // 2]))
    first_loaded = next(
        at for at in range(64, 64 + 56 * 13, 56) if int.from_bytes(data[at : at + 4], "little") == 1
    )
    data[first_loaded + 8] ^= 8  # its offset in the file
    assert not lean.can_be_mapped(bytes(data))
