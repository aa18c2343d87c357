"""Reads and works other programs' menus through the accessibility bus, for test_file_managers.py.

Run by the system's Python, which has the bindings (python3-gi, gir1.2-atspi-2.0). ``wait NAME``
ends when a menu shows an item of that name; ``click NAME`` clicks it, ``walk NAME`` goes to it with
the arrow key (where places on the screen are not told: GTK 4) and presses Return. Prints the
items that were on the screen.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")

from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE_S = 8.0
STEP_S = 0.4
MAX_STEPS = 60
#: the second one opens a menu below
ROLES = ("menu item", "menu")


def below(node: Any) -> Iterator[Any]:
    """Yield everything below a node; what vanishes meanwhile is left out."""
    try:
        count = node.get_child_count()
    except GLib.Error:
        return
    for index in range(count):
        try:
            child = node.get_child_at_index(index)
        except GLib.Error:
            continue
        if child is not None:
            yield child
            yield from below(child)


def items() -> list[tuple[str, bool, Any]]:
    """Return the menu items of all programs: name, whether the keys are on it, the item."""
    found = []
    for node in below(Atspi.get_desktop(0)):
        try:
            if node.get_role_name() not in ROLES:
                continue
            extents = node.get_extents(Atspi.CoordType.SCREEN)
            if extents.width > 1:
                states = node.get_state_set()
                is_on = states.contains(Atspi.StateType.FOCUSED)
                found.append((node.get_name(), is_on, extents))
        except GLib.Error:
            continue
    return found


def wait(name: str) -> Any:
    end = time.monotonic() + PATIENCE_S
    while True:
        found = items()
        for label, _, extents in found:
            if label == name:
                sys.stdout.write("".join(f"{label}\n" for label, _, _ in found))
                return extents
        if time.monotonic() > end:
            sys.exit(f"no menu has {name!r}: {[label for label, _, _ in found]}")
        time.sleep(STEP_S)


def click(name: str) -> None:
    at = wait(name)
    place = (str(at.x + at.width // 3), str(at.y + at.height // 2))
    subprocess.run(["xdotool", "mousemove", *place, "click", "1"], check=True)


def walk(name: str) -> None:
    wait(name)
    for _ in range(MAX_STEPS):
        if any(label == name and is_on for label, is_on, _ in items()):
            subprocess.run(["xdotool", "key", "Return"], check=True)
            return
        subprocess.run(["xdotool", "key", "Down"], check=True)
        time.sleep(STEP_S)
    sys.exit(f"the keys never came to {name!r}")


if __name__ == "__main__":
    {"wait": wait, "click": click, "walk": walk}[sys.argv[1]](sys.argv[2])
