"""Phrases: the English text itself, with what is needed to say it in another language."""

from __future__ import annotations

import ast
import json
import pickle
import string
import subprocess
import sys
from pathlib import Path

import pytest

from photofinder.core import phrases
from photofinder.core.phrases import Phrase, all_templates, from_data, joined, to_data
from photofinder.errors import (
    CleanupRefused,
    EnvironmentProblem,
    PhotofinderError,
    PhotoUnreadable,
)


def test_phrase_is_its_english_text() -> None:
    phrase = Phrase("{count} of {total}", {"count": 3, "total": 5})
    assert phrase == "3 of 5" == phrase.text
    assert type(phrase.text) is str
    assert (phrase.template, phrase.params) == ("{count} of {total}", {"count": 3, "total": 5})


def test_facts_of_a_phrase_cannot_be_changed() -> None:
    phrase = Phrase("{count}", {"count": 3})
    phrase.params["count"] = 4
    assert phrase.params == {"count": 3}
    with pytest.raises(AttributeError):
        phrase.template = "x"  # type: ignore[misc]


def test_missing_fact_of_an_older_program_is_a_question_mark() -> None:
    assert Phrase("{a} and {b}", {"a": 1}) == "1 and ?"


def test_remedy_follows_on_the_same_line() -> None:
    assert Phrase("It is gone.\nLook for {name}.", {"name": "a\nb"}) == "It is gone. Look for a\nb."


def test_phrase_travels_with_its_parts() -> None:
    inner = Phrase("{format} file", {"format": "RAW"})
    phrase = joined([Phrase("mirrored"), inner, Phrase("{name}", {"name": "\udcff{x}"})])
    for again in (
        pickle.loads(pickle.dumps(phrase)),
        from_data(json.loads(json.dumps(to_data(phrase)))),
    ):
        assert again == phrase == "mirrored, RAW file, \udcff{x}"
        assert again.template == "{first}, {second}"
        assert again.params["first"].params["second"].params == {"format": "RAW"}


def test_plain_text_stays_plain() -> None:
    assert from_data(json.loads(json.dumps(to_data("{not} a template")))) == "{not} a template"


def test_every_template_is_known_to_translators() -> None:
    templates = all_templates()
    assert set(CleanupRefused.messages.values()) <= set(templates)
    for text in ("mirrored", "same bytes", "has camera data", "{first}, {second}"):
        assert text in templates
    for text in templates:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        assert all(name.isidentifier() for name in names)


def test_translators_are_given_what_any_module_writes() -> None:
    """In a process of its own: here other tests have imported what the list of modules lacks."""
    package = Path(phrases.__file__).parents[1]
    written = {
        call.args[0].value
        for path in package.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "template"
        and isinstance(call.args[0], ast.Constant)
    }
    code = "import json, sys; sys.path.insert(0, 'packaging'); import translations; "
    code += "print(json.dumps(translations.engine_templates()))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=package.parent, capture_output=True, check=True
    )
    assert len(written) > 50
    assert written <= set(json.loads(done.stdout))


def test_registering_twice_lists_once() -> None:
    assert phrases.template("same bytes") == "same bytes"
    assert all_templates().count("same bytes") == 1


@pytest.mark.parametrize(
    "error",
    [
        PhotoUnreadable("empty"),
        PhotoUnreadable("damaged", reason="bad huffman code"),
        PhotoUnreadable("damaged"),
        PhotoUnreadable("too_large", megapixels=400, need_mb=1200, limit_mb=800),
        EnvironmentProblem("folder_unreadable", path="/photos/{x}", reason="denied"),
        PhotoUnreadable("a code of a later version", fact=1),
    ],
    ids=str,
)
def test_an_error_is_a_phrase_that_says_the_same(error: PhotofinderError) -> None:
    phrase = phrases.of_error(error)
    assert phrase == error.message
    assert pickle.loads(pickle.dumps(phrase)) == phrase
    if error.code in error.messages:
        assert isinstance(phrase, phrases.Phrase)
        assert phrase.template == error.messages[error.code]
