"""Folding of names: what people take for the same, and the order they expect."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photofinder.core.text_filter import fold, folder_key, name_key, natural_key, words_of


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Österreich", "österreich"),
        ("STRASSE", "Straße"),
        (unicodedata.normalize("NFD", "Café Zürich"), "CAFÉ ZÜRICH"),  # as macOS names files
        ("ＩＭＧ＿１", "img_1"),  # noqa: RUF001  # full-width letters
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("日本 旅行", "日本 旅行"),
    ],
)
def test_what_reads_alike_is_equal(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


def test_words_are_folded_and_counted_once() -> None:
    assert words_of("  Berlin BERLIN\tZürich ") == ("berlin", "zürich")
    assert words_of(" \n ") == ()


@pytest.mark.parametrize(
    ("parts", "ordered"),
    [
        (["img10", "img9", "img100"], ["img9", "img10", "img100"]),
        (["b1", "A2", "a1"], ["a1", "A2", "b1"]),
        (["x1y10", "x1y9", "x01y11"], ["x1y9", "x1y10", "x01y11"]),
        (["2", "10", "a", "1" * 40, "9" * 39], ["2", "10", "9" * 39, "1" * 40, "a"]),
        (["10", "0", "00", "1"], ["0", "00", "1", "10"]),
    ],
)
def test_numbers_in_names_sort_by_value(parts: list[str], ordered: list[str]) -> None:
    # what is equal stays in its order
    assert sorted(parts, key=lambda name: natural_key(name.encode())) == ordered


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.text("abz_- ", max_size=5))
def test_any_two_numbers_sort_by_value(one: int, two: int, before: str) -> None:
    keys = [natural_key(f"{before}{number}.jpg".encode()) for number in (one, two)]
    assert (keys[0] < keys[1]) == (one < two)
    assert (keys[0] == keys[1]) == (one == two)


@given(st.binary())
def test_any_bytes_have_a_key(name: bytes) -> None:
    assert isinstance(natural_key(name), bytes)
    assert name_key(b"folder/" + name.replace(b"/", b"")) == natural_key(name.replace(b"/", b""))


def test_folder_comes_before_what_it_holds_and_after_its_elder() -> None:
    folders = [b"/p/a b", b"/p/a", b"/p/a/z", b"/p/a-b", b"/p/10", b"/p/9", b"/p/9/1"]
    assert sorted(folders, key=folder_key) == [
        b"/p/9",
        b"/p/9/1",
        b"/p/10",
        b"/p/a",
        b"/p/a/z",
        b"/p/a b",
        b"/p/a-b",
    ]
