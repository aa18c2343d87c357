"""What a later start and the first instance say to each other. Light: a later start imports this.

A message is its length in four bytes, big-endian, and JSON: ``{"arguments": [...], "activation":
"...", "left_out": n}``; the answer is ``OK``, or ``NO`` from an instance that does not understand
it. Where the first listens is one name for each user, computer and library: a socket in the user's
runtime folder, or a named pipe on Windows.
"""

from __future__ import annotations

import os
import sys

# the socket module itself is 10 ms of a later start's time; nothing of it is needed
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: some 10,000 names of 100 letters: more than a command line takes
MAX_MESSAGE_BYTES = 1024 * 1024
#: a first instance that does not answer for so long hangs: better a second window
ANSWER_S = 2.0
TAKEN, NOT_UNDERSTOOD = b"OK", b"NO"
LENGTH_BYTES = 4
#: a token is some 40 letters; what is longer is none
MAX_ACTIVATION = 512
#: what desktops hand a program that they start, so that its window may come to the front
_ACTIVATION_NAMES = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
_MAX_PATH_BYTES = 100
_FNV_START, _FNV_PRIME, _64_BITS = 0xCBF29CE484222325, 0x100000001B3, (1 << 64) - 1


def server_name(data_dir: str | os.PathLike[str]) -> str:
    """Return where the first instance of a library listens: one for each user and computer."""
    real = os.path.normcase(os.path.realpath(data_dir))
    text = "\0".join((_user(), _computer(), real)).encode("utf-8", "surrogatepass")
    name = f"photofinder-{_fnv(text):016x}"
    if sys.platform == "win32":
        return name
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if not (runtime and os.access(runtime, os.W_OK)):
        runtime = os.environ.get("TMPDIR") or "/tmp"  # noqa: S108  # owners are checked
    place = os.path.join(runtime, name)  # noqa: PTH118  # pathlib costs 8 ms
    # a socket's path has 104 bytes on macOS, 108 on Linux
    return place if len(os.fsencode(place)) < _MAX_PATH_BYTES else f"/tmp/{name}"  # noqa: S108


def _user() -> str:
    if sys.platform == "win32":
        return os.environ.get("USERNAME", "")
    return str(os.getuid())


def _computer() -> str:
    """Return the computer's name: a home folder may be shared by several."""
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "")
    return os.uname().nodename


def _fnv(data: bytes) -> int:
    """Return the FNV-1a hash: no secret, only short; hashlib would cost 5 ms to load."""
    value = _FNV_START
    for byte in data:
        value = ((value ^ byte) * _FNV_PRIME) & _64_BITS
    return value


def is_ours(name: str) -> bool:
    """Whether a socket is there and belongs to this user: in /tmp anybody could have put one."""
    if sys.platform == "win32":
        return True  # the pipe's own rights say so
    try:
        return os.lstat(name).st_uid == os.getuid()
    except OSError:
        return False


def activation(environment: Mapping[str, str]) -> str:
    """Return what the desktop gave this start so that a window may come to the front."""
    for name in _ACTIVATION_NAMES:
        token = environment.get(name, "")
        if token:
            return token[:MAX_ACTIVATION]
    return ""


def pack(arguments: Sequence[str], activation_token: str = "") -> bytes:
    """Pack a message; arguments at the end that do not fit are left out and counted."""
    import json

    taken = list(arguments)
    while True:
        left_out = len(arguments) - len(taken)
        message = {"arguments": taken, "activation": activation_token, "left_out": left_out}
        body = json.dumps(message).encode("ascii")  # keeps undecodable names, too
        if len(body) <= MAX_MESSAGE_BYTES:
            return len(body).to_bytes(LENGTH_BYTES, "big") + body
        # each argument takes three more bytes than it has letters, at least
        over = len(body) - MAX_MESSAGE_BYTES + len("00000")
        while taken and over > 0:
            over -= len(json.dumps(taken.pop())) + 2


def allow_foreground() -> None:
    """Let the first instance's window come to the front; Windows asks who has the right to."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
