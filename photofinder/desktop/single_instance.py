"""One window per library and user: a second start hands its arguments to the first and ends.

GUI thread; a QCoreApplication must exist. Who holds the lock file is the first; it listens on a
local socket (a named pipe on Windows) that only the same user may open. The lock is let go by the
system when its holder dies, so a crashed instance is in nobody's way, and of two that start at the
same moment one is the first.

A message is its length in four bytes, big-endian, and JSON: ``{"arguments": [...]}``; the answer
is ``OK``. Who connects is not trusted: what is too long, malformed or too slow is dropped.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import logging
import os
import socket
import struct
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QLockFile
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

MAX_MESSAGE_BYTES = 64 * 1024
#: a first instance that does not answer for so long is busy or hangs: better a second window
ANSWER_S = 2.0

_LENGTH = struct.Struct(">I")
_ANSWER = b"OK"
_NAME_DIGITS = 16
RETRY_MS = 50
_MAX_CLIENTS = 16
#: one message, and a byte by which it is seen to be too long
_READ_BYTES = _LENGTH.size + MAX_MESSAGE_BYTES + 1


class SingleInstance:
    """The first instance, or the way to it.

    Parameters
    ----------
    data_dir : Path
        Each library has a window of its own.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._name = server_name(data_dir)
        self._lock: QLockFile | None = None
        self._lockless = False
        self._server: QLocalServer | None = None
        self._clients: set[_Client] = set()

    def send_to_first(self, arguments: Sequence[str]) -> bool:
        """Hand the arguments to a first instance.

        Parameters
        ----------
        arguments : sequence of str
            Their paths must be absolute: the first instance has another current folder. Those
            that do not fit into a message are left out, the last first.

        Returns
        -------
        bool
            True: they were taken, end now. False: there is none, or it does not answer.

        Notes
        -----
        At most about 2 s; some milliseconds where there is no other instance.
        """
        deadline = time.monotonic() + ANSWER_S
        message = _message(arguments)
        wait_ms = 0
        while not self._is_first(wait_ms):
            if self._sent(message, deadline):
                return True
            if self._lockless:
                return False  # no lock will ever tell us more, and nobody listens
            if time.monotonic() > deadline:
                log.warning("another window of this library is open but does not answer")
                return False
            wait_ms = RETRY_MS  # the first has its lock and does not listen yet, or just ended
        return False

    def listen(self, on_arguments: Callable[[list[str]], None]) -> bool:
        """Take the arguments of later starts; ``on_arguments`` is called on this thread.

        Returns
        -------
        bool
            False where that is not possible: the program works, a second start opens a second
            window.
        """
        from PySide6.QtNetwork import QLocalServer

        if not self._is_first():
            return False
        QLocalServer.removeServer(self._name)  # a crashed instance's: we have the lock
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(_MAX_CLIENTS)
        if not server.listen(self._name):
            log.warning("later starts cannot reach this window: %s", server.errorString())
            server.deleteLater()
            return False
        server.newConnection.connect(lambda: self._on_connection(on_arguments))
        self._server = server
        return True

    def close(self) -> None:
        """Let another instance be the first."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
            server.deleteLater()
        for client in list(self._clients):
            client.drop()
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.unlock()

    # -- the second ----------------------------------------------------------------------------

    def _is_first(self, wait_ms: int = 0) -> bool:
        """Take the lock, unless another process has it for longer than ``wait_ms``."""
        from PySide6.QtCore import QLockFile

        if self._lock is not None:
            return True
        lock = QLockFile(os.fspath(self._data_dir / f"{Path(self._name).name}.lock"))
        lock.setStaleLockTime(0)  # stale is only what a dead process left, however old
        if lock.tryLock(wait_ms):
            self._lock = lock
            return True
        if lock.error() is QLockFile.LockError.LockFailedError:
            return False
        # the folder cannot be written: no lock protects anything there, the library says so itself
        if not self._lockless:
            log.info("no lock can be made in %s", self._data_dir)
        self._lockless = True
        return not _is_ours(self._name)

    def _sent(self, message: bytes, deadline: float) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        if not _is_ours(self._name):
            return False
        _allow_foreground()
        client = QLocalSocket()
        try:
            client.connectToServer(self._name)
            if not client.waitForConnected(_left_ms(deadline)):
                return False
            client.write(message)
            while client.bytesToWrite():
                if not client.waitForBytesWritten(_left_ms(deadline)):
                    return False
            answer = b""
            while len(answer) < len(_ANSWER):
                if not client.bytesAvailable() and not client.waitForReadyRead(_left_ms(deadline)):
                    return False
                answer += bytes(client.readAll().data())
            return answer == _ANSWER
        finally:
            client.abort()

    # -- the first -----------------------------------------------------------------------------

    def _on_connection(self, on_arguments: Callable[[list[str]], None]) -> None:
        server = self._server
        while server is not None and server.hasPendingConnections():
            connection = server.nextPendingConnection()
            if len(self._clients) >= _MAX_CLIENTS:
                log.warning("too many starts at once: one was sent away")
                connection.abort()
                connection.deleteLater()
                continue
            self._clients.add(_Client(connection, on_arguments, self._clients.discard))


class _Client:
    """One start that connected."""

    def __init__(
        self,
        connection: QLocalSocket,
        on_arguments: Callable[[list[str]], None],
        on_gone: Callable[[_Client], None],
    ) -> None:
        from PySide6.QtCore import QTimer

        connection.setReadBufferSize(_READ_BYTES)  # what is not read stays with who sends it
        self._connection = connection
        self._on_arguments = on_arguments
        self._on_gone = on_gone
        self._received = b""
        self._answered = False
        self._clock = QTimer(connection)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._on_too_slow)
        self._clock.start(round(ANSWER_S * 1_000))
        connection.readyRead.connect(self._on_data)
        connection.disconnected.connect(self._on_disconnected)
        self._on_data()

    def drop(self) -> None:
        """End the connection."""
        self._clock.stop()
        self._connection.abort()
        self._forget()

    def _on_data(self) -> None:
        if self._answered:
            if self._connection.bytesAvailable():
                log.warning("another start went on talking after the answer")
                self.drop()
            return
        # never more than one message and a byte, whatever is sent
        room = _READ_BYTES - len(self._received)
        self._received += bytes(self._connection.read(room).data())
        try:
            arguments = _arguments(self._received)
        except ValueError as error:
            log.warning("a message from another start was dropped: %s", error)
            self.drop()
            return
        if arguments is None:
            return
        self._answered = True
        self._connection.write(_ANSWER)
        self._connection.flush()
        self._on_arguments(arguments)

    def _on_too_slow(self) -> None:
        if not self._answered:
            log.warning("another start connected and said nothing complete")
        self.drop()

    def _on_disconnected(self) -> None:
        self._clock.stop()
        self._forget()

    def _forget(self) -> None:
        self._on_gone(self)
        self._connection.deleteLater()


def server_name(data_dir: Path) -> str:
    """Return where the first instance of a library listens: one for each user and computer."""
    real = os.path.normcase(os.path.realpath(data_dir))
    parts = (getpass.getuser(), socket.gethostname(), real)
    text = "\0".join(parts).encode("utf-8", "surrogateescape")
    name = f"photofinder-{hashlib.sha256(text).hexdigest()[:_NAME_DIGITS]}"
    if sys.platform == "win32":
        return name
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and os.access(runtime, os.W_OK):
        return str(Path(runtime) / name)
    from PySide6.QtCore import QDir

    return str(Path(QDir.tempPath()) / name)


def _is_ours(name: str) -> bool:
    """Whether a socket is there and belongs to this user: in /tmp anybody could have put one."""
    if sys.platform == "win32":
        return True  # the pipe's own rights say so
    try:
        return Path(name).lstat().st_uid == os.getuid()
    except OSError:
        return False


def _allow_foreground() -> None:
    """Let the first instance's window come to the front; Windows asks who has the right to."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def _left_ms(deadline: float) -> int:
    return max(round((deadline - time.monotonic()) * 1_000), 1)


def _message(arguments: Sequence[str]) -> bytes:
    """Pack arguments; those at the end that do not fit are left out."""
    taken = list(arguments)
    while True:
        body = json.dumps({"arguments": taken}).encode("ascii")  # keeps undecodable names, too
        if len(body) <= MAX_MESSAGE_BYTES:
            break
        # each argument takes three more bytes than it has letters, at least
        over = len(body) - MAX_MESSAGE_BYTES
        while taken and over > 0:
            over -= len(json.dumps(taken.pop())) + 2
    if len(taken) < len(arguments):
        log.warning("%d arguments do not fit into a message", len(arguments) - len(taken))
    return _LENGTH.pack(len(body)) + body


def _arguments(received: bytes) -> list[str] | None:
    """Read a message; None while it is incomplete.

    Raises
    ------
    ValueError
        It can never become one.
    """
    if len(received) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack_from(received)
    if length > MAX_MESSAGE_BYTES:
        raise ValueError(f"it has {length} bytes")
    body = received[_LENGTH.size :]
    if len(body) > length:
        raise ValueError("it is longer than it says")
    if len(body) < length:
        return None
    try:
        values: Any = json.loads(body)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    arguments = values.get("arguments") if isinstance(values, dict) else None
    if not isinstance(arguments, list) or not all(isinstance(one, str) for one in arguments):
        raise ValueError("it holds no list of arguments")
    return arguments
