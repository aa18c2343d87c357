"""Which arguments open the window, and which are for the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from photofinder.ui.arguments import WindowArguments, parse


def test_no_argument_opens_the_window() -> None:
    assert parse([]) == WindowArguments()


@pytest.mark.parametrize(
    "words",
    [["scan"], ["--help"], ["--version"], ["--data-dir", "/d", "status"], ["--json"], ["a.jpg"]],
)
def test_a_command_is_for_the_command_line(words: list[str]) -> None:
    assert parse(words) is None


def test_data_folder_alone_opens_the_window() -> None:
    assert parse(["--data-dir", "/d", "-v"]) == WindowArguments(data_dir=Path("/d"), verbose=True)
    assert parse(["--data-dir=/d"]) == WindowArguments(data_dir=Path("/d"))
    assert parse(["--data-dir"]) is None


def test_files_to_search_with_are_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    found = parse(["--similar", "a b.jpg", "-odd.jpg", "--add", "f", "--hidden"])
    assert found is not None
    assert found.similar == (tmp_path / "a b.jpg", tmp_path / "-odd.jpg")
    assert found.add == (tmp_path / "f",)
    assert found.hidden


@pytest.mark.parametrize(
    "word", ["~nobody-of-this-name/a.jpg", "~\ud800/a.jpg", "~\0/a.jpg", "a\0b.jpg"]
)
def test_names_that_nobody_can_have_are_paths_all_the_same(word: str) -> None:
    wanted = parse(["--add", word])
    assert wanted is not None
    assert [path.is_absolute() for path in wanted.add] == [True]
    assert wanted.add[0].name == word.rpartition("/")[2]


@pytest.mark.parametrize("option", ["similar", "check", "duplicates", "add"])
def test_after_two_dashes_names_are_as_they_stand(
    option: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["--hidden", "-v", "--", "~", "100%25 %F.jpg", "a\n'b\".jpg", "\U0001f4f7.jpg", "-"]
    wanted = parse(["--hidden", f"--{option}", "--", *names])
    assert wanted is not None
    assert getattr(wanted, option) == tuple(tmp_path / name for name in names)
    assert wanted.hidden
    assert not wanted.verbose


def test_names_before_two_dashes_count_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    wanted = parse(["--check", "a.jpg", "--", "--b.jpg", "/c.jpg"])
    assert wanted is not None
    assert wanted.check == (tmp_path / "a.jpg", tmp_path / "--b.jpg", Path("/c.jpg").absolute())


@pytest.mark.parametrize("words", [["--"], ["--hidden", "--", "a.jpg"], ["--", "--similar"]])
def test_two_dashes_without_a_list_are_for_the_command_line(words: list[str]) -> None:
    assert parse(words) is None


def test_start_with_the_session_is_hidden() -> None:
    assert parse(["--autostart"]) == WindowArguments(hidden=True)


def test_second_start_hands_over_what_it_was_asked() -> None:
    wanted = WindowArguments(
        similar=(Path("/a\nb.jpg"), Path("/c.jpg")),
        check=(Path("/d\udcff.jpg"),),
        duplicates=(Path("/g"), Path("/--h")),
        add=(Path("/f"),),
        hidden=True,
    )
    assert parse(wanted.to_texts()) == wanted


def test_only_a_check_needs_no_window_of_the_library() -> None:
    file = (Path("/a.jpg"),)
    assert WindowArguments(check=file).is_only_check
    assert not WindowArguments(check=file, similar=file).is_only_check
    assert not WindowArguments().is_only_check
