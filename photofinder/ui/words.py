"""Words for values: errors, sizes, dates, durations and counts, in the user's language. GUI thread.

The engine speaks English by templates with named fields; here the template is translated before
its fields are filled in. `packaging/dev.py translations` collects the templates.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import TYPE_CHECKING

from PySide6 import QtGui
from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt

from photofinder.core.phrases import Phrase
from photofinder.core.types import PairClass
from photofinder.errors import PhotofinderError

if TYPE_CHECKING:
    from pathlib import Path

#: the translation context of the engine's templates
ENGINE_CONTEXT = "Engine"
_KILO = 1_000
#: what people call onnxruntime's execution providers
_PROVIDERS = {
    "CPUExecutionProvider": "CPU",
    "CUDAExecutionProvider": "CUDA",
    "DmlExecutionProvider": "DirectML",
    "CoreMLExecutionProvider": "Core ML",
}


def tr(text: str, comment: str = "", count: int = -1) -> str:
    """Translate a text outside of any QObject; ``%n`` in it is the count.

    Notes
    -----
    The form of the call is what ``lupdate`` finds such texts by, and puts under no context.
    """
    return QCoreApplication.translate("", text, comment, count)


def engine_text(template: str, params: dict[str, object]) -> str:
    """Translate a template of the engine and fill it in."""
    translated = QCoreApplication.translate(ENGINE_CONTEXT, template)
    return translated.format_map(
        _Facts({name: _shown(name, value) for name, value in params.items()})
    )


class _Facts(dict[str, object]):
    """Facts for a message; one that is missing becomes a question mark."""

    def __missing__(self, name: str) -> str:
        return "?"


def provider_text(provider: str) -> str:
    """Return the everyday name of an execution provider."""
    return _PROVIDERS.get(provider, provider)


def phrase_text(text: str) -> str:
    """Translate a sentence of the engine; a plain text stays as it is."""
    if not isinstance(text, Phrase):
        return text
    params = {
        name: phrase_text(value) if isinstance(value, Phrase) else value
        for name, value in text.params.items()
    }
    return engine_text(text.template, params)


#: facts that are times or amounts where they look like it, as a program writes them
_TIMES = frozenset({"taken_at", "other", "own"})
_AMOUNTS = frozenset({"megabytes", "bits", "other"})
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
_AMOUNT = re.compile(r"\d+\.(\d+)")


def _shown(name: str, value: object) -> object:
    """Return a fact in the language's form; no undecodable name becomes half a character."""
    if isinstance(value, int | float):
        return value
    text = path_text(str(value))
    if name in _TIMES and _MOMENT.fullmatch(text):
        return moment_text(text, seconds=True)
    amount = _AMOUNT.fullmatch(text) if name in _AMOUNTS else None
    return text if amount is None else QLocale().toString(float(text), "f", len(amount[1]))


def error_text(error: Exception) -> str:
    """Return what happened and, on the next lines, what to do."""
    if not isinstance(error, PhotofinderError):
        return tr("Something went wrong: {reason}").format(reason=error)
    template = error.messages.get(error.code)
    if template is None:
        return str(error)
    params = dict(error.params)
    text = engine_text(template, params)
    path = params.get("path")
    if path is not None and "{path}" not in template:
        text = f"{path_text(path)}: {text}"  # type: ignore[arg-type]  # a path or its text
    return text


def dotted(*parts: str) -> str:
    """Join what there is of some texts with dots in the middle of the line."""
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


#: what breaks a line, and what writes the letters after it in another direction
_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RETURN_SIGN = "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"


def path_text(path: Path | str) -> str:
    """Return a path as text that can be shown: undecodable bytes and line breaks become visible."""
    text = str(path)
    return text if text.isprintable() else "".join(map(_seen, text))


def _seen(character: str) -> str:
    """Return what stands for a character; spaces of any width and joined signs stay as they are."""
    if character in _BREAKS:
        return _RETURN_SIGN
    # half a character is what Python has for a byte, and Windows in a cut name
    is_hidden = character in _TURNS or unicodedata.category(character) in ("Cc", "Cs")
    return "\N{REPLACEMENT CHARACTER}" if is_hidden else character


#: invisible, of no width, and nothing that Qt takes for the beginning of a tag
_WORD_JOINER = "\N{WORD JOINER}"


def plain_tip(text: str) -> str:
    """Return a text for a tool tip, which shows it as it is: a file may be named like a tag.

    Notes
    -----
    Tool tips cannot be told that a text is plain; Qt guesses. They stay no markup here, because a
    widget's tip is also what a screen reader says of it.
    """
    if not QtGui.Qt.mightBeRichText(text):
        return text
    for sign in ("<", "&"):  # "&lt;" is taken for markup, too
        text = text.replace(sign, sign + _WORD_JOINER)
    return text


def size_text(size_bytes: int) -> str:
    """Return a size in bytes with three digits or so: ``3.4 MB``."""
    return QLocale().formattedDataSize(
        size_bytes, 1 if size_bytes >= _KILO else 0, QLocale.DataSizeFormat.DataSizeSIFormat
    )


def count_text(number: int) -> str:
    """Return a number with the language's separators."""
    return QLocale().toString(number)


def moment_text(iso: str | None, *, seconds: bool = False) -> str:
    """Return date and time of an ISO text in the language's short form; empty for None."""
    if not iso:
        return ""
    try:
        moment = datetime.datetime.fromisoformat(iso)
    except ValueError:
        return iso
    if moment.tzinfo is not None:
        moment = moment.astimezone().replace(tzinfo=None)
    when = QDateTime.fromString(moment.isoformat(timespec="seconds"), Qt.DateFormat.ISODate)
    form = QLocale().dateTimeFormat(QLocale.FormatType.ShortFormat)
    if seconds and "ss" not in form:
        form = form.replace("mm", "mm:ss")
    return QLocale().toString(when, form)


def month_text(key: str) -> str:
    """Return ``July 2019`` for ``2019-07``; the words for an unknown date for an empty key."""
    if not key:
        return tr("Without a date")
    year, _, month = key.partition("-")
    name = QLocale().standaloneMonthName(int(month), QLocale.FormatType.LongFormat)
    return tr("{month} {year}").format(month=name, year=year)


def day_text(key: str) -> str:
    """Return the long form of an ISO day."""
    if not key:
        return tr("Without a date")
    day = QDate.fromString(key, Qt.DateFormat.ISODate)
    return QLocale().toString(day, QLocale.FormatType.LongFormat)


def duration_text(seconds: float) -> str:
    """Return how long something takes, roughly: ``about 3 minutes``."""
    if seconds < 60:
        return tr("less than a minute")
    if seconds < 3_600:
        return tr("about %n minute(s)", "", round(seconds / 60))
    return tr("about %n hour(s)", "", round(seconds / 3_600))


def class_text(pair_class: PairClass) -> str:
    """Return the name of a class of pairs."""
    return {
        PairClass.IDENTICAL_FILE: tr("Identical files"),
        PairClass.IDENTICAL_PICTURE: tr("Identical pictures"),
        PairClass.SAME_SHOT: tr("Same shot"),
        PairClass.SERIES: tr("Series"),
    }[pair_class]


#: where letters are none of the language's, the key is written behind: "文件(&F)"
_LETTER = re.compile(r"\(&\w\)")


def plain(text: str) -> str:
    """Return the text of an action or a label without the mark of its letter and the dots."""
    text = _LETTER.sub("", text).replace("&&", "\0").replace("&", "").replace("\0", "&")
    return text.removesuffix("...").removesuffix("\N{HORIZONTAL ELLIPSIS}")
