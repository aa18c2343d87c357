"""Nothing of what runs here is told to anybody, and no number of this computer's is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

EMBED = """
import sys
from pathlib import Path
import numpy as np
from photofinder.core.embedder import choose_embedder
from photofinder.core.model_manifest import read_manifest
root = Path(sys.argv[1])
manifest = read_manifest(root / "models" / "efficientnet-lite0")
embedder = choose_embedder(manifest, card_path=root / "resources" / "test-card.png").embedder
embedder.embed(np.zeros((3, embedder.input_height_px, embedder.input_width_px, 3), np.uint8))
"""


def test_embedding_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    """Where onnxruntime reports, it first writes a device's number and a queue of events."""
    keep = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    home = tmp_path / "home"
    home.mkdir()
    places = {name: str(home) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA")}
    subprocess.run(
        [sys.executable, "-c", EMBED, str(ROOT)],
        env={**keep, **places, "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=ROOT,
        check=True,
    )
    assert list(home.rglob("*")) == []


def test_only_one_place_imports_it() -> None:
    """Whoever imports it by himself would begin it before it is silenced."""
    found = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "photofinder").rglob("*.py")
        if any(
            line.strip().startswith(("import onnxruntime", "from onnxruntime"))
            for line in path.read_text("utf-8").splitlines()
        )
    ]
    assert found == ["photofinder/core/onnx_runtime.py"]
