"""A child process for the decoders that may crash, hang or eat memory.

TIFF, HEIF, AVIF, RAW and what is costly go through here (``images.needs_isolation``); ordinary
JPEG never does, so most libraries never start it. What is decoded in the program's own process
has no time limit: its cost is bounded by what its header says. What if the child is killed? The
photo gets a reason, the next one a new child. What if we are killed? The child reads end of
file on its pipe and goes; one that is decoding is ended by its own dead-man's switch.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

from photofinder.errors import EnvironmentProblem, PhotofinderError, PhotoUnreadable

logger = logging.getLogger(__name__)

TIME_LIMIT_S = 10.0
MEMORY_LIMIT_MB = 500

_START_LIMIT_S = 60.0
"""For importing the libraries from a cold disk; not counted against any photo."""

_DEAD_MAN_FACTOR = 2.0
"""The child ends itself after this many time limits: only if no parent is left to do it."""

_AVIF_THREADS = 2
_RESERVE_FACTOR = 1.2
_WATCH_INTERVAL_S = 0.05
_EXIT_MEMORY = 77
_MEGABYTE = 1_000_000

_Result = TypeVar("_Result")


class IsolatedDecoder:
    """Runs pure functions on one photo at a time in a child process, within limits.

    Parameters
    ----------
    time_limit_s : float
        For one call, without the child's start.
    memory_limit_mb : int
        What a call may allocate beyond the idle child.
    low_priority : bool
        Whether the child yields to other programs.

    Notes
    -----
    Not thread-safe: one instance belongs to one thread. The child starts with the first call
    (0.3 s) and again after it was killed. On Linux and Windows the memory limit is the kernel's
    (private data by RLIMIT_DATA; committed memory by a job object), on macOS a thread in the
    child watches its peak; everywhere the decoders estimate from the header first. What runs
    out of memory in a child that has read other photos is tried once more in a fresh one: the
    holes that those left are not its fault.
    """

    def __init__(
        self,
        *,
        time_limit_s: float = TIME_LIMIT_S,
        memory_limit_mb: int = MEMORY_LIMIT_MB,
        low_priority: bool = False,
    ) -> None:
        self._low_priority = low_priority
        self._time_limit_s = time_limit_s
        self._memory_limit_mb = memory_limit_mb
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._calls = 0

    def __enter__(self) -> IsolatedDecoder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, function: Callable[..., _Result], *args: object, **kwargs: object) -> _Result:
        """Call a module-level function in the child.

        Parameters
        ----------
        function : callable
            Importable by name; arguments and result are pickled.

        Raises
        ------
        PhotoUnreadable
            What the function raised, or ``too_slow``, ``too_much_memory``, ``crashed_decoder``.
        EnvironmentProblem
            ``decoder_unavailable``: the child could not be started.
        Exception
            A bug in ``function``, as it was raised there.
        """
        used_before = self._calls > 0
        try:
            return self._call(function, args, kwargs)
        except PhotoUnreadable as error:
            if error.code != "too_much_memory" or not used_before:
                raise
            logger.debug("read once more in a fresh decoder process")
        return self._call(function, args, kwargs)

    @property
    def pid(self) -> int | None:
        """Process id of the child, None while there is none."""
        return self._process.pid if self._process is not None else None

    def interrupt(self) -> None:
        """End the child in the middle of a call, which then fails. Any thread may do this."""
        process = self._process
        if process is not None and process.pid is not None:
            with contextlib.suppress(ValueError):  # its own thread has just ended it
                process.kill()

    def close(self) -> None:
        """End the child, at once if it is busy; the next call would start another."""
        self._kill()

    def _call(self, function: Callable[..., _Result], args: object, kwargs: object) -> _Result:
        connection = self._connected()
        self._calls += 1
        try:
            connection.send((function, args, kwargs))
            if not connection.poll(self._time_limit_s):
                self._kill()
                raise PhotoUnreadable("too_slow", limit_s=round(self._time_limit_s, 1))
            outcome = connection.recv()
        except (EOFError, ConnectionError):
            raise self._epitaph() from None
        if isinstance(outcome, _Failure):
            if isinstance(outcome.error, PhotoUnreadable) and (
                outcome.error.code == "too_much_memory"
            ):
                self._kill()
            raise outcome.error
        result: _Result = outcome.value
        return result

    def _connected(self) -> Connection:
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self._kill()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve,
            args=(
                theirs,
                self._memory_limit_mb,
                self._time_limit_s * _DEAD_MAN_FACTOR,
                self._low_priority,
            ),
            name="photofinder-decoder",
            daemon=True,
        )
        self._process, self._connection = process, ours
        try:
            process.start()
            theirs.close()
            if not ours.poll(_START_LIMIT_S):
                raise TimeoutError(f"no answer within {_START_LIMIT_S:.0f} s")
            ours.recv()
        except (OSError, EOFError) as error:
            reason = str(error) or "it ended while starting"
            with contextlib.suppress(OSError):
                theirs.close()
            self._kill()
            raise EnvironmentProblem("decoder_unavailable", reason=reason) from error
        return ours

    def _kill(self) -> None:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        self._calls = 0
        if connection is not None:
            connection.close()
        if process is not None and process.pid is not None:
            process.kill()
            process.join()
            process.close()

    def _epitaph(self) -> PhotoUnreadable:
        """Say why the child ended in the middle of a photo."""
        process = self._process
        exit_code: int | None = None
        if process is not None:
            process.join(timeout=1.0)
            exit_code = process.exitcode
        self._kill()
        if exit_code == _EXIT_MEMORY:
            return PhotoUnreadable("too_much_memory", limit_mb=self._memory_limit_mb)
        return PhotoUnreadable("crashed_decoder", reason=_exit_reason(exit_code))


class _Failure:
    """Carries an exception home, told from a result that happens to be one."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


class _Success:
    def __init__(self, value: object) -> None:
        self.value = value


def _exit_reason(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        import signal

        with contextlib.suppress(ValueError):
            return signal.Signals(-exit_code).name
    return f"exit code {exit_code}"


# --- in the child ---------------------------------------------------------------------------


def _serve(
    connection: Connection, memory_limit_mb: int, dead_man_s: float, low_priority: bool
) -> None:
    """Answer calls until the parent's end of the pipe is closed."""
    import faulthandler

    from photofinder.app.priority import lower_process

    sink = _silence()
    if low_priority:
        lower_process()
    _single_threaded_libraries()
    _load_decoders()
    _limit_memory(memory_limit_mb)
    connection.send("ready")
    while True:
        try:
            function, args, kwargs = connection.recv()
        except (EOFError, OSError):
            return
        faulthandler.dump_traceback_later(dead_man_s, exit=True, file=sink)
        answer: _Success | _Failure
        try:
            answer = _Success(function(*args, **kwargs))
        except MemoryError:
            answer = _Failure(PhotoUnreadable("too_much_memory", limit_mb=memory_limit_mb))
        except PhotofinderError as error:
            answer = _Failure(error)
        except Exception as error:  # noqa: BLE001 - the edge of a process; raised again at home
            answer = _Failure(_portable(error))
        finally:
            faulthandler.cancel_dump_traceback_later()
        try:
            connection.send(answer)
        except MemoryError:
            connection.send(_Failure(PhotoUnreadable("too_much_memory", limit_mb=memory_limit_mb)))
        except (BrokenPipeError, ConnectionError):
            return
        del answer, function, args, kwargs


def _silence() -> int:
    """Send everything that the C libraries print to nowhere, and leave Ctrl-C to the parent."""
    import os
    import signal
    import sys

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sink = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        with contextlib.suppress(OSError):  # a windowed Windows program has neither
            os.dup2(sink, stream)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    return sink


def _single_threaded_libraries() -> None:
    """Keep thread pools, each with its stacks and buffers, out of the child's memory."""
    import os

    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


def _load_decoders() -> None:
    """Import before the limit is set, so that the libraries are not part of a photo's cost."""
    import cv2
    import pi_heif
    import rawpy
    from PIL import AvifImagePlugin, Image, TiffImagePlugin

    from photofinder.core import analysis, containers

    # one per core would take memory by the core
    AvifImagePlugin.DEFAULT_MAX_THREADS = _AVIF_THREADS
    loaded = (cv2, pi_heif, rawpy, AvifImagePlugin, Image, TiffImagePlugin, analysis, containers)
    logger.debug("decoder process ready with %d libraries", len(loaded))


def _limit_memory(limit_mb: int) -> None:
    """Limit what a call can allocate on top of what is in use now.

    Notes
    -----
    RLIMIT_DATA counts private writable memory, which is what a decoder takes; RLIMIT_AS would
    count the mapped libraries too, and differ from machine to machine. As it also counts
    memory that is reserved and never touched, it is set somewhat higher than the limit.
    macOS does not enforce it for mapped memory: there a thread looks at the peak instead. A
    Windows that refuses the limit leaves the estimate from the header.
    """
    import platform

    system = platform.system()
    if system == "Linux":
        import resource

        limit = _private_bytes_linux() + int(limit_mb * _MEGABYTE * _RESERVE_FACTOR)
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    elif system == "Darwin":
        _watch_peak(limit_mb)
    elif system == "Windows":
        from photofinder.app.windows_memory import limit_growth

        with contextlib.suppress(OSError):
            limit_growth(int(limit_mb * _MEGABYTE * _RESERVE_FACTOR))


def _private_bytes_linux() -> int:
    """Read VmData of this process, which is what RLIMIT_DATA is compared with."""
    from pathlib import Path

    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").split("\n"):
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 256 * _MEGABYTE


def _watch_peak(limit_mb: int) -> None:
    """End the process when its peak memory passes the limit (decoders release the GIL)."""
    import os
    import resource
    import threading
    import time

    # bytes on macOS
    limit = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + limit_mb * _MEGABYTE

    def watch() -> None:
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < limit:
            time.sleep(_WATCH_INTERVAL_S)
        os._exit(_EXIT_MEMORY)

    threading.Thread(target=watch, name="peak-watch", daemon=True).start()


def _portable(error: Exception) -> Exception:
    """Give an exception that survives the way home, with the traceback as a note."""
    import pickle
    import traceback

    trace = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - any failure means that it cannot travel
        error = RuntimeError(f"{type(error).__name__}: {error}")
    error.add_note(f"in the decoder process:\n{trace}")
    return error
