"""Whether the computer runs on its battery. Any thread; a fraction of a millisecond on Linux.

References
----------
Linux: Documentation/ABI/testing/sysfs-class-power; what counts is what systemd's
``ConditionACPower`` takes. Windows: GetSystemPowerStatus. macOS: pmset(1).
"""

from __future__ import annotations

import ctypes
import logging
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

log = logging.getLogger(__name__)

SUPPLIES = Path("/sys/class/power_supply")
_BATTERIES = frozenset({"Battery", "UPS"})
#: SYSTEM_POWER_STATUS.ACLineStatus; 255 is "unknown"
_WINDOWS_OFFLINE, _WINDOWS_ONLINE = 0, 1
_PMSET_LIMIT_S = 5.0


class PowerStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS."""

    _fields_: ClassVar = [
        ("ac_line_status", ctypes.c_uint8),
        ("battery_flag", ctypes.c_uint8),
        ("battery_life_percent", ctypes.c_uint8),
        ("system_status_flag", ctypes.c_uint8),
        ("battery_life_time", ctypes.c_uint32),
        ("battery_full_life_time", ctypes.c_uint32),
    ]


def on_battery() -> bool | None:
    """Tell whether the computer's own battery feeds it; None where the system does not say."""
    if sys.platform == "win32":
        status = PowerStatus()
        if not ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status)):
            return None
        return windows_on_battery(status)
    if sys.platform == "darwin":
        return pmset_on_battery(_pmset())
    return linux_on_battery(SUPPLIES)


def linux_on_battery(root: Path) -> bool | None:
    """Read what the kernel says of every supply.

    Parameters
    ----------
    root : Path
        ``/sys/class/power_supply``.

    Returns
    -------
    bool or None
        True where a battery of the computer, or its uninterruptible supply, is discharging and no
        other supply feeds it. Batteries of mice, headsets and pens (``scope`` is "Device") are not
        the computer's. False for a computer without a battery.
    """
    try:
        supplies = sorted(root.iterdir())
    except OSError:
        return None
    discharging = False
    for supply in supplies:
        kind = _read(supply / "type")
        if _read(supply / "scope") == "Device":
            continue
        if kind in _BATTERIES:
            discharging = discharging or _read(supply / "status") == "Discharging"
        elif _read(supply / "online") not in ("", "0") and not _is_source(supply):
            return False
    return discharging


def windows_on_battery(status: PowerStatus) -> bool | None:
    """Read what GetSystemPowerStatus filled in."""
    return {_WINDOWS_OFFLINE: True, _WINDOWS_ONLINE: False}.get(status.ac_line_status)


def pmset_on_battery(text: str) -> bool | None:
    """Read the first line of ``pmset -g batt``: ``Now drawing from 'Battery Power'``."""
    first = text.partition("\n")[0]
    if "'Battery Power'" in first or "'UPS Power'" in first:
        return True
    return False if "'AC Power'" in first else None


def _pmset() -> str:
    try:
        done = subprocess.run(
            ["/usr/bin/pmset", "-g", "batt"],
            capture_output=True,
            text=True,
            timeout=_PMSET_LIMIT_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.debug("pmset does not answer: %s", error)
        return ""
    return done.stdout


def _is_source(supply: Path) -> bool:
    """Whether a USB supply is "online" because its ports charge something else."""
    # of a Type-C port: "[source] sink", the one in brackets being what it is now
    roles = [_read(port) for port in (supply / "device").glob("typec/port*/power_role")]
    is_fed = any("[sink]" in role for role in roles)
    return any("[source]" in role for role in roles) and not is_fed


def _read(path: Path) -> str:
    """Return a word of the kernel's; empty where there is none, as on a supply just unplugged."""
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
