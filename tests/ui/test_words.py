"""Words for values: nothing that a file is called can break a label."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from photofinder.core.phrases import Phrase
from photofinder.errors import EnvironmentProblem, PhotoUnreadable
from photofinder.ui import words

HALF = "\N{REPLACEMENT CHARACTER}"


def test_what_cannot_be_shown_of_a_path_becomes_visible() -> None:
    assert words.path_text("a\nb\udce9.jpg") == f"a\u21b5b{HALF}.jpg"
    assert words.path_text("a\r\u2028b\tc.jpg") == f"a\u21b5\u21b5b{HALF}c.jpg"
    assert words.path_text("\u202egpj.exe") == f"{HALF}gpj.exe"
    assert words.path_text("half a pair \ud800.jpg") == f"half a pair {HALF}.jpg"


@pytest.mark.parametrize(
    "name",
    ["Grüße 🙂.jpg", "Screenshot at 9.05\u202fAM.png", "\u5bb6\u3000\u65cf.jpg", "👩\u200d👧.jpg"],
)
def test_what_can_be_shown_stays(name: str) -> None:
    assert words.path_text(name) == name


def test_time_within_a_reason_is_whole() -> None:
    reason = Phrase("its capture time is known ({own})", {"own": "2019-12-27T09:05:00"})
    outer = Phrase("{first}; {second}", {"first": "has camera data", "second": reason})
    assert HALF not in words.phrase_text(outer)


def test_error_names_the_file_and_the_remedy() -> None:
    text = words.error_text(PhotoUnreadable("empty", path="/p/a.jpg"))
    assert text.startswith("/p/a.jpg: The file is empty")
    assert "\nRestore it" in text


def test_error_without_a_fact_still_speaks() -> None:
    assert "?" in words.error_text(EnvironmentProblem("model_missing", name="m"))


def test_phrase_inside_a_phrase_is_filled_in() -> None:
    inner = Phrase("it has {count} stars", {"count": 3})
    assert words.phrase_text(Phrase("{one}; really", {"one": inner})) == "it has 3 stars; really"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("taken_at", "2019-12-27T09:05:07", "27.12.19 09:05:07"),
        ("megabytes", "0.26", "0,26"),
        ("other", "12.5", "12,5"),
        ("other", "JPEG", "JPEG"),
        ("own", "12.5", "12.5"),  # a title
        ("name", "12.5", "12.5"),  # a file may be called so
    ],
)
def test_times_and_amounts_of_a_phrase_are_in_the_form_of_the_language(
    name: str, value: str, shown: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        assert words.phrase_text(Phrase(f"[{{{name}}}]", {name: value})) == f"[{shown}]"
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("key", "text"),
    [("2019-07", "July 2019"), ("", "Without a date"), ("2019-12", "December 2019")],
)
def test_month_has_its_name(qapp: object, key: str, text: str) -> None:
    assert words.month_text(key) == text


def test_moment_that_is_none_stays_as_it_was_written() -> None:
    assert words.moment_text("yesterday") == "yesterday"
    assert words.moment_text(None) == ""
