"""The quick way to a window that is open already: no Qt, nothing heavy, before anything else.

A file manager's action is a new process. Where a window runs, this process has nothing to do but
hand its arguments over, and whoever clicked waits for that: some 20 ms instead of the 300 ms that
loading Qt takes. Whatever is not as it should be (nobody listens, another user's socket, no
answer) means False, and the ordinary start finds out what to do.
"""

from __future__ import annotations

import os
import sys
import time

from photofinder.desktop import instance_protocol as protocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

#: asked for at once
_READ_BYTES = 16


def hand_over(data_dir: str | os.PathLike[str] | None, arguments: Sequence[str]) -> bool:
    """Hand arguments to the window of a library, if one is open.

    Parameters
    ----------
    data_dir : path or None
        As it was given; None for the user's own.
    arguments : sequence of str
        Their paths must be absolute: the window has another current folder.

    Returns
    -------
    bool
        True: they were taken, end now.

    Notes
    -----
    At most about `ANSWER_S`; less than a millisecond where nobody listens.
    """
    place = default_data_dir() if data_dir is None else os.path.expanduser(data_dir)  # noqa: PTH111
    name = protocol.server_name(place)
    if not protocol.is_ours(name):
        return False
    message = protocol.pack(arguments, protocol.activation(os.environ))
    deadline = time.monotonic() + protocol.ANSWER_S
    protocol.allow_foreground()
    try:
        return _talk(name, message, deadline) == protocol.TAKEN
    except OSError:  # nobody listens (any more), or not in time
        return False


def default_data_dir() -> str:
    """Return `AppPaths.default`, in most cases without loading what finds it in all of them."""
    if sys.platform.startswith("linux"):
        chosen = os.environ.get("XDG_DATA_HOME", "")
        if os.path.isabs(chosen):  # noqa: PTH117  # pathlib costs 8 ms
            return os.path.join(chosen, "photofinder")  # noqa: PTH118
        home = os.environ.get("HOME", "")
        if not chosen and os.path.isabs(home):  # noqa: PTH117
            return os.path.join(home, ".local/share/photofinder")  # noqa: PTH118
    import platformdirs

    return platformdirs.user_data_dir("photofinder", appauthor=False)


def _left_s(deadline: float) -> float:
    """Return the time that is left; OSError where none is."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


if sys.platform == "win32":

    def _talk(name: str, message: bytes, deadline: float) -> bytes:
        """Send a message through a named pipe of Windows and return the answer."""
        import _winapi  # what multiprocessing.connection is made of

        path = rf"\\.\pipe\{name}"
        access = _winapi.GENERIC_READ | _winapi.GENERIC_WRITE
        handle = _winapi.CreateFile(
            path, access, 0, 0, _winapi.OPEN_EXISTING, _winapi.FILE_FLAG_OVERLAPPED, 0
        )

        def wait(overlapped: Any, error: int) -> None:
            if error != _winapi.ERROR_IO_PENDING:
                return
            events = [overlapped.event]
            if _winapi.WaitForMultipleObjects(events, False, round(_left_s(deadline) * 1e3)) != 0:
                overlapped.cancel()
                raise TimeoutError

        try:
            sent = 0
            while sent < len(message):
                overlapped, error = _winapi.WriteFile(handle, message[sent:], overlapped=True)
                wait(overlapped, error)
                sent += overlapped.GetOverlappedResult(True)[0]
            answer = b""
            while len(answer) < len(protocol.TAKEN):
                overlapped, error = _winapi.ReadFile(handle, _READ_BYTES, overlapped=True)
                wait(overlapped, error)
                count = overlapped.GetOverlappedResult(True)[0]
                answer += bytes(overlapped.getbuffer() or b"")[:count]
                if not count:
                    break
            return answer
        finally:
            _winapi.CloseHandle(handle)

else:

    def _talk(name: str, message: bytes, deadline: float) -> bytes:
        """Send a message and return the answer; OSError where that cannot be done in time."""
        import socket

        from photofinder.desktop.peer import peer_uid

        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(_left_s(deadline))
            client.connect(name)
            owner = peer_uid(client.fileno())
            if owner is not None and owner != os.getuid():
                return b""  # another user listens there
            client.sendall(message)
            answer = b""
            while len(answer) < len(protocol.TAKEN):
                client.settimeout(_left_s(deadline))
                part = client.recv(_READ_BYTES)
                if not part:
                    break
                answer += part
            return answer
