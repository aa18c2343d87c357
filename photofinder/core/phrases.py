"""Sentences of the engine that can be translated: a template, and the facts that fill it in.

A phrase is the English text itself, so that the command line prints it and tests compare it. The
window translates ``template`` first and fills in ``params`` then; a fact may be a phrase again.

Templates are registered where they are written, so that the step that collects texts for the
translators finds all of them.
"""

from __future__ import annotations

import importlib
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from photofinder.errors import PhotofinderError

#: the modules that write templates; importing them registers what they have
_SOURCES = (
    "photofinder.core.checking",
    "photofinder.core.cleanup",
    "photofinder.core.duplicates",
    "photofinder.core.folder_notes",
    "photofinder.core.folder_pairs",
    "photofinder.core.keeper_words",
    "photofinder.core.keepers",
    "photofinder.core.metadata_union",
    "photofinder.core.verification_words",
)
_registered: dict[str, None] = {}


class Phrase(str):
    """An English sentence or part of one that knows how it was made.

    Parameters
    ----------
    template : str
        With named fields, as `str.format_map` takes them.
    params : mapping, optional
        The facts: texts, numbers, or phrases.

    Notes
    -----
    Equal to its English text, like any str.
    """

    __slots__ = ("_params", "_template")

    _template: str
    _params: dict[str, object]

    def __new__(cls, template: str, params: Mapping[str, object] | None = None) -> Phrase:
        """Fill in the template."""
        facts = dict(params or {})
        phrase = super().__new__(cls, _filled(template, facts))
        phrase._template = template
        phrase._params = facts
        return phrase

    @property
    def template(self) -> str:
        """The English text before the facts are filled in."""
        return self._template

    @property
    def params(self) -> dict[str, object]:
        """The facts, a copy."""
        return dict(self._params)

    @property
    def text(self) -> str:
        """The English text."""
        return str(self)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes whole."""
        return (Phrase, (self._template, self._params))


class _Facts(dict[str, object]):
    """A fact that was not given prints as a question mark: an older program stored the rest."""

    def __missing__(self, key: str) -> str:
        return "?"


def _filled(template: str, facts: Mapping[str, object]) -> str:
    """Fill in a template; the line that divides a message from its remedy becomes a space."""
    if "{" not in template and "}" not in template:
        return template.replace("\n", " ")
    if "\n" not in template:
        return template.format_map(_Facts(facts))
    return " ".join(part.format_map(_Facts(facts)) for part in template.split("\n"))


def register(*templates: str) -> None:
    """Make templates known to those who translate."""
    _registered.update(dict.fromkeys(templates))


def template(text: str) -> str:
    """Register a template and return it, where it is written as a constant."""
    register(text)
    return text


def all_templates() -> tuple[str, ...]:
    """Return every template of the engine, sorted."""
    for name in _SOURCES:
        importlib.import_module(name)
    return tuple(sorted(_registered))


def of_error(error: PhotofinderError) -> str:
    """Return an error's message as a phrase, without the path that it is told with elsewhere."""
    template = error.messages.get(error.code)
    if template is None:
        return error.message
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    return Phrase(template, {name: error.params.get(name, "?") for name in sorted(names)})


def joined(phrases: list[Phrase]) -> Phrase:
    """Join parts of a sentence with commas."""
    result = phrases[0]
    for phrase in phrases[1:]:
        result = Phrase(_COMMA, {"first": result, "second": phrase})
    return result


_COMMA = template("{first}, {second}")


def to_data(text: str) -> object:
    """Return a text, phrase or not, as what JSON can hold."""
    if not isinstance(text, Phrase):
        return str(text)
    params = {
        name: to_data(value) if isinstance(value, str) else value
        for name, value in text.params.items()
    }
    return {"template": text.template, "params": params}


def from_data(data: object) -> str:
    """Return the text or phrase that `to_data` made data of."""
    if not isinstance(data, dict):
        return str(data)
    params = {
        name: value if isinstance(value, int | float | None) else from_data(value)
        for name, value in data["params"].items()
    }
    return Phrase(data["template"], params)
