"""One window per library: a second start hands its arguments over and ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="the engine runs without Qt")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from photofinder.desktop import instance_protocol, single_instance
from photofinder.desktop.single_instance import (
    ANSWER_S,
    MAX_MESSAGE_BYTES,
    Message,
    SingleInstance,
    server_name,
)

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 30.0

#: a start of the program: says what became of it, and as the first one what it is handed
START = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from photofinder.desktop.single_instance import SingleInstance

def say(*words):
    print(json.dumps(words), flush=True)

app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
if instance.send_to_first(sys.argv[2:]):
    say("handed over")
    sys.exit(0)

def took(message):
    say("took", message.arguments)
    if message.arguments == ("quit",):
        QTimer.singleShot(0, app.quit)
        QTimer.singleShot(0, instance.close)
    return message.arguments[:1] != ("unknown",)

say("first" if instance.listen(took) else "alone")
QTimer.singleShot(60_000, app.quit)
app.exec()
"""


class Starts:
    """Real processes of one library each."""

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[str]] = []

    def __call__(self, data_dir: Path, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", START, str(data_dir), *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._started.append(process)
        return process

    @staticmethod
    def said(process: subprocess.Popen[str]) -> list[object]:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.stderr.read() if process.stderr else ""
        return json.loads(line)

    def close(self) -> None:
        for process in self._started:
            if process.poll() is None:
                process.kill()
            process.communicate(timeout=PATIENCE_S)


@pytest.fixture
def start() -> Iterator[Starts]:
    starts = Starts()
    yield starts
    starts.close()


@pytest.fixture(autouse=True)
def _sockets_of_the_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # not tmp_path: the path of a socket must be short
    with tempfile.TemporaryDirectory(prefix="pf") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        yield


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "B\u00fccher \u7167\u7247"
    folder.mkdir()
    return folder


@pytest.fixture
def first(data_dir: Path, qapp: object) -> Iterator[tuple[SingleInstance, list[list[str]]]]:
    """Give a first instance in this process, and what it was handed."""
    taken: list[list[str]] = []
    instance = SingleInstance(data_dir)

    def take(message: Message) -> bool:
        taken.append(list(message.arguments))
        return True

    assert not instance.send_to_first([])
    assert instance.listen(take)
    yield instance, taken
    instance.close()


# -- real processes ------------------------------------------------------------------------------


def test_a_second_start_hands_its_arguments_over_and_ends(start: Starts, data_dir: Path) -> None:
    one = start(data_dir)
    assert start.said(one) == ["first"]
    arguments = ["--similar", "/photos/K\u00e4se \u597d.jpg", "/photos/\udcff.jpg"]
    other = start(data_dir, *arguments)
    assert start.said(other) == ["handed over"]
    assert other.wait(PATIENCE_S) == 0
    assert start.said(one) == ["took", arguments]


def test_of_many_that_start_at_once_one_is_the_first(start: Starts, data_dir: Path) -> None:
    several = [start(data_dir, str(number)) for number in range(5)]
    firsts = [process for process in several if start.said(process) == ["first"]]
    assert len(firsts) == 1
    taken = [start.said(firsts[0]) for _ in range(4)]
    assert sorted(entry[1][0] for entry in taken) == sorted(  # type: ignore[index]
        str(number) for number, process in enumerate(several) if process is not firsts[0]
    )


def test_what_a_killed_instance_left_is_in_nobodys_way(start: Starts, data_dir: Path) -> None:
    one = start(data_dir)
    assert start.said(one) == ["first"]
    one.kill()
    one.wait(PATIENCE_S)
    began = time.monotonic()
    other = start(data_dir)
    assert start.said(other) == ["first"]
    assert time.monotonic() - began < 10
    third = start(data_dir, "hello")
    assert start.said(third) == ["handed over"]
    assert start.said(other) == ["took", ["hello"]]


def test_the_next_start_follows_one_that_ended(start: Starts, data_dir: Path) -> None:
    one = start(data_dir)
    assert start.said(one) == ["first"]
    assert start.said(start(data_dir, "quit")) == ["handed over"]
    assert one.wait(PATIENCE_S) == 0
    assert start.said(start(data_dir)) == ["first"]


@pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be stopped there")
def test_an_instance_that_hangs_is_given_up(start: Starts, data_dir: Path) -> None:
    one = start(data_dir)
    assert start.said(one) == ["first"]
    os.kill(one.pid, signal.SIGSTOP)
    try:
        other = start(data_dir)
        assert start.said(other) == ["alone"]
    finally:
        os.kill(one.pid, signal.SIGCONT)


def test_each_library_has_a_window_of_its_own(start: Starts, data_dir: Path) -> None:
    elsewhere = data_dir / "other"
    elsewhere.mkdir()
    assert start.said(start(data_dir)) == ["first"]
    assert start.said(start(elsewhere)) == ["first"]


# -- names ---------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_one_folder_under_two_names_is_one_library(data_dir: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(data_dir)
    assert server_name(link) == server_name(data_dir)
    assert server_name(tmp_path) != server_name(data_dir)


def test_another_user_is_another_instance(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = server_name(data_dir)
    monkeypatch.setattr(instance_protocol, "_user", lambda: "somebody else")
    assert server_name(data_dir) != name


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no path there")
def test_a_long_folder_makes_no_long_socket(tmp_path: Path) -> None:
    assert len(server_name(tmp_path / ("long/" * 100))) < 100


@pytest.mark.skipif(sys.platform == "win32", reason="the pipe's own rights say so")
def test_only_the_same_user_may_connect(
    first: tuple[SingleInstance, list[list[str]]], data_dir: Path
) -> None:
    mode = Path(server_name(data_dir)).stat().st_mode
    assert mode & 0o077 == 0


# -- what comes in -------------------------------------------------------------------------------


def send(data_dir: Path, data: bytes, qtbot: QtBot) -> QLocalSocket:
    client = QLocalSocket()
    client.connectToServer(server_name(data_dir))
    assert client.waitForConnected(5_000)
    client.write(data)
    return client


def packed(value: object) -> bytes:
    body = json.dumps(value).encode()
    return struct.pack(">I", len(body)) + body


@pytest.mark.parametrize(
    "data",
    [
        struct.pack(">I", MAX_MESSAGE_BYTES + 1) + b"{",
        struct.pack(">I", 0xFFFFFFFF),
        struct.pack(">I", 4) + b"\xff\xfe{}",
        struct.pack(">I", 2) + b"{}",
        packed([]),
        packed({"arguments": [1, 2]}),
        packed({"arguments": "text"}),
        packed({"arguments": []}) + b"more",
        packed({"arguments": []})[:4] + b"[" * 20,
        struct.pack(">I", 60_000) + b"[" * 60_000,
        b"GET / HTTP/1.1\r\n\r\n",
        packed({"arguments": [], "activation": 1}),
        packed({"arguments": [], "activation": "x" * 1_000}),
        packed({"arguments": [], "activation": "a\0b"}),
        packed({"arguments": [], "left_out": "many"}),
        packed({"arguments": [], "left_out": -1}),
        packed({"arguments": [], "left_out": True}),
        packed({"arguments": [], "left_out": 10**30}),
        packed({"arguments": ["--check", "/a\0b"]}),
        pytest.param(
            packed({"arguments": ["--check", "/\ud800"]}),
            marks=pytest.mark.skipif(sys.platform == "win32", reason="a name there"),
        ),
    ],
    ids=range(20),
)
def test_what_is_no_message_is_dropped_and_logged(
    first: tuple[SingleInstance, list[list[str]]],
    data_dir: Path,
    data: bytes,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    instance, taken = first
    client = send(data_dir, data, qtbot)
    qtbot.waitUntil(lambda: client.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert bytes(client.readAll().data()) == b""
    assert taken == []
    assert "was dropped" in caplog.text
    assert not instance._clients
    whole = send(data_dir, packed({"arguments": ["still there"]}), qtbot)
    qtbot.waitUntil(lambda: taken == [["still there"]])
    whole.abort()


def test_a_message_may_come_in_pieces(
    first: tuple[SingleInstance, list[list[str]]], data_dir: Path, qtbot: QtBot
) -> None:
    _, taken = first
    message = packed({"arguments": ["--add", "/photos"]})
    client = send(data_dir, message[:3], qtbot)
    for start in range(3, len(message), 7):
        client.flush()
        qtbot.wait(1)
        client.write(message[start : start + 7])
    qtbot.waitUntil(lambda: taken == [["--add", "/photos"]])
    qtbot.waitUntil(lambda: client.bytesAvailable() == 2)
    assert bytes(client.readAll().data()) == b"OK"
    client.abort()


def test_who_goes_on_talking_is_dropped_and_nothing_piles_up(
    first: tuple[SingleInstance, list[list[str]]],
    data_dir: Path,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    instance, taken = first
    client = send(data_dir, packed({"arguments": []}), qtbot)
    qtbot.waitUntil(lambda: taken == [[]])
    (served,) = instance._clients
    assert served._connection.readBufferSize() <= MAX_MESSAGE_BYTES + 5
    client.write(b"x" * 1_000_000)
    qtbot.waitUntil(lambda: not instance._clients)
    assert "went on talking" in caplog.text
    qtbot.waitUntil(lambda: client.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    client.abort()


def test_of_too_many_starts_the_last_is_sent_away(
    first: tuple[SingleInstance, list[list[str]]],
    data_dir: Path,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    instance, _ = first
    monkeypatch.setattr(single_instance, "_MAX_CLIENTS", 3)
    clients = []
    for number in range(3):
        clients.append(send(data_dir, b"\0", qtbot))
        qtbot.waitUntil(lambda number=number: len(instance._clients) == number + 1)
    clients.append(send(data_dir, b"\0", qtbot))
    gone = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: clients[-1].state() is gone)
    assert len(instance._clients) == 3
    assert "sent away" in caplog.text
    for client in clients:
        client.abort()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe leaves nothing behind")
def test_what_a_killed_instance_left_beside_a_folder_to_read_only_holds_nobody_up(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "not" / "there"  # where no lock can be made either
    left = socket.socket(socket.AF_UNIX)
    left.bind(server_name(missing))
    left.close()  # nobody listens, and the file stays
    instance = SingleInstance(missing)
    tried: list[bool] = []
    ask = instance._answer
    monkeypatch.setattr(instance, "_answer", lambda *a: tried.append(True) or ask(*a))
    assert not instance.send_to_first([])
    assert tried == [True], "asked once, not without a pause for two seconds"
    instance.close()
    Path(server_name(missing)).unlink()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_instance, "ANSWER_S", 0.05)


def test_who_says_nothing_is_dropped(
    hasty: None,
    first: tuple[SingleInstance, list[list[str]]],
    data_dir: Path,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    instance, taken = first
    client = send(data_dir, b"\0\0", qtbot)
    qtbot.waitUntil(lambda: "said nothing complete" in caplog.text)
    qtbot.waitUntil(lambda: not instance._clients)
    assert taken == []
    client.abort()


def test_arguments_that_do_not_fit_are_left_out_and_counted() -> None:
    many = ["--similar", *(f"/photos/{number:06}.jpg" for number in range(100_000))]
    packed_up = instance_protocol.pack(many)
    assert len(packed_up) <= MAX_MESSAGE_BYTES + 4
    message = single_instance._message(bytearray(packed_up))
    assert message is not None
    taken = len(message.arguments)
    assert list(message.arguments) == many[:taken]
    assert message.left_out == len(many) - taken
    assert taken > 30_000


def test_hundreds_of_odd_names_fit() -> None:
    folder = "/" + "Fotos \U0001f4f7" * 12
    names = [f"{folder}/\n'%\"\udcff{number}.jpg" for number in range(700)]
    message = single_instance._message(bytearray(instance_protocol.pack(names, "token")))
    assert message == Message(tuple(names), "token", 0)


def test_after_closing_nothing_is_left(data_dir: Path, qapp: object) -> None:
    for _ in range(3):
        instance = SingleInstance(data_dir)
        assert not instance.send_to_first(["x"])
        assert instance.listen(lambda _: True)
        instance.close()
    assert list(data_dir.iterdir()) == []
    if sys.platform != "win32":
        assert not Path(server_name(data_dir)).exists()


@pytest.mark.measured
def test_without_a_folder_to_lock_the_program_starts_all_the_same(
    tmp_path: Path, qapp: object, wait_until: Callable[..., None]
) -> None:
    instance = SingleInstance(tmp_path / "not" / "there")
    began = time.monotonic()
    assert not instance.send_to_first([])
    assert time.monotonic() - began < ANSWER_S
    instance.close()
