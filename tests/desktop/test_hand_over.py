"""The quick way to a window that is open: what it loads, whom it trusts, when it gives up."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photofinder.desktop import hand_over as quick
from photofinder.desktop import instance_protocol
from photofinder.desktop.instance_protocol import server_name
from photofinder.paths import AppPaths

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 30.0
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="sockets have a path there only")
ROOT_ONLY = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root may become somebody else"
)
NOBODY = 65_534
#: a first instance: says what it is handed
FIRST = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from photofinder.desktop.single_instance import SingleInstance

def say(*words):
    print(json.dumps(words), flush=True)

app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
assert not instance.send_to_first([])

def took(message):
    # after the answer: nobody may read what is said before
    QTimer.singleShot(0, lambda: say(message.arguments, message.activation, message.left_out))
    return message.arguments != ("unknown",)

assert instance.listen(took)
say("listens")
QTimer.singleShot(120_000, app.quit)
app.exec()
"""


class First:
    """A first instance in a process of its own."""

    def __init__(self, data_dir: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", FIRST, str(data_dir)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def said(self) -> list[object]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read() if self.process.stderr else ""
        return json.loads(line)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate(timeout=PATIENCE_S)


@pytest.fixture(autouse=True)
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    # not tmp_path: the path of a socket must be short
    with tempfile.TemporaryDirectory(prefix="pf") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        for name in ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"):
            monkeypatch.delenv(name, raising=False)
        yield Path(folder)


@pytest.fixture
def first(tmp_path: Path) -> Iterator[First]:
    pytest.importorskip("PySide6", reason="the engine runs without Qt")
    one = First(tmp_path)
    assert one.said() == ["listens"]
    yield one
    one.close()


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance_protocol, "ANSWER_S", 0.3)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Callable[[socket.socket], None]], None]]:
    """Give a function that answers one connection at the place of a window."""
    listening = socket.socket(socket.AF_UNIX) if sys.platform != "win32" else socket.socket()
    threads: list[threading.Thread] = []

    def begin(answer: Callable[[socket.socket], None]) -> None:
        listening.bind(server_name(tmp_path))
        listening.listen()

        def run() -> None:
            connection, _ = listening.accept()
            with connection:
                answer(connection)

        threads.append(threading.Thread(target=run))
        threads[-1].start()

    yield begin
    listening.close()
    for thread in threads:
        thread.join(PATIENCE_S)


# -- handed over ---------------------------------------------------------------------------------


def test_arguments_arrive_as_they_are(
    first: First, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["--similar", "/K\u00e4se \u597d\n%20'\".jpg", "/\U0001f4f7.jpg", "/\udcff.jpg", ""]
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token")
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "other")
    assert quick.hand_over(tmp_path, names)
    assert first.said() == [names, "token", 0]
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    assert quick.hand_over(tmp_path, [])
    assert first.said() == [[], "other", 0]


def test_thousands_of_names_arrive_and_the_rest_is_counted(first: First, tmp_path: Path) -> None:
    names = [f"/photos/{number:06}.jpg" for number in range(100_000)]
    assert quick.hand_over(tmp_path, names)
    arguments, _, left_out = first.said()
    assert isinstance(arguments, list)
    assert arguments == names[: len(arguments)]
    assert left_out == len(names) - len(arguments) > 0


def test_a_window_that_does_not_understand_is_no_window(first: First, tmp_path: Path) -> None:
    assert not quick.hand_over(tmp_path, ["unknown"])


def test_a_later_start_loads_nothing_heavy(first: First, tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['photofinder', *sys.argv[1:]]\n"
        "from photofinder.__main__ import main\n"
        "code = main()\n"
        "print(*sorted(name.partition('.')[0] for name in sys.modules))\n"
        "sys.exit(code)"
    )
    command = [sys.executable, "-c", script, "--data-dir", str(tmp_path), "--check", "--", "-a.jpg"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = {"PySide6", "numpy", "PIL", "cv2", "sqlite3", "onnxruntime", "annoy", "platformdirs"}
    assert not loaded & (heavy | {"multiprocessing", "logging", "argparse", "tempfile"})
    assert first.said() == [["--check", str(ROOT / "-a.jpg")], "", 0]


# -- given up ------------------------------------------------------------------------------------


def test_nobody_listens(tmp_path: Path) -> None:
    assert not quick.hand_over(tmp_path, ["--hidden"])
    assert not quick.hand_over(tmp_path / "not" / "there", [])


@POSIX
def test_socket_of_a_killed_instance_is_nobody(first: First, tmp_path: Path) -> None:
    first.process.kill()
    first.process.wait(PATIENCE_S)
    assert Path(server_name(tmp_path)).exists(), "the socket is still there"
    assert not quick.hand_over(tmp_path, [])
    after = First(tmp_path)  # and the lock is in nobody's way
    try:
        assert after.said() == ["listens"]
        assert quick.hand_over(tmp_path, ["x"])
        assert after.said() == [["x"], "", 0]
    finally:
        after.close()


@POSIX
def test_a_window_that_hangs_is_given_up(first: First, tmp_path: Path, short: None) -> None:
    os.kill(first.process.pid, signal.SIGSTOP)
    try:
        assert not quick.hand_over(tmp_path, [])
    finally:
        os.kill(first.process.pid, signal.SIGCONT)


@POSIX
@pytest.mark.parametrize("said", [b"", b"O", b"NO", b"whatever"])
def test_another_answer_is_none(serve, tmp_path: Path, said: bytes) -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(1 << 20)
        connection.sendall(said)

    serve(answer)
    assert not quick.hand_over(tmp_path, ["x"])


@POSIX
def test_a_trickle_is_given_up_in_time(serve, tmp_path: Path, short: None) -> None:
    gave_up = threading.Event()

    def answer(connection: socket.socket) -> None:
        connection.recv(1 << 20)
        connection.sendall(b"O")
        gave_up.wait(PATIENCE_S)

    serve(answer)
    assert not quick.hand_over(tmp_path, ["x"])
    gave_up.set()


@POSIX
def test_what_is_no_socket_is_nobody(tmp_path: Path) -> None:
    Path(server_name(tmp_path)).write_text("a file")
    assert not quick.hand_over(tmp_path, [])


# -- other users ---------------------------------------------------------------------------------


#: the interpreter itself may lie where others cannot go: it becomes somebody else once it runs
BECOME_NOBODY = f"""
import os, socket, sys
os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
"""
SAY = f"""{BECOME_NOBODY}
client = socket.socket(socket.AF_UNIX)
client.settimeout(20)
try:
    client.connect(sys.argv[1])
    client.sendall(b'\\0\\0\\0\\x11{{"arguments": []}}')
    print(client.recv(16))
except OSError as error:
    print(type(error).__name__)
"""
LISTEN = f"""{BECOME_NOBODY}
one = socket.socket(socket.AF_UNIX)
one.bind(sys.argv[1])
one.listen()
print("ready", flush=True)
one.settimeout(20)
peer, _ = one.accept()
print(peer.recv(1 << 20), flush=True)
"""


def said_by_nobody(name: str) -> str:
    """Let another user talk to a socket; return what comes of it."""
    done = subprocess.run(
        [sys.executable, "-c", SAY, name],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    return done.stdout.strip()


@ROOT_ONLY
def test_other_users_cannot_even_connect(first: First, tmp_path: Path, runtime: Path) -> None:
    runtime.chmod(0o755)
    assert said_by_nobody(server_name(tmp_path)) == "PermissionError"


@ROOT_ONLY
def test_other_users_are_sent_away_whatever_the_rights(
    first: First, tmp_path: Path, runtime: Path
) -> None:
    runtime.chmod(0o755)
    Path(server_name(tmp_path)).chmod(0o666)
    sent_away = {"b''", "ConnectionResetError", "BrokenPipeError"}
    assert said_by_nobody(server_name(tmp_path)) in sent_away
    assert quick.hand_over(tmp_path, ["still there"])
    assert first.said() == [["still there"], "", 0], "and was told nothing before"


@ROOT_ONLY
def test_socket_of_another_user_is_not_told_anything(tmp_path: Path, runtime: Path) -> None:
    runtime.chmod(0o777)
    name = server_name(tmp_path)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(name)
    listening.listen()
    os.chown(name, NOBODY, NOBODY)
    with listening:
        assert not quick.hand_over(tmp_path, ["secret"])


@ROOT_ONLY
def test_process_of_another_user_behind_our_socket_is_not_told_anything(
    tmp_path: Path, runtime: Path
) -> None:
    runtime.chmod(0o777)
    name = server_name(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", LISTEN, name], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        os.chown(name, os.getuid(), os.getgid())
        assert not quick.hand_over(tmp_path, ["secret"])
        assert process.communicate(timeout=PATIENCE_S)[0] == "b''\n"
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate(timeout=PATIENCE_S)


# -- where it looks ------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [None, "", "/elsewhere", "relative", "/with/../dots", " "])
@pytest.mark.parametrize("home", ["/home/somebody", "/h\u00f6me/\udcff", ""])
def test_default_folder_is_the_programs_own(
    monkeypatch: pytest.MonkeyPatch, chosen: str | None, home: str
) -> None:
    if chosen is None:
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_DATA_HOME", chosen)
    monkeypatch.setenv("HOME", home)
    expected = AppPaths.default().data_dir
    assert server_name(quick.default_data_dir()) == server_name(expected)


def test_folder_is_found_as_the_program_finds_it(
    first: First, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path.parent))
    assert quick.hand_over(f"~/{tmp_path.name}", ["home"])
    assert first.said() == [["home"], "", 0]
    monkeypatch.chdir(tmp_path.parent)
    assert quick.hand_over(tmp_path.name, ["relative"])
    assert first.said() == [["relative"], "", 0]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no folder")
def test_a_runtime_folder_too_deep_for_a_socket_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("d" * 90)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    name = Path(server_name(tmp_path))
    assert name.parent == Path("/tmp")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/tmp")
    assert Path(server_name(tmp_path)) == name
