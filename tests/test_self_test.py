"""`--self-test`: what it checks in a checkout, what it leaves behind, and that it can fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from photofinder import self_test, self_test_checks
from photofinder.core.formats import sniff_format
from photofinder.sample_pictures import every_format

PATIENCE_S = 300


def test_every_check_passes_and_nothing_is_left_at_home(tmp_path: Path) -> None:
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(temporary)}
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    answer = subprocess.run(
        [sys.executable, "-P", "-m", "photofinder", "--self-test", "--json"],
        capture_output=True,
        check=False,
        env=environment,
        timeout=PATIENCE_S,
    )
    told = json.loads(answer.stdout)
    assert [check for check in told["checks"] if not check["passed"]] == []
    assert [check["name"] for check in told["checks"]] == list(self_test.CHECKS)
    assert (answer.returncode, told["passed"], told["frozen"]) == (0, True, False)
    # the font library keeps a cache, onnxruntime a session number; of photofinder nothing may stay
    left = [*temporary.rglob("*"), *home.rglob("*")]
    assert [path for path in left if "photofinder" in path.name.lower()] == []
    assert not (home / ".local" / "share" / "Trash").exists()


@pytest.mark.parametrize("as_json", [False, True])
def test_what_fails_is_named_and_the_rest_goes_on(
    as_json: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_place: self_test_checks.Place) -> str:
        raise self_test_checks.SelfTestFailed("it is Sunday")

    def break_down(_place: self_test_checks.Place) -> str:
        raise OSError(28, "No space left on device")

    checks = {"first": refuse, "second": break_down, "third": lambda place: str(place.root.name)}
    monkeypatch.setattr(self_test, "CHECKS", checks)
    assert self_test.run(["--json"] if as_json else []) == 3
    printed = capsys.readouterr().out
    assert "it is Sunday" in printed
    assert "No space left on device" in printed
    if as_json:
        passed = [check["passed"] for check in json.loads(printed)["checks"]]
        assert passed == [False, False, True]
    else:
        lines = printed.splitlines()
        assert [line.split()[0] for line in lines[:3]] == ["FAILED", "FAILED", "ok"]
        assert lines[3] == "self-test FAILED"


def test_a_bundle_whose_annoy_was_not_checked_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(self_test_checks.SelfTestFailed, match="no record"):
        self_test_checks._annoy_code()
    record = {"annoy": {"sha256": "0" * 64, "beyond_baseline": []}}
    (tmp_path / "bundle.json").write_text(json.dumps(record))
    with pytest.raises(self_test_checks.SelfTestFailed, match="not the file"):
        self_test_checks._annoy_code()


def test_samples_are_what_they_claim() -> None:
    samples = every_format()
    assert [sniff_format(sample.data) for sample in samples] == [one.format for one in samples]
    assert len({sample.format for sample in samples}) == len(samples) == 10
