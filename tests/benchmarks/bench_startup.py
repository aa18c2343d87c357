"""How long the program takes to answer from a cold process, against a bare interpreter."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from figures import Figure, median, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from figures import Settings

RUNS = 5


def run(settings: Settings) -> Iterator[Figure]:
    """Measure ``photofinder --version`` and ``photofinder status`` as whole processes."""
    bare_s = _time([sys.executable, "-c", "import numpy"])
    program = [sys.executable, "-m", "photofinder", "--data-dir", str(settings.work / "start")]
    for what, arguments in (("--version", ["--version"]), ("status", ["status"])):
        taken_s = _time([*program, *arguments])
        yield Figure(
            f"start-up: photofinder {what}",
            f"{taken_s:.2f} s",
            f"{taken_s / bare_s:.1f} x an interpreter that imports numpy ({bare_s:.2f} s)",
        )


def _time(command: list[str]) -> float:
    def once() -> None:
        subprocess.run(command, check=True, capture_output=True)

    once()
    return median([seconds(once) for _ in range(RUNS)])
