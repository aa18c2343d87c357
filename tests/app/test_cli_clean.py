"""The commands that remove copies: what they print, what they refuse, and the way back."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from pathlib import Path

import pytest

from photofinder import settings as settings_file
from photofinder.paths import AppPaths

IDENTICAL = "identical_file,identical_picture"


@pytest.fixture
def run(copies, program):
    """Run a command on the library of copies."""

    def run(*words: object):
        return program(*words, "--data-dir", copies.data)

    return run


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["clean", "--dry-run"], "--class"),
        (["clean", "--class", "identical_file"], "one of the arguments --dry-run --apply"),
        (["clean", "--class", "identical_file", "--dry-run", "--apply"], "not allowed with"),
        (["clean", "--class", "series", "--apply"], "no copies of each other"),
        (["clean", "--class", "identical_file,all", "--apply"], "choose from identical_file"),
        (["clean", "--class", "", "--apply"], "choose from identical_file"),
        (["clean", "--class", "identical_file", "--under", "", "--apply"], "name of a folder"),
        (["clean", "--class", "same_shot", "--at-least", "101", "--apply"], "from 0 to 100"),
        (["clean", "--class", "same_shot", "--at-least", "9" * 5_000, "--apply"], "from 0 to 100"),
        (["clean", "--class", "same_shot", "--at-least", "-1", "--apply"], "--at-least"),
        (["clean", "--class", "same_shot", "--at-least", "0.9", "--apply"], "no whole number"),
        (["clean", "--class", "same_shot", "--at-least", "\u0665", "--apply"], "no whole number"),
        (["clean", "--class", "same_shot", "--at-least", "", "--apply"], "no whole number"),
        (["clean", "--class", IDENTICAL, "--at-least", "90", "--apply"], "same_shot, which"),
        (["undo", "first"], "invalid int"),
    ],
)
def test_wrong_usage_changes_nothing_and_says_why(copies, run, words, told: str) -> None:
    before = copies.snapshot()
    answer = run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
    assert copies.snapshot() == before


def test_dry_run_tells_the_plan_and_changes_nothing(copies, run) -> None:
    before = copies.snapshot()
    answer = run("clean", "--class", IDENTICAL, "--dry-run", "--json")
    assert answer.code == 0
    found = {Path(item["path"]).name: item for item in answer.json["items"]}
    assert {"photo copy.png", "picture.webp"} <= set(found)
    assert "shot.jpg" not in found, "the same shot goes only where it is named"
    assert found["photo copy.png"]["keeper"] == str(copies.path("a/photo.png"))
    assert "copy's" in found["photo copy.png"]["reason"]
    assert answer.json["bytes"] == sum(item["bytes"] for item in answer.json["items"])
    assert answer.json["files"] == sum(folder["files"] for folder in answer.json["folders"])
    assert copies.snapshot() == before
    assert run("history", "--json").json == {"batches": []}
    text = run("clean", "--class", IDENTICAL, "--dry-run").out
    assert f"remove  {copies.path('b/photo copy.png')}" in text
    assert "because: its name does not look like a copy's" in text


def test_apply_removes_and_undo_brings_everything_back(copies, run) -> None:
    before = copies.snapshot()
    answer = run("clean", "--class", "identical_file", "--apply", "--json")
    assert answer.code == 0
    removed = [Path(item["path"]) for item in answer.json["items"]]
    assert answer.json["report"]["removed"] == len(removed) == 6
    assert not any(path.exists() for path in removed)
    batch = answer.json["report"]["batch"]
    (info,) = run("history", "--json").json["batches"]
    assert (info["batch"], info["restorable"]) == (batch, len(removed))
    items = run("history", str(batch), "--json").json["items"]
    assert {item["state"] for item in items} == {"trashed"}
    assert run("undo", "--json").json == {
        "batch": batch, "restored": len(removed), "sidecars": 0, "cancelled": False,
        "problems": [],
    }  # fmt: skip
    assert copies.snapshot() == before
    again = run("undo", "--json")
    assert (again.code, again.json["error"]["code"]) == (2, "no_clean_up")
    assert run("undo", "99").code == 2


def test_text_says_how_to_take_it_back(copies, run) -> None:
    out = run("clean", "--class", "identical_file", "--apply").out
    assert "6 photos removed" in out
    assert "photofinder undo 1" in out
    assert "in the trash:" in run("history", "1").out
    assert "6 photos of clean-up 1 put back" in run("undo").out


def test_quarantine_is_told_before_and_after(copies, run, monkeypatch) -> None:
    from photofinder.app.trash import SystemTrash

    before = copies.snapshot()
    monkeypatch.setattr(SystemTrash, "serves", lambda *_: False)
    out = run("clean", "--class", "identical_file", "--dry-run").out
    assert "6 photos of a drive without a trash" in out
    assert run("clean", "--class", "identical_file", "--apply", "--json").json["report"][
        "quarantined"
    ] == 6  # fmt: skip
    out = run("history", "1").out
    assert f"in the quarantine: {copies.photos / '.photofinder-quarantine'}" in out
    assert run("undo").code == 0
    assert copies.snapshot() == before


def let_the_bare_copy_stay(copies) -> None:
    """Leave out the rule that keeps the copy with a sidecar."""
    rules = settings_file.Settings(keeper_rules=("not_copied_name", "folder_depth"))
    settings_file.save(AppPaths.at(copies.data).settings, rules)


def test_metadata_is_merged_where_asked(copies, run) -> None:
    from photofinder.core.xmp import Notes
    from photofinder.core.xmp_writing import with_notes

    let_the_bare_copy_stay(copies)
    copies.path("b/photo copy.png.xmp").write_bytes(with_notes(None, Notes(keywords=("sea",))))
    run("scan")
    words = ("clean", "--class", "identical_file", "--under", copies.path("b"))
    assert run(*words, "--dry-run", "--json").json["sidecars"] == []
    before = copies.snapshot()
    answer = run(*words, "--merge-metadata", "--apply", "--json")
    (change,) = answer.json["sidecars"]
    assert change["added"] == ["keywords sea"]
    assert Path(change["path"]).exists()
    (item,) = answer.json["items"]
    assert [Path(file["path"]).name for file in item["together"]] == ["photo copy.png.xmp"]
    (written,) = run("history", "1", "--json").json["sidecars"]
    assert written["state"] == "written"
    run("undo")
    assert copies.snapshot() == before


def test_sidecar_that_could_not_be_taken_back_is_told_and_tried_again(copies, run) -> None:
    from photofinder.core.xmp import Notes
    from photofinder.core.xmp_writing import with_notes

    let_the_bare_copy_stay(copies)
    copies.path("b/photo copy.png.xmp").write_bytes(with_notes(None, Notes(keywords=("sea",))))
    run("scan")
    before = copies.snapshot()
    answer = run(
        "clean", "--class", "identical_file", "--under", copies.path("b"), "--merge-metadata",
        "--apply", "--json",
    )  # fmt: skip
    sidecar = Path(answer.json["sidecars"][0]["path"])
    ours = sidecar.read_bytes()
    sidecar.write_bytes(b"theirs")
    assert run("undo").code == 4
    (info,) = run("history", "--json").json["batches"]
    assert (info["restorable"], info["sidecars_left"]) == (0, 1)
    assert "1 sidecar not taken back" in run("history").out
    sidecar.write_bytes(ours)
    again = run("undo", "--json").json
    assert (again["problems"], again["restored"], again["sidecars"]) == ([], 0, 1)
    assert run("undo", "--json").json["error"]["code"] == "no_clean_up"
    assert copies.snapshot() == before


def test_copies_that_cannot_be_merged_are_refused(copies, run) -> None:
    from photofinder.core.xmp import Notes
    from photofinder.core.xmp_writing import with_notes

    copies.path("b/photo copy.png.xmp").write_bytes(with_notes(None, Notes(keywords=("sea",))))
    copies.path("a/photo.png.xmp").write_bytes(b"")
    run("scan")
    before = copies.snapshot()
    words = ("clean", "--class", "identical_file", "--under", copies.path("b"), "--merge-metadata")
    for apply in ("--dry-run", "--apply"):
        answer = run(*words, apply, "--json")
        assert (answer.code, answer.json["items"], answer.json["sidecars"]) == (4, [], [])
        (refused,) = answer.json["refused"]
        assert "cannot be added to" in refused["reason"]
    assert copies.snapshot() == before


def test_same_shot_goes_where_it_is_named(copies, run) -> None:
    answer = run("clean", "--class", "same_shot", "--dry-run", "--json")
    assert [Path(item["path"]) for item in answer.json["items"]] == [copies.path("b/shot.jpg")]


def set_certainty(copies, certain: float | None) -> None:
    """Let every pair of the library be so certain; None: from before there was a verifier."""
    from photofinder.core.types import Relation, Verification
    from photofinder.core.verification import VERSION
    from photofinder.storage.pair_evidence import verification_text

    found = None if certain is None else Verification(
        (Relation.RESIZED,), (1.0, 0.0, 0.0, 0.0, 1.0, 0.0), None, 0.99, 80, certain, 0.0,
        VERSION,
    )  # fmt: skip
    connection = sqlite3.connect(AppPaths.at(copies.data).catalog)
    connection.execute("UPDATE pair SET evidence = ?", (verification_text(found),))
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("certain", "percent", "goes"),
    [
        (0.967, 97, True),  # it is shown as 97 %
        (0.963, 97, False),
        (0.5, 0, True),
        (1.0, 100, True),
        (None, 1, False),
        (None, 100, False),
    ],
)
def test_versions_that_are_less_certain_stay(
    copies, run, certain: float | None, percent: int, goes: bool
) -> None:
    set_certainty(copies, certain)
    words = ("clean", "--class", "same_shot", "--at-least", percent, "--dry-run")
    answer = run(*words, "--json")
    names = {Path(item["path"]).name for item in answer.json["items"]}
    assert ("shot.jpg" in names) is goes
    assert (answer.json["at_least"], answer.json["refused"]) == (percent, [])
    told = f"only what is at least {percent} % certain"
    assert (told in run(*words).out) is (percent > 0)


def test_what_was_not_verified_is_refused_where_it_is_not_left_out(copies, run) -> None:
    set_certainty(copies, None)
    before = copies.snapshot()
    answer = run("clean", "--class", "same_shot", "--apply", "--json")
    assert (answer.code, answer.json["items"]) == (4, [])
    assert any("not compared" in refused["reason"] for refused in answer.json["refused"])
    assert copies.snapshot() == before


def test_only_below_some_folders(copies, run, monkeypatch) -> None:
    monkeypatch.chdir(copies.photos)
    answer = run("clean", "--class", IDENTICAL, "--under", "b", "./c", "--dry-run", "--json")
    names = {Path(item["path"]).relative_to(copies.photos).as_posix() for item in
             answer.json["items"]}  # fmt: skip
    assert names == {"b/photo copy.png", "b/picture.webp", "c/deep/er/photo.png"}
    again = run("clean", "--class", IDENTICAL, "--under", "b", "--under", "./c", "--dry-run",
                "--json")  # fmt: skip
    assert again.json["items"] == answer.json["items"], "given twice it means both"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_folder_is_found_by_another_name(copies, run, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(copies.photos)
    (tmp_path / "inner").symlink_to(copies.path("b"))
    words = ("clean", "--class", "identical_file", "--dry-run", "--json")
    wanted = run(*words, "--under", copies.path("b")).json["items"]
    assert wanted
    for name in (tmp_path / "link" / "b", tmp_path / "inner", copies.path("a/../b")):
        assert run(*words, "--under", name).json["items"] == wanted
    assert run(*words, "--under", copies.photos.parent).json == run(*words).json


@pytest.mark.parametrize("apply", ["--dry-run", "--apply"])
def test_folder_without_photos_is_told(copies, run, tmp_path: Path, apply: str) -> None:
    before = copies.snapshot()
    copies.path("empty").mkdir()
    for folder in (tmp_path / "nowhere", copies.path("empty")):
        answer = run(
            "clean", "--class", IDENTICAL, "--under", copies.path("b"), folder, apply, "--json"
        )
        assert (answer.code, answer.json["error"]["code"]) == (2, "folder_unknown")
        assert str(folder) in answer.json["error"]["message"]
    assert copies.snapshot() == before


def test_preset_decides_which_copy_stays_and_is_not_saved(copies, run) -> None:
    paths = AppPaths.at(copies.data)
    mine = settings_file.Settings(
        presets={"in c": ("folder_priority",)}, folder_priority=(copies.path("c"),)
    )
    settings_file.save(paths.settings, mine)
    answer = run("clean", "--class", "identical_file", "--rules", "in c", "--dry-run", "--json")
    kept = {Path(item["keeper"]) for item in answer.json["items"]}
    assert copies.path("c/deep/er/photo.png") in kept
    assert settings_file.load(paths.settings) == mine
    unknown = run("clean", "--class", "identical_file", "--rules", "luck", "--apply", "--json")
    assert (unknown.code, unknown.json["error"]["code"]) == (2, "no_such_preset")


def test_refused_photos_are_told_with_reasons_and_make_it_4(copies, run) -> None:
    paths = AppPaths.at(copies.data)
    settings_file.save(
        paths.settings,
        settings_file.Settings(
            protected=(copies.path("b"),), keeper_rules=("not_copied_name", "folder_depth")
        ),
    )
    answer = run("clean", "--class", "identical_file", "--apply", "--json")
    assert answer.code == 4
    (refused,) = answer.json["refused"]
    assert refused["path"] == str(copies.path("b/photo copy.png"))
    assert "protected" in refused["reason"]
    assert copies.path("b/photo copy.png").exists()
    assert not copies.path("c/deep/er/photo.png").exists()


def test_history_is_exported(copies, run, tmp_path: Path) -> None:
    run("clean", "--class", "identical_file", "--apply")
    for name in ("journal.csv", "journal.json"):
        assert run("history", "--export", tmp_path / name, "--json").json["items"] == 6
    rows = list(csv.DictReader((tmp_path / "journal.csv").read_text("utf-8-sig").splitlines()))
    assert {row["state"] for row in rows} == {"trashed"}
    assert len(json.loads((tmp_path / "journal.json").read_text())["photos"]) == 6
    wrong = run("history", "--export", tmp_path / "journal.txt", "--json")
    assert (wrong.code, wrong.json["error"]["code"]) == (2, "bad_export")
