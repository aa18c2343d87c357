"""The command `check`: whether files are duplicates of something in the library.

The exit code is the answer: 0 every file is one, 1 at least one is not. Where one cannot be told,
because it is not there or cannot be read, it is that of `cli` for it: 2, 3 or 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from photofinder.app.library import Library
from photofinder.cli_output import printable
from photofinder.core.types import PairClass
from photofinder.errors import PhotofinderError, PhotoUnreadable, UsageProblem

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from photofinder.cli_output import Output
    from photofinder.core.checking import CheckAnswer, FoundCopy
    from photofinder.paths import AppPaths

_ALL_DUPLICATES, _SOME_ARE_NOT = 0, 1
_CLASS_WORDS = {
    PairClass.IDENTICAL_FILE: "identical file",
    PairClass.IDENTICAL_PICTURE: "identical picture",
    PairClass.SAME_SHOT: "same shot",
    PairClass.SERIES: "series",
}


class CheckCommand:
    """The command.

    Parameters
    ----------
    paths : callable
        Gives the program's paths for the options.
    path : callable
        Reads a path from the command line.
    exit_code : callable
        Gives the code of a known problem.
    """

    def __init__(
        self,
        paths: Callable[[argparse.Namespace], AppPaths],
        path: Callable[[str], Path],
        exit_code: Callable[[PhotofinderError], int],
    ) -> None:
        self._paths = paths
        self._path = path
        self._exit_code = exit_code

    def add_to(self, add: Callable[..., argparse.ArgumentParser]) -> None:
        """Add the command to the parser that `add` makes sub-parsers of."""
        command = add("check", self._check, "Say whether files are duplicates of photos you have.")
        command.description = (
            "Say whether files are duplicates of photos in the library, and of which. A file of "
            "the library is not its own duplicate. Exit code 0: all are, 1: at least one is not."
        )
        command.add_argument(
            "files",
            nargs="+",
            type=self._path,
            metavar="FILE",
            help="any picture; need not be in the library",
        )

    def _check(self, options: argparse.Namespace, output: Output) -> int:
        told: list[dict[str, Any]] = []
        answers: list[CheckAnswer] = []
        codes: list[int] = []
        with Library.open(self._paths(options)) as library:
            for path in options.files:
                try:
                    answer = library.check(path)
                except (UsageProblem, PhotoUnreadable) as error:
                    codes.append(self._exit_code(error))
                    told.append(_failure_as_json(path, error))
                    if not output.as_json:
                        output.error(error)
                    continue
                answers.append(answer)
                told.append(answer_as_json(answer))
                if not output.as_json:
                    output.answer({}, _told(answer))
        if output.as_json:
            output.answer({"files": told}, ())
        if codes:
            return max(codes)
        return _ALL_DUPLICATES if all(a.is_duplicate for a in answers) else _SOME_ARE_NOT


def answer_as_json(answer: CheckAnswer) -> dict[str, Any]:
    """Return an answer as `check --json` prints it."""
    nearest = answer.nearest
    return {
        "path": str(answer.path),
        "duplicate": answer.is_duplicate,
        "class": None if answer.pair_class is None else answer.pair_class.value,
        "in_library": answer.in_library,
        "copies": [_copy_as_json(one) for one in answer.copies],
        "related": [_copy_as_json(one) for one in answer.related],
        "nearest": None
        if nearest is None
        else {"path": str(nearest.path), "score": nearest.score, "online": nearest.online},
        "notes": list(answer.notes),
    }


def _copy_as_json(copy: FoundCopy) -> dict[str, Any]:
    return {
        "path": str(copy.path),
        "class": copy.pair_class.value,
        "relation": copy.relation,
        "probability": copy.probability,
        "online": copy.online,
        "hard_link": copy.is_hard_link,
    }


def _failure_as_json(path: Path, error: PhotofinderError) -> dict[str, Any]:
    return {"path": str(path), "error": {"code": error.code, "message": str(error)}}


def _told(answer: CheckAnswer) -> Iterator[str]:
    said = "a duplicate" if answer.is_duplicate else "no duplicate"
    yield f"{printable(answer.path)}: {said}"
    for copy in (*answer.copies, *answer.related):
        yield f"    {_copy_told(copy)}"
    nearest = answer.nearest
    if nearest is not None and not answer.related:
        away = "" if nearest.online else ", not connected"
        yield f"    looks most like {printable(nearest.path)} ({nearest.score:.3f}{away})"
    for note in answer.notes:
        yield f"    {printable(note)}"


def _copy_told(copy: FoundCopy) -> str:
    facts: list[str] = [copy.relation]
    if copy.probability < 1:
        facts.append(f"{copy.probability:.0%} certain")
    if not copy.online:
        facts.append("not connected")
    said = ", ".join(fact for fact in facts if fact)
    return f"{_CLASS_WORDS[copy.pair_class]} as {printable(copy.path)} ({printable(said)})"
