"""Who is at the other end of a local socket, as the system says."""

from __future__ import annotations

import os
import socket
import struct
import sys


def peer_uid(descriptor: int) -> int | None:
    """Return the user at the other end of a connected local socket.

    Parameters
    ----------
    descriptor : int
        Of the socket; it stays open.

    Returns
    -------
    int or None
        None where the system does not tell (Windows, whose pipes have rights of their own).

    Raises
    ------
    OSError
        The other end is gone.
    """
    if sys.platform == "win32":
        return None
    elif sys.platform.startswith("linux"):  # noqa: RET505  # type checkers know the platforms so
        with socket.socket(fileno=os.dup(descriptor)) as twin:
            size = struct.calcsize("3i")
            credentials = twin.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
        _, uid, _ = struct.unpack("3i", credentials)  # pid, uid, gid
        return int(uid)
    else:
        return _by_libc(descriptor)


def _by_libc(descriptor: int) -> int | None:
    """Ask getpeereid(3) of macOS and the BSDs."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    ask = getattr(libc, "getpeereid", None)
    if ask is None:
        return None
    uid, gid = ctypes.c_uint32(), ctypes.c_uint32()
    if ask(ctypes.c_int(descriptor), ctypes.byref(uid), ctypes.byref(gid)) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return int(uid.value)
