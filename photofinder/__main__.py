"""Where the program starts: a command goes to the command line, none opens the window.

``faulthandler`` comes first, so that a crash inside a decoder leaves a trace.
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import sys


def main() -> int:
    """Run photofinder; return the exit code."""
    with contextlib.suppress(AttributeError, OSError, ValueError):  # no usable stderr (pythonw)
        faulthandler.enable()
    multiprocessing.freeze_support()
    if sys.argv[1:2] == ["--self-test"]:
        from photofinder import self_test

        return self_test.run(sys.argv[2:])
    from photofinder.ui import arguments

    window = arguments.parse(sys.argv[1:])
    if window is not None:
        from photofinder.ui.application import run_window

        return run_window(window)
    from photofinder.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
