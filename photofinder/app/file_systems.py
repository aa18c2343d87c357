"""What kind of file system a folder lies on: whose computer's, and what its inodes are worth.

Python has no portable question for this: Linux tells it in ``/proc/self/mountinfo``, macOS by
``statfs``, Windows by ``GetDriveType``. Where nothing can be found out, a folder counts as local
and its inode numbers as worth nothing: both cost nothing but a chance. Any thread.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import logging
import os
import re
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

MOUNTINFO = Path("/proc/self/mountinfo")
# fmt: off
#: what other computers change here is heard of by none of the systems' ways to watch
_REMOTE = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "afpfs", "webdav", "davfs",
    "ncpfs", "9p", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "ceph", "coda", "gfs2", "glusterfs",
    "lustre", "ocfs2", "orangefs", "pvfs2", "beegfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs",
    "fuse.davfs2", "fuse.glusterfs", "fuse.cephfs", "fuse.ceph-fuse", "fuse.s3fs",
    "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.smbnetfs", "fuse.juicefs", "fuse.gcsfuse",
    "fuse.curlftpfs", "fuse.vmhgfs-fuse",
})
#: a file keeps its inode number for life. FAT and exFAT are not among them (they make numbers up
#: whenever a file is looked at for the first time), nor is FUSE, which may hide both
_STABLE_INODES = frozenset({
    "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "bcachefs", "jfs", "reiserfs",
    "nilfs2", "tmpfs", "overlay", "ntfs3", "nfs", "nfs4", "apfs", "hfs", "hfsplus", "ufs",
})
# fmt: on
_OCTAL = re.compile(rb"\\([0-7]{3})")
_WINDOWS_REMOTE_DRIVE = 4
_MACOS_LOCAL_FLAG = 0x1000
_MACOS_FLAGS_AT, _MACOS_NAME_AT, _MACOS_NAME_LENGTH = 64, 72, 16
_MACOS_STATFS_BYTES = 4_096  # the struct has 2,168


@dataclass(frozen=True, slots=True)
class FileSystem:
    """What is known of a file system; ``name`` is empty where nothing is."""

    name: str = ""
    is_remote: bool = False
    has_stable_inodes: bool = False


UNKNOWN = FileSystem()
#: below no mount that is listed: the root of a chroot or of a sandbox, whose own mount is out of
#: sight. A system runs from it, with links and rights, which FAT and exFAT cannot hold
UNLISTED_ROOT = FileSystem("root", has_stable_inodes=True)


def file_system_of(path: str | Path) -> FileSystem:
    """Say what a folder lies on; costs some 0.1 ms."""
    try:
        if sys.platform == "win32":
            return _windows(os.fspath(path))
        if sys.platform == "darwin":
            return _macos(os.fspath(path))
        return _linux(os.path.realpath(path))
    except (OSError, ValueError, AttributeError, IndexError, struct.error) as error:
        log.debug("the file system of %s is not known: %s", path, error)
        return UNKNOWN


def mount_points() -> frozenset[Path]:
    """Return where Linux has mounted something; empty where that cannot be read."""
    try:
        return frozenset(Path(os.fsdecode(mount.point)) for mount in _mounts())
    except (OSError, ValueError) as error:
        log.debug("the mounts are not known: %s", error)
        return frozenset()


@dataclass(frozen=True, slots=True)
class _Mount:
    """A line of the system's list; ``parent`` is the number of what it is mounted on."""

    number: bytes
    parent: bytes
    point: bytes
    kind: bytes


def _mounts() -> Iterator[_Mount]:
    """Give every mount, in the order they were made."""
    for line in MOUNTINFO.read_bytes().splitlines():
        # 36 35 98:0 /root /mount/point options [optional fields] - type source super-options
        before, _, after = line.partition(b" - ")
        number, parent, _, _, point = before.split(b" ")[:5]
        point = _OCTAL.sub(lambda code: bytes([int(code[1], 8)]), point)
        yield _Mount(number, parent, point, after.split(b" ")[0])


def _linux(path: str) -> FileSystem:
    """Go down from mount to mount, as the system does.

    The innermost mount would not do: a later one on a folder above hides it.
    """
    wanted = os.fsencode(path)
    mounts = list(_mounts())
    known = {mount.number for mount in mounts if mount.number != mount.parent}
    holding = [mount for mount in mounts if _holds(mount.point, wanted)]
    at: _Mount | None = None
    while True:
        inside = [
            mount
            for mount in reversed(holding)
            if (mount.parent == at.number if at is not None else mount.parent not in known)
        ]
        if not inside:
            break
        at = min(inside, key=lambda mount: len(mount.point))
        holding.remove(at)
    return UNLISTED_ROOT if at is None else _by_name(at.kind.decode("ascii", "replace"))


def _holds(mount: bytes, path: bytes) -> bool:
    return path == mount or path.startswith(mount.rstrip(b"/") + b"/")


def _by_name(name: str) -> FileSystem:
    return FileSystem(name, name in _REMOTE, name in _STABLE_INODES)


def _windows(path: str) -> FileSystem:
    windll: Any = getattr(ctypes, "windll")  # noqa: B009  # only Windows has it
    drive = os.path.splitdrive(os.path.realpath(path))[0]
    kind = windll.kernel32.GetDriveTypeW(f"{drive}\\")
    remote = kind == _WINDOWS_REMOTE_DRIVE
    return FileSystem("network drive" if remote else "drive", is_remote=remote)


@functools.cache
def _macos_statfs() -> Any:
    library = ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True)
    # Intel keeps the struct of 32-bit inode numbers under the plain name
    function = getattr(library, "statfs$INODE64", None) or library.statfs
    function.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
    return function


def _macos(path: str) -> FileSystem:
    buffer = ctypes.create_string_buffer(_MACOS_STATFS_BYTES)
    if _macos_statfs()(os.fsencode(path), buffer) != 0:
        return UNKNOWN
    flags = struct.unpack_from("=I", buffer, _MACOS_FLAGS_AT)[0]
    raw = buffer.raw[_MACOS_NAME_AT : _MACOS_NAME_AT + _MACOS_NAME_LENGTH]
    found = _by_name(raw.partition(b"\0")[0].decode("ascii", "replace"))
    remote = found.is_remote or not flags & _MACOS_LOCAL_FLAG
    return FileSystem(found.name, remote, found.has_stable_inodes)
