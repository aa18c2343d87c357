"""Settings survive the round trip, and a damaged file is named instead of guessed."""

from __future__ import annotations

import dataclasses
import errno
import json
import logging
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as drawing
from hypothesis import strategies as st

from photofinder import files, settings
from photofinder.errors import EnvironmentProblem
from photofinder.keeper_rules import KEEPER_PRESETS
from photofinder.settings import Settings, load, save

choices = st.builds(
    Settings,
    model=st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip),
    device=st.sampled_from(["auto", "cpu", "cuda", "directml", "coreml"]),
    decode_threads=st.integers(0, 64),
    excluded=st.lists(st.text(min_size=1)).map(tuple),
    watch_poll_s=st.floats(1, 86_400),
    watch=st.booleans(),
    language=st.sampled_from(["", "de", "zh_CN", "sr-Latn-RS"]),
    theme=st.sampled_from(["system", "light", "dark"]),
    close_to_tray=st.booleans(),
    protected=st.lists(
        st.sampled_from(["photos", "a b", "\udcff", "new\nline"]).map(
            Path(tempfile.gettempdir()).joinpath
        )
    ).map(tuple),
    keeper_rules=st.permutations(settings.DEFAULT_KEEPER_RULES).map(lambda names: tuple(names[3:])),
    presets=st.dictionaries(
        st.text(min_size=1).filter(lambda name: name.strip() and name not in KEEPER_PRESETS),
        st.permutations(settings.DEFAULT_KEEPER_RULES).map(lambda names: ("name:a*", *names[3:])),
        max_size=3,
    ),
    preset=st.sampled_from(["", *KEEPER_PRESETS]),
    folder_priority=st.sampled_from([(), (Path(tempfile.gettempdir()),)]),
    unknown=st.dictionaries(st.sampled_from(["font", "zoom"]), st.integers()),
)


# the first draw on a fresh machine builds hypothesis's character tables, and disks are slow
@drawing(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choices)
def test_settings_survive_the_round_trip(chosen: Settings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "settings.json")
        save(path, chosen)
        assert load(path) == chosen


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    loaded = load(tmp_path / "settings.json")
    assert loaded == Settings()
    assert {"@eaDir", "lost+found", "$RECYCLE.BIN"} <= set(loaded.excluded)


def test_keys_left_out_take_their_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"decode_threads": 2, "watch_poll_s": 5}', encoding="utf-8-sig")
    assert load(path) == dataclasses.replace(Settings(), decode_threads=2, watch_poll_s=5.0)


def test_unknown_keys_are_kept_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"version": 1, "font": {"bold": true}}')
    with caplog.at_level(logging.WARNING):
        loaded = load(path)
    assert "font" in caplog.text
    save(path, dataclasses.replace(loaded, model="other"))
    assert json.loads(path.read_text())["font"] == {"bold": True}
    assert load(path).model == "other"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1, column 1"),
        ("{", "line 1, column 2"),
        ("[]", "must hold an object"),
        ('{"model": ""}', "model must be"),
        ('{"model": 7}', "model must be"),
        ('{"device": "gpu"}', "device must be one of auto, cpu"),
        ('{"device": ["cpu"]}', "device must be one of"),
        ('{"decode_threads": true}', "decode_threads must be"),
        ('{"decode_threads": 65}', "decode_threads must be"),
        ('{"decode_threads": 1.5}', "decode_threads must be"),
        ('{"excluded": "x"}', "excluded must be a list"),
        ('{"watch": 1}', "watch must be true or false"),
        ('{"close_to_tray": "yes"}', "close_to_tray must be true or false"),
        ('{"language": "German"}', "language must be a code"),
        ('{"language": null}', "language must be a code"),
        ('{"theme": "Dark"}', "theme must be one of system, light, dark"),
        ('{"theme": ["dark"]}', "theme must be one of"),
        ('{"protected": "/x"}', "protected must be a list"),
        ('{"protected": ["x"]}', "protected must hold whole paths"),
        ('{"protected": [7]}', "protected must hold whole paths"),
        ('{"keeper_rules": "raw"}', "keeper_rules must be a list"),
        ('{"keeper_rules": ["raw", "luck"]}', 'only, not "luck"'),
        ('{"keeper_rules": [["raw"]]}', "keeper_rules must hold names of"),
        ('{"keeper_rules": ["raw", "raw"]}', 'must not hold "raw" twice'),
        ('{"keeper_rules": ["name:"]}', 'only, not "name:"'),
        ('{"presets": []}', "presets must be an object"),
        ('{"presets": {"": []}}', "presets must have names"),
        ('{"presets": {"default": []}}', "comes ready-made"),
        ('{"presets": {"mine": ["luck"]}}', "presets: mine must hold names of"),
        ('{"preset": "mine"}', "preset must be one of default, largest"),
        ('{"folder_priority": ["x"]}', "folder_priority must hold whole paths"),
        ('{"excluded": ["x", 1]}', "excluded must hold"),
        ('{"watch_poll_s": NaN}', "watch_poll_s must be"),
        ('{"watch_poll_s": 0}', "watch_poll_s must be"),
        ('{"watch_poll_s": 1' + "0" * 400 + "}", "watch_poll_s must be"),
        ('{"watch_poll_s": 1' + "0" * 5000 + "}", "digits"),
        ('{"version": 0}', "version must be"),
        ('{"version": "1"}', "version must be"),
        ('{"version": 999}', "newer photofinder"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_damaged_file_names_the_key_and_the_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(EnvironmentProblem) as caught:
        load(path)
    assert caught.value.code == "settings_damaged"
    assert caught.value.params["path"] == path
    assert reason in str(caught.value)
    assert len(str(caught.value)) < 450
    assert path.read_text() == text


def test_bytes_that_are_no_text_are_damage(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"model": "\xff"}')
    with pytest.raises(EnvironmentProblem, match="not UTF-8 at byte 11"):
        load(path)


def test_a_folder_in_its_place_is_damage(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        load(tmp_path)
    assert caught.value.code == "settings_damaged"


def test_a_full_disk_keeps_the_old_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "settings.json"
    save(path, Settings(model="old"))
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(EnvironmentProblem) as caught:
        save(path, Settings(model="new"))
    assert caught.value.code == "disk_full"
    assert load(path).model == "old"


def test_a_folder_that_is_gone_is_reported_on_saving(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        save(tmp_path / "gone" / "settings.json", Settings())
    assert caught.value.code == "data_dir_unwritable"


def test_old_files_are_upgraded_step_by_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(values: dict[str, object]) -> dict[str, object]:
        return {"net": values["network"]}

    def rename_again(values: dict[str, object]) -> dict[str, object]:
        return {"model": values["net"]}

    monkeypatch.setattr(settings, "_UPGRADES", (rename, rename_again))
    path = tmp_path / "settings.json"
    for text in (
        '{"version": 1, "network": "a"}',
        '{"version": 2, "net": "a"}',
        '{"version": 3, "model": "a"}',
        '{"model": "a"}',
    ):
        path.write_text(text)
        assert load(path) == Settings(model="a")


def test_orders_of_version_1_get_the_rules_of_version_2(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    old = ["protected", "raw", "resolution", "format"]
    new = ("protected", "has_original", "raw", "resolution", "has_edits", "format")
    path.write_text(json.dumps({"version": 1, "keeper_rules": old, "presets": {"mine": old}}))
    loaded = load(path)
    assert (loaded.keeper_rules, loaded.presets) == (new, {"mine": new})
    save(path, loaded)
    assert load(path) == loaded
    path.write_text(json.dumps({"version": 2, "keeper_rules": old}))
    assert load(path).keeper_rules == tuple(old), "what the user left out since stays out"


@pytest.mark.parametrize("wrong", ['"keeper_rules": [["raw"]]', '"presets": {"mine": 7}'])
def test_what_is_no_order_is_refused_with_its_reason_in_old_files_too(
    tmp_path: Path, wrong: str
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(f'{{"version": 1, {wrong}}}')
    with pytest.raises(EnvironmentProblem, match="must"):
        load(path)
