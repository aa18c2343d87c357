"""What a folder lies on, told from the system's own list of mounts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from photofinder.app import file_systems
from photofinder.app.file_systems import UNKNOWN, UNLISTED_ROOT, FileSystem, file_system_of

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's list of mounts")

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 27 0:50 / /mnt/nas rw,relatime shared:2 master:3 - nfs4 nas:/photos rw,vers=4.2
41 27 8:17 / /media/me/OLD\\040CARD rw - vfat /dev/sdb1 rw
42 27 0:51 / /home/me/server rw - fuse.sshfs me@server: rw
43 40 0:52 / /mnt/nas/local rw - xfs /dev/vdb rw
44 27 0:53 / /mnt/twice rw - ext4 /dev/vdc rw
45 44 0:54 / /mnt/twice rw - cifs //nas/share rw
46 27 0:55 / /mnt/over/inner rw - ext4 /dev/vdd rw
47 27 0:56 / /mnt/over rw - nfs4 nas:/hides/the/one/before rw
"""


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mountinfo").write_text(MOUNTS)
    monkeypatch.setattr(file_systems, "MOUNTINFO", tmp_path / "mountinfo")


@linux_only
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/me/Pictures", FileSystem("ext4", False, True)),
        ("/", FileSystem("ext4", False, True)),
        ("/mnt/nas", FileSystem("nfs4", True, True)),
        ("/mnt/nas/2020/trip", FileSystem("nfs4", True, True)),
        ("/mnt/nas2", FileSystem("ext4", False, True)),
        ("/mnt/nas/local/a", FileSystem("xfs", False, True)),
        ("/media/me/OLD CARD/DCIM", FileSystem("vfat", False, False)),
        ("/home/me/server/x", FileSystem("fuse.sshfs", True, False)),
        ("/mnt/twice/a", FileSystem("cifs", True, False)),
        ("/mnt/over/inner/a", FileSystem("nfs4", True, True)),
    ],
)
def test_the_mount_that_is_seen_counts(mounts, path: str, expected: FileSystem) -> None:
    assert file_system_of(path) == expected


@linux_only
def test_without_a_list_of_mounts_nothing_is_claimed(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(file_systems, "MOUNTINFO", tmp_path / "none")
    assert file_system_of(tmp_path) == UNKNOWN
    (tmp_path / "odd").write_bytes(b"1 2 3\n\xff\n")
    monkeypatch.setattr(file_systems, "MOUNTINFO", tmp_path / "odd")
    assert file_system_of(tmp_path) == UNKNOWN
    assert file_systems.mount_points() == frozenset()


@linux_only
def test_root_that_is_mounted_on_itself_is_a_root(tmp_path: Path, monkeypatch) -> None:
    lines = "1 1 0:2 / / rw - rootfs none rw\n2 1 0:3 / /a rw - xfs x rw\n"
    (tmp_path / "mounts").write_text(lines)
    monkeypatch.setattr(file_systems, "MOUNTINFO", tmp_path / "mounts")
    names = [file_system_of(path).name for path in ("/", "/a/b", "/c")]
    assert names == ["rootfs", "xfs", "rootfs"]


@linux_only
@pytest.mark.parametrize("name", ["overlay", "tmpfs"])
def test_inodes_of_containers_are_believed(tmp_path: Path, monkeypatch, name: str) -> None:
    (tmp_path / "mountinfo").write_text(f"27 1 0:40 / / rw,relatime - {name} {name} rw\n")
    monkeypatch.setattr(file_systems, "MOUNTINFO", tmp_path / "mountinfo")
    assert file_system_of("/home/me") == FileSystem(name, False, True)


@linux_only
def test_root_of_a_chroot_is_no_fat_drive(tmp_path: Path, monkeypatch) -> None:
    """The list names what is mounted below it, not the mount that it is a folder of."""
    listed = [line for line in MOUNTS.splitlines(keepends=True) if " / / " not in line]
    (tmp_path / "mountinfo").write_text("".join(listed))
    monkeypatch.setattr(file_systems, "MOUNTINFO", tmp_path / "mountinfo")
    assert file_system_of("/home/me/Pictures") == UNLISTED_ROOT
    assert UNLISTED_ROOT.has_stable_inodes
    assert not UNLISTED_ROOT.is_remote
    assert file_system_of("/media/me/OLD CARD") == FileSystem("vfat", False, False)


@pytest.mark.skipif(
    sys.platform == "linux" and not file_systems.MOUNTINFO.exists(), reason="no list of mounts"
)
def test_the_systems_own_folder_is_on_something() -> None:
    assert file_system_of(Path(sys.executable).parent).name
