"""Every message says what happened, where, and what to do."""

from __future__ import annotations

import pickle
import string

import pytest

from photofinder.errors import (
    CatalogTooNew,
    EnvironmentProblem,
    ModelMismatch,
    PhotofinderError,
    PhotoUnreadable,
)

WITH_REMEDY = [
    (cls, code)
    for cls in (EnvironmentProblem, ModelMismatch, CatalogTooNew)
    for code in cls.messages
]


def made(cls: type[PhotofinderError], code: str) -> PhotofinderError:
    names = [name for _, name, _, _ in string.Formatter().parse(cls.messages[code]) if name]
    return cls(code, **{name: f"<{name}>" for name in names})


@pytest.mark.parametrize(("cls", "code"), WITH_REMEDY)
def test_problem_of_the_environment_has_a_remedy(cls: type[PhotofinderError], code: str) -> None:
    error = made(cls, code)
    assert len(error.remedy) >= 8
    assert error.what
    assert str(error) == error.message == f"{error.what} {error.remedy}"
    assert "\n" not in error.message


def test_line_break_in_a_name_does_not_divide_the_message() -> None:
    error = EnvironmentProblem("not_a_folder", path="a\nb")
    assert error.what == "a\nb is not a folder."
    assert error.remedy == "Give the folder that holds the photos."


def test_error_without_remedy_ends_with_what_happened() -> None:
    error = PhotoUnreadable("unsupported", found="PDF")
    assert error.remedy == ""
    assert str(error) == error.what


def test_unknown_code_names_its_facts() -> None:
    error = EnvironmentProblem("new_code", path="p")
    assert (error.what, error.remedy) == ("new_code: path=p", "")


def test_error_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(EnvironmentProblem("disk_full", path="p")))
    assert (error.code, error.params) == ("disk_full", {"path": "p"})
