"""One window per library and user: a second start hands its arguments to the first and ends.

GUI thread; a QCoreApplication must exist. Who holds the lock file is the first; it listens on a
local socket (a named pipe on Windows) that only the same user may open. The lock is let go by the
system when its holder dies, so a crashed instance is in nobody's way, and of two that start at the
same moment one is the first. Most later starts do not come as far as this module: see
`desktop.hand_over`.

What is said is in `desktop.instance_protocol`. Who connects is not trusted: other users are sent
away, and what is too long, malformed or too slow is dropped.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photofinder.desktop.instance_protocol import (
    ANSWER_S,
    LENGTH_BYTES,
    MAX_ACTIVATION,
    MAX_MESSAGE_BYTES,
    NOT_UNDERSTOOD,
    TAKEN,
    activation,
    allow_foreground,
    is_ours,
    pack,
    server_name,
)
from photofinder.desktop.peer import peer_uid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QLockFile
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

RETRY_MS = 50
_MAX_CLIENTS = 16
#: one message, and a byte by which it is seen to be too long
_READ_BYTES = LENGTH_BYTES + MAX_MESSAGE_BYTES + 1
#: a command line has no room for more
_MOST_LEFT_OUT = 1 << 24


@dataclass(frozen=True, slots=True)
class Message:
    """What a later start says.

    Attributes
    ----------
    arguments : tuple of str
    activation : str
        What the desktop gave it so that the window may come to the front; empty for nothing.
    left_out : int
        How many arguments did not fit.
    """

    arguments: tuple[str, ...]
    activation: str = ""
    left_out: int = 0


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
        message = pack(arguments, activation(os.environ))
        wait_ms = 0
        while not self._is_first(wait_ms):
            answer = self._answer(message, deadline)
            if answer == TAKEN:
                return True
            if answer == NOT_UNDERSTOOD:
                log.warning("another window of this library is of another version")
                return False
            if self._lockless:
                return False  # no lock will ever tell us more, and nobody listens
            if time.monotonic() > deadline:
                log.warning("another window of this library is open but does not answer")
                return False
            wait_ms = RETRY_MS  # the first has its lock and does not listen yet, or just ended
        return False

    def listen(self, on_message: Callable[[Message], bool]) -> bool:
        """Take what later starts say.

        Parameters
        ----------
        on_message : callable
            Called on this thread; returns whether it understood.

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
        server.newConnection.connect(lambda: self._on_connection(on_message))
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
        return not is_ours(self._name)

    def _answer(self, message: bytes, deadline: float) -> bytes:
        """Send a message and return the answer; empty where there is none in time."""
        from PySide6.QtNetwork import QLocalSocket

        if not is_ours(self._name):
            return b""
        allow_foreground()
        client = QLocalSocket()
        try:
            client.connectToServer(self._name)
            if not client.waitForConnected(_left_ms(deadline)) or not _is_same_user(client):
                return b""
            client.write(message)
            while client.bytesToWrite():
                if not client.waitForBytesWritten(_left_ms(deadline)):
                    return b""
            answer = b""
            while len(answer) < len(TAKEN):
                if not client.bytesAvailable() and not client.waitForReadyRead(_left_ms(deadline)):
                    return b""
                answer += bytes(client.readAll().data())
            return answer
        finally:
            client.abort()

    # -- the first -----------------------------------------------------------------------------

    def _on_connection(self, on_message: Callable[[Message], bool]) -> None:
        server = self._server
        while server is not None and server.hasPendingConnections():
            connection = server.nextPendingConnection()
            if len(self._clients) >= _MAX_CLIENTS:
                log.warning("too many starts at once: one was sent away")
            elif not _is_same_user(connection):
                log.warning("a program of another user was sent away")
            else:
                self._clients.add(_Client(connection, on_message, self._clients.discard))
                continue
            connection.abort()
            connection.deleteLater()


class _Client:
    """One start that connected."""

    def __init__(
        self,
        connection: QLocalSocket,
        on_message: Callable[[Message], bool],
        on_gone: Callable[[_Client], None],
    ) -> None:
        from PySide6.QtCore import QTimer

        connection.setReadBufferSize(_READ_BYTES)  # what is not read stays with who sends it
        self._connection = connection
        self._on_message = on_message
        self._on_gone = on_gone
        self._received = bytearray()
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
        self._received += self._connection.read(room).data()
        try:
            message = _message(self._received)
        except ValueError as error:
            log.warning("a message from another start was dropped: %s", error)
            self.drop()
            return
        if message is None:
            return
        self._answered = True
        understood = False
        try:
            understood = self._on_message(message)
        finally:
            self._connection.write(TAKEN if understood else NOT_UNDERSTOOD)
            self._connection.flush()

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


def _is_same_user(connection: QLocalSocket) -> bool:
    """Whether the other end belongs to this user; where the system does not tell, its rights do."""
    if sys.platform == "win32":
        return True
    try:
        uid = peer_uid(int(connection.socketDescriptor()))
    except OSError:  # gone already
        return False
    return uid is None or uid == os.getuid()


def _left_ms(deadline: float) -> int:
    return max(round((deadline - time.monotonic()) * 1_000), 1)


def _message(received: bytearray) -> Message | None:
    """Read a message; None while it is incomplete.

    Raises
    ------
    ValueError
        It can never become one.
    """
    if len(received) < LENGTH_BYTES:
        return None
    length = int.from_bytes(received[:LENGTH_BYTES], "big")
    if length > MAX_MESSAGE_BYTES:
        raise ValueError(f"it has {length} bytes")
    if len(received) - LENGTH_BYTES > length:
        raise ValueError("it is longer than it says")
    if len(received) - LENGTH_BYTES < length:
        return None
    try:
        values: Any = json.loads(received[LENGTH_BYTES:])
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    arguments = values.get("arguments") if isinstance(values, dict) else None
    if not isinstance(arguments, list) or not all(isinstance(one, str) for one in arguments):
        raise ValueError("it holds no list of arguments")
    if not all(_is_argument(one) for one in arguments):
        raise ValueError("an argument is none that the system could have handed over")
    token, left_out = values.get("activation", ""), values.get("left_out", 0)
    if not isinstance(token, str) or len(token) > MAX_ACTIVATION or "\0" in token:
        raise ValueError("what it says of activation is none")
    if type(left_out) is not int or not 0 <= left_out <= _MOST_LEFT_OUT:
        raise ValueError("it counts what is no number")
    return Message(tuple(arguments), token, left_out)


def _is_argument(text: str) -> bool:
    try:
        return "\0" not in text and bool(os.fsencode(text) or not text)
    except UnicodeEncodeError:  # half a character that stands for no byte
        return False


__all__ = ["ANSWER_S", "MAX_MESSAGE_BYTES", "Message", "SingleInstance", "server_name"]
