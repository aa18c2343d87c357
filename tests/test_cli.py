"""The command line: options anywhere, exit codes, the JSON that was promised, clean endings."""

from __future__ import annotations

import errno
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from photofinder.app.events import FolderStateChanged
from photofinder.cli_json import to_json
from photofinder.cli_output import Output, printable
from photofinder.core.types import DuplicateGroup, DuplicateMember, PairClass
from photofinder.log import LOG_NAME

ROOT = Path(__file__).resolve().parents[1]


def photo_of(indexed) -> Path:
    return indexed.photos / "2020" / "p00.jpg"


# -- options and exit codes ------------------------------------------------------------------------


@pytest.mark.parametrize("before", [True, False])
def test_options_count_before_and_after_the_command(indexed, program, before: bool) -> None:
    options = ["--json", "--data-dir", indexed.data]
    words = [*options, "status"] if before else ["status", *options]
    answer = program(*words)
    assert answer.code == 0
    assert answer.json["photos"] == 36


def test_options_may_stand_on_both_sides(indexed, program) -> None:
    answer = program("--data-dir", indexed.data, "similar", photo_of(indexed), "--json", "-k", "1")
    assert len(answer.json["matches"]) == 1


def test_no_command_shows_help(program) -> None:
    answer = program()
    assert answer.code == 0
    assert "commands" in answer.out


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["add"],
        ["similar"],
        ["similar", "x.jpg", "-k", "many"],
        ["status", "--nonsense"],
        ["scan", "extra"],
    ],
)
def test_wrong_usage_is_2_and_says_nothing_on_stdout(program, tmp_path, words) -> None:
    answer = program(*words, "--json", "--data-dir", tmp_path / "d")
    assert (answer.code, answer.out) == (2, "")
    assert "usage" in answer.err


@pytest.mark.parametrize(
    ("words", "code"),
    [(["-k", "0"], "bad_number"), (["--min-score", "2"], "bad_number")],
)
def test_unusable_values_are_2(indexed, program, words: list[str], code: str) -> None:
    answer = program("similar", photo_of(indexed), *words, "--json", "--data-dir", indexed.data)
    assert answer.code == 2
    assert answer.json["error"]["code"] == code


def test_missing_query_is_2(indexed, program) -> None:
    answer = program("similar", "nowhere.jpg", "--json", "--data-dir", indexed.data)
    assert answer.code == 2
    assert answer.json["error"]["code"] == "no_such_file"


def test_unreadable_query_is_4(indexed, program, tmp_path: Path) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"\xff\xd8\xff")
    answer = program("similar", tmp_path / "bad.jpg", "--json", "--data-dir", indexed.data)
    assert answer.code == 4
    assert answer.json["error"]["code"] in ("truncated", "damaged", "unsupported")


def test_environment_problem_is_3(program, tmp_path: Path) -> None:
    answer = program("add", tmp_path / "nowhere", "--data-dir", tmp_path / "d")
    assert answer.code == 3
    assert str(tmp_path / "nowhere") in answer.err
    assert answer.out == ""


def test_unreadable_photos_make_a_scan_4(library, pictures, program) -> None:
    pictures.save(library.photos / "good.jpg", 1)
    (library.photos / "bad.jpg").write_bytes(b"\xff\xd8\xff\xe0 truncated")
    library.add()
    answer = program("scan", "--json", "--data-dir", library.data)
    assert answer.code == 4
    assert (answer.json["photos"], answer.json["indexed"], answer.json["unreadable"]) == (2, 1, 1)
    assert program("scan", "--data-dir", library.data).code == 4


def test_retry_reads_what_could_not_be_read(library, pictures, program) -> None:
    photo = pictures.save(library.photos / "p.jpg", 1)
    stat, good = photo.stat(), photo.read_bytes()
    photo.write_bytes(b"x" * stat.st_size)
    os.utime(photo, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    library.add()
    assert program("scan", "--data-dir", library.data).code == 4
    photo.write_bytes(good)  # mended, with the same size and time
    os.utime(photo, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert program("scan", "--data-dir", library.data).code == 4
    answer = program("scan", "--retry", "--json", "--data-dir", library.data)
    assert (answer.code, answer.json["indexed"]) == (0, 1)


def test_scan_of_an_empty_library_says_what_to_do(program, tmp_path: Path) -> None:
    answer = program("scan", "--json", "--data-dir", tmp_path / "d")
    assert answer.code == 0
    assert answer.json["photos"] == 0
    assert "photofinder add" in answer.err


# -- JSON ------------------------------------------------------------------------------------------


def test_json_of_scan(indexed, program) -> None:
    answer = program("scan", "--json", "--data-dir", indexed.data).json
    promised = {"photos", "indexed", "reused", "unreadable", "seconds", "photos_per_s"}
    assert promised <= set(answer)
    assert isinstance(answer["photos_per_s"], float)


def test_json_of_similar(indexed, program) -> None:
    answer = program("similar", photo_of(indexed), "--json", "--data-dir", indexed.data).json
    assert set(answer) == {"query", "matches", "search_ms", "index"}
    assert answer["query"] == str(photo_of(indexed))
    assert set(answer["matches"][0]) == {"path", "score"}
    assert answer["index"] == "exact"
    assert answer["search_ms"] > 0


def test_json_of_duplicates(indexed, program) -> None:
    shutil.copy(photo_of(indexed), indexed.photos / "copy.jpg")
    program("scan", "--data-dir", indexed.data)
    answer = program("duplicates", "--json", "--data-dir", indexed.data).json
    assert set(answer) == {"groups"}
    (group,) = answer["groups"]
    assert set(group) == {"keeper", "class", "reason", "members"}
    assert set(group["members"][0]) == {"path", "class", "relation", "score"}
    assert group["class"] == group["members"][0]["class"] == "identical_file"


def test_json_of_status(indexed, program) -> None:
    (indexed.photos / "bad.jpg").write_bytes(b"bad")
    program("scan", "--data-dir", indexed.data)
    answer = program("status", "--json", "--data-dir", indexed.data).json
    promised = {"folders", "photos", "pending", "unreadable", "model", "provider", "index"}
    assert promised <= set(answer)
    assert answer["folders"] == [{"path": str(indexed.photos), "state": "online", "photos": 37}]
    (problem,) = answer["unreadable"]
    assert problem["path"] == str(indexed.photos / "bad.jpg")
    assert problem["code"] == "unsupported"
    assert len(problem["reason"]) > 20
    assert {"generation", "tail", "recall"} <= set(answer["index"])
    assert answer["index"]["tail"] == 36
    assert answer["provider"] == "CPUExecutionProvider"


def test_json_of_doctor(indexed, program) -> None:
    answer = program("doctor", "--json", "--data-dir", indexed.data)
    assert answer.code == 0
    findings = answer.json["findings"]
    checks = {finding["check"] for finding in findings}
    assert {"catalog", "data folder", "free space", "model", "vector index", "watching"} <= checks
    assert all(set(finding) == {"level", "check", "message", "remedy"} for finding in findings)
    assert all(finding["remedy"] for finding in findings if finding["level"] != "ok")


def test_doctor_goes_on_after_a_check_that_fails(indexed, program) -> None:
    shutil.rmtree(indexed.photos)
    (indexed.paths.models_dir / "broken").mkdir()
    (indexed.paths.models_dir / "broken" / "manifest.json").write_text("{")
    answer = program("doctor", "--json", "--data-dir", indexed.data)
    levels = {f["check"]: f["level"] for f in answer.json["findings"]}
    assert levels["folder"] == levels["models"] == "warning"
    assert levels["photos"] == "ok"


def test_choosing_a_model_says_what_comes_next(indexed, program) -> None:
    name = program("model", "--json", "--data-dir", indexed.data).json["chosen"]
    answer = program("model", name, "--json", "--data-dir", indexed.data)
    assert answer.json["chosen"] == name
    assert answer.err == "Next: photofinder scan\n"
    assert program("model", "--data-dir", indexed.data).err == ""


def test_copies_are_counted_once_and_keepers_never(capsys: pytest.CaptureFixture[str]) -> None:
    def group(keeper: str, *members: str) -> DuplicateGroup:
        found = tuple(
            DuplicateMember(Path(name), PairClass.SAME_SHOT, "same shot", 0.9) for name in members
        )
        return DuplicateGroup(Path(keeper), PairClass.SAME_SHOT, "it is larger", found)

    output = Output(as_json=False)
    output.duplicates([group("a", "b")])
    assert "1 group, 1 file beside the keeper. " in capsys.readouterr().out
    output.duplicates([group("a", "b", "c"), group("d", "b", "a")])
    assert "2 groups, 2 files beside the keepers. " in capsys.readouterr().out
    output.duplicates([])
    assert "0 groups, 0 files beside the keepers. " in capsys.readouterr().out


@pytest.mark.parametrize("command", ["status", "duplicates", "scan", "doctor", "model"])
def test_stdout_is_one_json_value(indexed, program, command: str) -> None:
    answer = program(command, "--json", "-v", "--data-dir", indexed.data)
    assert answer.out.count("\n") == 1
    json.loads(answer.out)


@pytest.mark.parametrize("command", ["status", "duplicates", "scan", "doctor", "model", "similar"])
def test_people_get_text(indexed, program, command: str) -> None:
    shutil.copy(photo_of(indexed), indexed.photos / "copy.jpg")
    program("scan", "--data-dir", indexed.data)
    words = [photo_of(indexed)] if command == "similar" else []
    answer = program(command, *words, "--data-dir", indexed.data)
    assert answer.code == 0
    assert answer.out
    assert not answer.out.startswith("{")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 写真 🏔", "plain é 写真 🏔"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x1b[31m", "\\x1b[31m"),
        ("bad \udcff", "bad \\udcff"),
        ("\u202egpj", "\\u202egpj"),
    ],
)
def test_names_are_shown_on_one_line(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("text", ["é", "bad \udcff", "\n", "\u2028"])
def test_json_is_one_line_that_keeps_the_name(text: str) -> None:
    line = to_json({"path": text})
    line.encode("utf-8")
    assert "\n" not in line
    assert json.loads(line) == {"path": text}


# -- as a process ----------------------------------------------------------------------------------


class Lines:
    """Reads a process's output line by line without waiting for ever."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._lines: queue.Queue[str] = queue.Queue()
        self._thread = threading.Thread(target=self._read, args=(process,))
        self._thread.start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._lines.put(line)

    def next(self, timeout_s: float = 30.0) -> dict:
        return json.loads(self._lines.get(timeout=timeout_s))

    def until(self, event: str) -> dict:
        while True:
            line = self.next()
            if line["event"] == event:
                return line

    def join(self) -> None:
        self._thread.join(10)


@pytest.fixture
def watch(indexed, program) -> Iterator[tuple[Lines, subprocess.Popen[str]]]:
    process = program.start("watch", "--json", "--data-dir", indexed.data)
    lines = Lines(process)
    assert lines.next() == {"event": "watching", "folders": [str(indexed.photos)], "problems": []}
    yield lines, process
    process.terminate()
    process.wait(30)
    lines.join()


def test_watch_tells_each_change_on_a_line(indexed, pictures, watch) -> None:
    lines, process = watch
    new, moved = indexed.photos / "2020" / "new.jpg", indexed.photos / "2021" / "moved.jpg"
    pictures.save(new, 400)
    assert lines.next() == {"event": "added", "path": str(new)}
    new.rename(moved)
    assert lines.next() == {"event": "moved", "from": str(new), "path": str(moved)}
    pictures.save(moved, 401)
    assert lines.next() == {"event": "changed", "path": str(moved)}
    moved.write_bytes(b"not a picture any more")
    line = lines.next()
    assert (line["event"], line["path"], line["code"]) == ("unreadable", str(moved), "unsupported")
    moved.unlink()
    assert lines.next() == {"event": "missing", "path": str(moved)}
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_watch_ends_on_ctrl_c(watch) -> None:
    _, process = watch
    process.send_signal(signal.SIGINT)
    assert process.wait(30) in (0, 130)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_scan_keeps_what_was_committed(
    library, pictures, program, wait_until, number: signal.Signals
) -> None:
    data = [pictures.data(seed) for seed in range(20)]
    for copy in range(1_200):  # a different content each: something behind the picture
        photo = library.photos / f"{copy:04}.jpg"
        photo.write_bytes(data[copy % 20] + copy.to_bytes(4, "big"))
    library.add()
    process = program.start("scan", "--json", "--data-dir", library.data)
    wait_until(lambda: library.names("indexed") or process.poll() is not None)
    process.send_signal(number)
    answer = program.finish(process)
    done = len(library.names("indexed"))
    assert answer.code == 130, answer
    assert answer.json["error"]["code"] == "cancelled"
    assert "Traceback" not in answer.err
    assert 0 < done < 1_200
    assert library.rows("PRAGMA integrity_check") == [("ok",)]
    with library.open(writable=True):  # the lock is free
        pass


def test_two_signals_do_not_break_the_ending(library, pictures, program, wait_until) -> None:
    data = pictures.data(1)
    for copy in range(800):
        (library.photos / f"{copy:04}.jpg").write_bytes(data + copy.to_bytes(4, "big"))
    library.add()
    process = program.start("scan", "--data-dir", library.data)
    wait_until(lambda: library.names("indexed") or process.poll() is not None)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    answer = program.finish(process)
    assert answer.code in (130, -signal.SIGINT)
    assert library.rows("PRAGMA integrity_check") == [("ok",)]


def test_closed_pipe_is_no_error(indexed, program) -> None:
    command = [sys.executable, "-m", "photofinder", "status", "--data-dir", str(indexed.data)]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, cwd=ROOT, text=True)
    os.close(writer)
    assert "Traceback" not in done.stderr


NO_QT = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("no Qt here: " + name)
sys.meta_path.insert(0, Refuse())
from photofinder.cli import run
for words in (["add", sys.argv[1]], ["scan"], ["similar", sys.argv[2]], ["duplicates"], ["doctor"]):
    code = run([*words, "--json", "--data-dir", sys.argv[3]])
    assert code == 0, (words, code)
assert not any(name.startswith("PySide6") for name in sys.modules)
"""


def test_everything_works_without_qt(library, pictures) -> None:
    for seed in range(3):
        pictures.save(library.photos / f"{seed}.jpg", seed)
    arguments = [str(library.photos), str(library.photos / "0.jpg"), str(library.data)]
    done = subprocess.run(
        [sys.executable, "-c", NO_QT, *arguments], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    scanned = json.loads(done.stdout.splitlines()[1])
    assert scanned["indexed"] == 3


def test_questions_load_no_heavy_library(indexed) -> None:
    """A right click on a photo of the library must not wait for onnxruntime or Pillow."""
    code = (
        "import sys; from photofinder.cli import run;"
        "run(['similar', sys.argv[1], '--json', '--data-dir', sys.argv[2]]);"
        "print({n for n in ('onnxruntime', 'PIL', 'cv2', 'watchdog', 'rawpy') if n in sys.modules})"
    )
    arguments = [str(photo_of(indexed)), str(indexed.data)]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "set()", done


# -- what the system or the program does wrong -----------------------------------------------------

LONG = "n" * 300


def no_traceback(answer) -> bool:
    return "Traceback" not in answer.out + answer.err


def test_names_that_are_too_long_are_3(indexed, program, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    answer = program("add", tmp_path / LONG, other, "--json", "--data-dir", indexed.data)
    assert answer.code == 3
    assert [error["code"] for error in answer.json["errors"]] == ["folder_unreadable"]
    assert str(other) in answer.json["folders"]
    assert no_traceback(answer)
    answer = program("status", "--json", "--data-dir", tmp_path / LONG)
    assert (answer.code, answer.json["error"]["code"]) == (3, "data_dir_unwritable")
    assert no_traceback(answer)
    for words in (["remove", LONG], ["similar", LONG]):
        answer = program(*words, "--data-dir", indexed.data)
        assert answer.code in (2, 3)
        assert no_traceback(answer)


def test_data_folder_below_a_closed_one_is_3(program, tmp_path: Path, as_ordinary_user) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    words = ["--json", "--data-dir", closed / "data"]
    try:
        answer = program.run("status", *words, prefix=as_ordinary_user)
        assert (answer.code, answer.json["error"]["code"]) == (3, "data_dir_unwritable")
        assert no_traceback(answer)
    finally:
        closed.chmod(0o700)


@pytest.mark.parametrize(
    "words",
    [["add", "a\0b"], ["similar", "a\0b"], ["remove", "a\0b"], ["--data-dir", "a\0b", "scan"]],
)
def test_names_with_nul_are_wrong_usage(program, words: list[str]) -> None:
    answer = program(*words)
    assert answer.code == 2
    assert "NUL" in answer.err


def fail_with(monkeypatch, error: Exception) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr("photofinder.app.library.Library.status", fail)


def test_what_the_system_refuses_is_3_and_its_traceback_in_the_log(
    indexed, program, monkeypatch
) -> None:
    fail_with(monkeypatch, OSError(errno.EIO, "Input/output error", "/disk/file"))
    answer = program("status", "--json", "--data-dir", indexed.data)
    assert (answer.code, answer.json["error"]["code"]) == (3, "io_problem")
    assert "/disk/file: Input/output error" in answer.err
    assert no_traceback(answer)
    assert "Traceback" in (indexed.paths.log_dir / LOG_NAME).read_text()
    fail_with(monkeypatch, OSError("no facts at all"))
    assert "no facts at all" in program("status", "--data-dir", indexed.data).err


def test_bug_is_70_and_says_where_its_traceback_is(indexed, program, monkeypatch) -> None:
    fail_with(monkeypatch, ValueError("boom"))
    answer = program("status", "--json", "--data-dir", indexed.data)
    assert (answer.code, answer.json["error"]["code"]) == (70, "bug")
    log_file = indexed.paths.log_dir / LOG_NAME
    assert "This is a bug in photofinder: ValueError: boom" in answer.err
    assert str(log_file) in answer.err
    assert no_traceback(answer)
    assert "Traceback" in log_file.read_text()
    assert "Traceback" in program("status", "-v", "--data-dir", indexed.data).err


def test_bug_without_a_log_file_shows_its_traceback(program, monkeypatch, tmp_path: Path) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("boom")

    monkeypatch.setattr("photofinder.app.library.Library.open", fail)
    answer = program("status", "--data-dir", tmp_path / "none")
    assert answer.code == 70
    assert "Traceback" in answer.err


def test_bug_in_a_job_is_named_with_its_traceback_in_the_log(
    indexed, program, monkeypatch, expected_warnings
) -> None:
    expected_warnings.append("job scan failed")

    def fail(*_: object) -> None:
        raise ValueError("boom")

    monkeypatch.setattr("photofinder.app.scanner.Scanner.scan", fail)
    answer = program("scan", "--data-dir", indexed.data)
    assert answer.code == 70
    assert no_traceback(answer)
    assert "Traceback" in (indexed.paths.log_dir / LOG_NAME).read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell before the next line")
@pytest.mark.parametrize("with_change", [False, True])
def test_watch_ends_when_its_reader_goes(indexed, pictures, program, with_change: bool) -> None:
    process = program.start("watch", "--json", "--data-dir", indexed.data)
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())["event"] == "watching"
    if with_change:
        pictures.save(indexed.photos / "new.jpg", 410)
    process.stdout.close()
    assert process.wait(30) == 0
    assert process.stderr.read() == ""
    process.stdout = None


def test_event_to_a_closed_pipe_is_noted(monkeypatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        output = Output(as_json=True)
        output.event(FolderStateChanged(Path("x"), online=True))
        assert output.reader_is_gone()
        output.abandon()
