"""`photofinder --self-test`: does this installation work, all of it, on this machine.

Everything happens in a temporary folder with a data folder of its own: the user's library,
settings and trash are not touched. Meant for bundles, where a library, a plugin or a picture may
have been left out without anybody noticing before a user does; it runs in a checkout as well.
Main thread.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from photofinder import __version__
from photofinder.cli_output import Output, printable
from photofinder.self_test_checks import CHECKS, Place, SelfTestFailed

EXIT_OK, EXIT_FAILED = 0, 3


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found."""

    name: str
    passed: bool
    message: str
    seconds: float


def run(arguments: Sequence[str]) -> int:
    """Run every check, also after one that failed; return the exit code.

    Parameters
    ----------
    arguments : sequence of str
        What follows ``--self-test`` on the command line: nothing or ``--json``.
    """
    as_json = "--json" in arguments
    output = Output(as_json=as_json)
    results: list[CheckResult] = []
    with tempfile.TemporaryDirectory(prefix="photofinder-self-test-") as folder:
        place = Place(Path(folder).resolve())
        with _environment(place):
            for name, check in CHECKS.items():
                result = _checked(name, check, place)
                results.append(result)
                if not as_json:
                    output.answer(None, [_line(result)])
    passed = all(result.passed for result in results)
    if as_json:
        output.answer(_as_json(results, passed), [])
    else:
        output.answer(None, ["self-test passed" if passed else "self-test FAILED"])
    return EXIT_OK if passed else EXIT_FAILED


@contextlib.contextmanager
def _environment(place: Place) -> Iterator[None]:
    """Open no window on the user's screen, and let the trash lie in the temporary folder."""
    wanted = {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(place.root / "xdg")}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _checked(name: str, check: Callable[[Place], str], place: Place) -> CheckResult:
    started = time.perf_counter()
    try:
        message, passed = check(place), True
    except SelfTestFailed as error:
        message, passed = str(error), False
    except Exception as error:  # noqa: BLE001  # whatever is broken here is what it looks for
        message, passed = "".join(traceback.format_exception_only(error)).strip(), False
        for frame in traceback.extract_tb(error.__traceback__)[-1:]:
            message += f" [{Path(frame.filename).name}:{frame.lineno}]"
    return CheckResult(name, passed, message, round(time.perf_counter() - started, 3))


def _line(result: CheckResult) -> str:
    mark = "ok    " if result.passed else "FAILED"
    return f"{mark}  {result.name:<12} {result.seconds:6.2f} s  {printable(result.message)}"


def _as_json(results: Sequence[CheckResult], passed: bool) -> dict[str, object]:
    return {
        "version": __version__,
        "frozen": bool(getattr(sys, "frozen", False)),
        "passed": passed,
        "checks": [
            {
                "name": result.name,
                "passed": result.passed,
                "message": result.message,
                "seconds": result.seconds,
            }
            for result in results
        ],
    }
