"""Runs in the frozen program before PyInstaller's own hooks; see photofinder.spec.

Those load multiprocessing, inspect and pkgutil, 0.1 s of a second start that only has to hand its
files to the window that is open. Where none is, the start goes on as always.
"""

import os
import sys


def _hand_over() -> None:
    from photofinder.ui import arguments

    window = arguments.parse(sys.argv[1:])
    if window is None:
        return
    from photofinder.desktop.hand_over import hand_over

    if hand_over(window.data_dir, window.to_texts()):
        os._exit(0)  # nothing was begun that would have to be ended


_hand_over()
del _hand_over
