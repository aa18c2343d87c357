"""Logging keeps what went wrong and never stops the program itself."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from photofinder import log

logger = logging.getLogger("photofinder.test")


@pytest.fixture(autouse=True)
def _python_logging_afterwards() -> Iterator[None]:
    root = logging.getLogger()
    level, hooks = root.level, (sys.excepthook, threading.excepthook)
    yield
    log.reset()
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


def text_of(folder: Path) -> str:
    return (folder / log.LOG_NAME).read_text(encoding="utf-8")


def test_the_file_keeps_info_and_the_console_shows_warnings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log.configure(tmp_path / "logs")
    logger.debug("detail")
    logger.info("job done")
    logger.warning("look here")
    assert "detail" not in text_of(tmp_path / "logs")
    assert "job done" in text_of(tmp_path / "logs")
    assert capsys.readouterr().err == "WARNING: look here\n"


def test_verbose_keeps_and_shows_details(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log.configure(tmp_path, verbose=True)
    logger.debug("detail")
    assert "detail" in text_of(tmp_path)
    assert "detail" in capsys.readouterr().err


def test_a_second_call_replaces_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log.configure(tmp_path / "a")
    log.configure(tmp_path / "b")
    logger.warning("once")
    assert "once" not in text_of(tmp_path / "a")
    assert capsys.readouterr().err.count("once") == 1


def test_names_that_are_no_text_can_be_logged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log.configure(tmp_path)
    logger.warning("unreadable: %s", "caf\udce9 \U0001f4f7.jpg")
    assert "caf\\udce9 \U0001f4f7.jpg" in text_of(tmp_path)


def test_an_unwritable_folder_costs_a_note(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("in the way")
    log.configure(tmp_path / "logs")
    logger.warning("still shown")
    console = capsys.readouterr().err
    assert "there is no log file" in console
    assert "still shown" in console


def test_a_program_without_a_console_logs_to_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    log.configure(tmp_path)
    logger.warning("kept")
    assert "kept" in text_of(tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_costs_one_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / log.LOG_NAME).symlink_to("/dev/full")
    log.configure(tmp_path)
    for _ in range(3):
        logger.info("lost")
    console = capsys.readouterr().err
    assert console.count("cannot be written") == 1
    assert "Traceback" not in console


def test_the_file_is_rotated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "MAX_LOG_BYTES", 1000)
    log.configure(tmp_path)
    for number in range(100):
        logger.info("record %d", number)
    assert len(list(tmp_path.iterdir())) == 1 + log.OLD_LOGS
    assert "record 99" in text_of(tmp_path)


def test_a_rotation_that_fails_loses_no_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "held by another process")

    monkeypatch.setattr(log, "MAX_LOG_BYTES", 1000)
    monkeypatch.setattr("logging.handlers.RotatingFileHandler.rotate", refuse)
    log.configure(tmp_path)
    for number in range(100):
        logger.info("record %d", number)
    assert capsys.readouterr().err.count("cannot be rotated") == 1
    assert all(f"record {number}\n" in text_of(tmp_path) for number in range(100))


def test_uncaught_exceptions_are_logged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(tmp_path)
    error = ValueError("boom")
    sys.excepthook(ValueError, error, None)
    assert "uncaught exception" in text_of(tmp_path)
    assert "ValueError: boom" in text_of(tmp_path)
    assert "ValueError: boom" in capsys.readouterr().err


def test_an_exception_that_ends_a_thread_is_logged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise ValueError("boom")

    log.configure(tmp_path)
    thread = threading.Thread(target=fail, name="index lane")
    thread.start()
    thread.join()
    assert "uncaught exception in index lane" in text_of(tmp_path)
    assert "ValueError: boom" in text_of(tmp_path)


def test_control_c_is_no_bug(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(tmp_path)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert text_of(tmp_path) == ""


def test_reset_gives_back_pythons_own_hooks(tmp_path: Path) -> None:
    log.configure(tmp_path)
    log.reset()
    assert sys.excepthook is sys.__excepthook__
    assert not [h for h in logging.getLogger().handlers if "photofinder" in type(h).__module__]
