"""Where log records go: a rotating file in the data folder, warnings to the console.

Called once by the process's entry point, on its main thread, before any other thread starts.
Logging never stops the program: a folder that cannot be written, a full disk or a name that is
no valid text cost a note at most.
"""

from __future__ import annotations

import contextlib
import copy
import logging
import logging.handlers
import sys
import threading
from pathlib import Path
from types import TracebackType

LOG_NAME = "photofinder.log"
MAX_LOG_BYTES = 2_000_000  # a first index of 100,000 photos writes about 200 kB
OLD_LOGS = 3

_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"
_CONSOLE_FORMAT = "%(levelname)s: %(message)s"
_TALKATIVE = ("PIL", "watchdog")  # their DEBUG records are many per photo and tell nothing

_log = logging.getLogger(__name__)


def configure(log_dir: Path | None, verbose: bool = False) -> None:
    """Send records to the log file and the console, and uncaught exceptions to both.

    Parameters
    ----------
    log_dir : Path or None
        Folder of the log file, made if missing; None for the console alone.
    verbose : bool
        Show and keep DEBUG records too, and show tracebacks. Otherwise the file gets INFO, the
        console WARNING, and tracebacks only where there is no file.

    Notes
    -----
    Main thread. A second call replaces the first one's handlers. If the file cannot be opened, a
    note goes to standard error and the program goes on with the console alone.
    """
    reset()
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.INFO)
    has_file = log_dir is not None and _add_file(root, log_dir)
    if sys.stderr is not None:  # Windows programs without a console have none
        root.addHandler(_Console(verbose, tracebacks=verbose or not has_file))
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


def reset() -> None:
    """Undo :func:`configure`: close its handlers and give back Python's own hooks."""
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, (_Console, _LogFile))]:
        root.removeHandler(handler)
        with contextlib.suppress(OSError):  # a full disk refuses the last records once more
            handler.close()
    root.setLevel(logging.WARNING)
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__


class _Console(logging.StreamHandler):  # type: ignore[type-arg]  # not subscriptable before 3.11.4
    def __init__(self, verbose: bool, *, tracebacks: bool) -> None:
        super().__init__(sys.stderr)
        self.setLevel(logging.DEBUG if verbose else logging.WARNING)
        kind = logging.Formatter if tracebacks else _OneLine
        self.setFormatter(kind(_CONSOLE_FORMAT))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        """Stay silent when the console is gone; the file still has the record."""


class _OneLine(logging.Formatter):
    """Names an exception; its traceback is in the file."""

    def format(self, record: logging.LogRecord) -> str:
        if not record.exc_info or record.exc_info[1] is None:
            return super().format(record)
        error = record.exc_info[1]
        short = copy.copy(record)  # the file's handler formats the same record
        short.exc_info = short.exc_text = None
        return f"{super().format(short)} ({type(error).__name__}: {error})"


class _LogFile(logging.handlers.RotatingFileHandler):
    def __init__(self, path: Path) -> None:
        # undecodable file names are lone surrogates in Python, which UTF-8 cannot hold
        super().__init__(
            path,
            maxBytes=MAX_LOG_BYTES,
            backupCount=OLD_LOGS,
            encoding="utf-8",
            errors="backslashreplace",
        )
        self.setFormatter(logging.Formatter(_FORMAT))
        self._failed = False

    def doRollover(self) -> None:  # noqa: N802  # logging's name
        """Rotate; where another process holds the file (Windows), go on in the same one."""
        try:
            super().doRollover()
        except OSError as error:
            self.maxBytes = 0
            _note(f"the log {self.baseFilename} cannot be rotated ({error.strerror})")
            if self.stream is None:
                self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802  # logging's
        """Say once that the log cannot be written, instead of a traceback per record."""
        if not self._failed:
            self._failed = True
            _note(f"the log {self.baseFilename} cannot be written ({sys.exc_info()[1]})")


def _add_file(root: logging.Logger, log_dir: Path) -> bool:
    try:
        log_dir.mkdir(parents=True, exist_ok=True)
        root.addHandler(_LogFile(log_dir / LOG_NAME))
    except OSError as error:
        _note(f"there is no log file: {log_dir} cannot be written ({error.strerror})")
        return False
    return True


def _note(text: str) -> None:
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):  # closed, or its reader has gone
            sys.stderr.write(f"photofinder: {text}\n")


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log.critical("uncaught exception", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if issubclass(args.exc_type, SystemExit):
        return
    name = args.thread.name if args.thread is not None else "an ended thread"
    error = args.exc_value if args.exc_value is not None else args.exc_type()
    _log.critical(
        "uncaught exception in %s", name, exc_info=(args.exc_type, error, args.exc_traceback)
    )
