"""What the end-to-end tests share: the player of scripts, which drives the program in a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DRIVER = ROOT / "tests" / "e2e" / "window_driver.py"
#: for a whole script, which has limits of its own
PATIENCE_S = 240.0


class Play:
    """Starts `window_driver.py` with a script, with a home and a library of its own.

    Attributes
    ----------
    out, data, home : Path
        What scripts write, the library's data folder, the home folder.
    environment : dict of str
        Of every process.
    """

    def __init__(self, folder: Path) -> None:
        self.out, self.data, self.home = folder / "out", folder / "data", folder / "home"
        self.out.mkdir()
        self.home.mkdir()
        self.environment = {
            **os.environ,
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "share"),
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "PYTHONPATH": str(ROOT),
        }
        self._running: list[subprocess.Popen[str]] = []

    def start(self, script: str, *arguments: str, **values: object) -> subprocess.Popen[str]:
        """Start a script (``tour``, ``instance_scripts.tour``) and return its process."""
        (self.out / "result.json").unlink(missing_ok=True)
        pairs = [f"{name}={value}" for name, value in values.items()]
        command = [sys.executable, str(DRIVER), script, str(self.data), str(self.out), *pairs, "--"]
        process = subprocess.Popen(
            [*command, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._running.append(process)
        return process

    def finish(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        """Wait for a script's end, and return what it saw."""
        said, _ = process.communicate(timeout=PATIENCE_S)
        result = self.out / "result.json"
        assert result.exists(), said
        found = json.loads(result.read_text())
        assert not found["error"], f"{found['error']}\n{said}"
        assert process.returncode == 0, said
        assert "Traceback" not in said, said
        return found["seen"]

    def run(self, script: str, *arguments: str, **values: object) -> dict[str, Any]:
        """Play a script to its end."""
        return self.finish(self.start(script, *arguments, **values))

    def close(self) -> None:
        """End what still runs."""
        for process in self._running:
            if process.poll() is None:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """Give a player of scripts."""
    # not tmp_path: the path of a socket must be short
    with tempfile.TemporaryDirectory(prefix="pf") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        player = Play(tmp_path)
        yield player
        player.close()
