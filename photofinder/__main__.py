"""Where the program starts: a command goes to the command line, none opens the window.

``faulthandler`` comes first, so that a crash inside a decoder leaves a trace. Where a window is
open already it gets the arguments, before anything else is loaded: somebody has just clicked.
"""

from __future__ import annotations

import contextlib
import faulthandler
import sys

TYPE_CHECKING = False  # typing costs a start 6 ms
if TYPE_CHECKING:
    from photofinder.ui.arguments import WindowArguments


def main() -> int:
    """Run photofinder; return the exit code."""
    with contextlib.suppress(AttributeError, OSError, ValueError):  # no usable stderr (pythonw)
        faulthandler.enable()
    if getattr(sys, "frozen", False):
        from photofinder import frozen

        frozen.restore_environment()
    if sys.argv[1:2] == ["--self-test"]:
        from photofinder import self_test

        return self_test.run(sys.argv[2:])
    from photofinder.ui import arguments

    window = arguments.parse(sys.argv[1:])
    if window is not None and _handed_over(window):
        return 0
    # after that: what it is for, the helpers of a bundle, are no windows
    import multiprocessing

    multiprocessing.freeze_support()
    if window is not None:
        from photofinder.ui.application import run_window

        return run_window(window)
    from photofinder.cli import run

    return run(sys.argv[1:])


def _handed_over(window: WindowArguments) -> bool:
    from photofinder.desktop.hand_over import hand_over

    return hand_over(window.data_dir, window.to_texts())


if __name__ == "__main__":
    sys.exit(main())
