"""What the program is made of is told completely."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from photofinder import __version__
from photofinder.app.versions import COMPONENTS, version_of, versions

ROOT = Path(__file__).resolve().parents[2]


def test_every_dependency_is_credited() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.split(r"[<>=; ]", text)[0].lower() for text in project["project"]["dependencies"]}
    credited = {component.distribution.lower() for component in COMPONENTS}
    assert names <= credited, names - credited


def test_every_component_names_its_licence() -> None:
    assert all(component.name and component.licence for component in COMPONENTS)


def test_versions_of_what_is_installed_are_found() -> None:
    found = versions()
    assert found["photofinder"] == __version__
    for name in ("Python", "SQLite", "NumPy", "ONNX Runtime", "Annoy"):
        assert re.match(r"\d+\.\d+", found[name]), name


def test_what_has_no_version_says_none() -> None:
    libheif = next(component for component in COMPONENTS if component.name.startswith("libheif"))
    assert version_of(libheif) == ""
