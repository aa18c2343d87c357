"""What the program is made of: versions for reports, licences for the credits. Any thread."""

from __future__ import annotations

import platform
import sqlite3
from dataclasses import dataclass

from photofinder import __version__


@dataclass(frozen=True, slots=True)
class Component:
    """Somebody else's work in this program.

    Attributes
    ----------
    name : str
    licence : str
        By its SPDX name.
    distribution : str
        Its name on PyPI; empty where it comes with another one.
    """

    name: str
    licence: str
    distribution: str = ""


#: every run-time dependency, and what comes inside of them
COMPONENTS = (
    Component("Python", "PSF-2.0"),
    Component("Qt", "LGPL-3.0-only"),
    Component("PySide6", "LGPL-3.0-only", "PySide6-Essentials"),
    Component("ONNX Runtime", "MIT", "onnxruntime"),
    Component("NumPy", "BSD-3-Clause", "numpy"),
    Component("OpenCV", "Apache-2.0", "opencv-python-headless"),
    Component("Pillow", "MIT-CMU", "pillow"),
    Component("pi-heif", "BSD-3-Clause", "pi-heif"),
    Component("libheif, libde265", "LGPL-3.0-or-later"),
    Component("rawpy", "MIT", "rawpy"),
    Component("LibRaw", "LGPL-2.1-only OR CDDL-1.0"),
    Component("Annoy", "Apache-2.0", "annoy"),
    Component("watchdog", "Apache-2.0", "watchdog"),
    Component("platformdirs", "MIT", "platformdirs"),
    Component("Rich", "MIT", "rich"),
    Component("SQLite", "Public domain"),
    Component("EfficientNet-Lite (models)", "Apache-2.0"),
)

#: other builds of the same program
_BUILDS = {"onnxruntime": ("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml")}


def versions() -> dict[str, str]:
    """Return versions by name: this program, the system, and every component that has one.

    Notes
    -----
    Some 50 ms: reads the metadata of a dozen packages.
    """
    found = {
        "photofinder": __version__,
        "System": platform.platform(),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }
    for component in COMPONENTS:
        version = version_of(component)
        if version:
            found.setdefault(component.name, version)
    return found


def version_of(component: Component) -> str:
    """Return a component's version; empty where it is not known."""
    import importlib.metadata  # 60 ms that no start needs

    if not component.distribution:
        return {"Python": platform.python_version(), "SQLite": sqlite3.sqlite_version}.get(
            component.name, ""
        )
    for name in _BUILDS.get(component.distribution, (component.distribution,)):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:  # a frozen bundle may leave it out
            continue
    return ""
