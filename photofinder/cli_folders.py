"""The command `folders`: which folders hold the same photos, and one of them cleaned up.

What goes is checked and journalled as by `clean`; `undo` takes it back. Exit codes are those of
`cli`: 4 where some photos were refused or could not be moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from photofinder import cli_clean_output as show
from photofinder.app.library import Library
from photofinder.cli_output import printable
from photofinder.core.folder_pairs import sentence

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from photofinder.app.jobs import JobHandle
    from photofinder.cli_output import Output
    from photofinder.core.folder_pairs import FolderComparison, FolderPair
    from photofinder.paths import AppPaths

_OK, _SOME_FAILED, _INTERRUPTED = 0, 4, 130
DEFAULT_LIMIT = 20
_TWO = 2


class FolderCommands:
    """The command.

    Parameters
    ----------
    paths : callable
        Gives the program's paths for the options.
    wait : callable
        Shows a job's progress until it ends, and gives its result.
    path : callable
        Reads a path from the command line.
    """

    def __init__(
        self,
        paths: Callable[[argparse.Namespace], AppPaths],
        wait: Callable[[JobHandle[Any], Output], Any],
        path: Callable[[str], Path],
    ) -> None:
        self._paths = paths
        self._wait = wait
        self._path = path

    def add_to(self, add: Callable[..., argparse.ArgumentParser]) -> None:
        """Add the command to the parser that `add` makes sub-parsers of."""
        command = add("folders", self._folders, "Find folders that hold the same photos.")
        command.add_argument(
            "folders",
            nargs="*",
            type=self._path,
            metavar="FOLDER",
            help="two folders to compare; none: the best pairs of the library",
        )
        command.add_argument(
            "--limit",
            type=int,
            default=DEFAULT_LIMIT,
            metavar="N",
            help="how many pairs to list (default: %(default)s)",
        )
        command.add_argument(
            "--no-subfolders", action="store_true", help="count only what lies directly in a folder"
        )
        command.add_argument(
            "--files-only",
            action="store_true",
            help="remove copies of the same bytes only, not those of the same pixels",
        )
        what = command.add_mutually_exclusive_group()
        text = "say what could be removed from the first folder, as the second one has it too"
        what.add_argument("--dry-run", action="store_true", help=text)
        what.add_argument("--apply", action="store_true", help="remove it; `undo` takes it back")
        command.set_defaults(usage_error=command.error)

    def _folders(self, options: argparse.Namespace, output: Output) -> int:
        if len(options.folders) not in (0, _TWO):
            options.usage_error("give two folders, or none")
        if not options.folders and (options.dry_run or options.apply):
            options.usage_error("give the two folders to clean up")
        deep = not options.no_subfolders
        with Library.open(self._paths(options), writable=options.apply) as library:
            if not options.folders:
                pairs = library.folder_pairs.ranked(options.limit, with_subfolders=deep)
                output.answer({"pairs": [pair_as_json(pair) for pair in pairs]}, _ranked(pairs))
                return _OK
            found = library.folder_pairs.photos(*options.folders, with_subfolders=deep)
            if not (options.dry_run or options.apply):
                output.answer(_comparison_as_json(found), _compared(found))
                return _OK
            return self._clean(library, found.pair, options, output)

    def _clean(
        self, library: Library, pair: FolderPair, options: argparse.Namespace, output: Output
    ) -> int:
        choices = library.folder_pairs.choices(pair, pictures=not options.files_only)
        plan = library.cleanup.plan(choices)
        value = {**pair_as_json(pair), "plan": show.plan_as_json(plan)}
        lines = [_sentence(pair), *show.plan_lines(plan)]
        if options.dry_run:
            output.answer(value, lines)
            return _SOME_FAILED if plan.refused else _OK
        report = self._wait(library.cleanup.carry_out(plan), output)
        value["report"] = show.report_as_json(report)
        output.answer(value, [*lines, *show.report_lines(report)])
        if report.cancelled:
            return _INTERRUPTED
        return _SOME_FAILED if report.problems or report.stopped_by or plan.refused else _OK


def pair_as_json(pair: FolderPair) -> dict[str, Any]:
    """Return two folders as `folders --json` prints them."""
    return {
        "first": str(pair.first),
        "second": str(pair.second),
        "subfolders": pair.with_subfolders,
        "relation": pair.relation.value,
        "photos": pair.photos,
        "identical": pair.identical,
        "identical_files": pair.files,
        "identical_pictures": pair.pictures,
        "only_first": pair.only_first,
        "only_second": pair.only_second,
        "second_photos": pair.other_photos,
        "unread": pair.unread,
        "bytes": pair.gain_bytes,
    }


def _comparison_as_json(found: FolderComparison) -> dict[str, Any]:
    return {
        **pair_as_json(found.pair),
        "only_in_first": [str(photo.path) for photo in found.only_first],
        "only_in_second": [str(photo.path) for photo in found.only_second],
        "in_both": [
            {
                "path": str(photo.path),
                "class": None if photo.pair_class is None else photo.pair_class.value,
                "copy": None if photo.copy is None else str(photo.copy),
            }
            for photo in found.both
        ],
    }


def _ranked(pairs: list[FolderPair]) -> Iterator[str]:
    if not pairs:
        yield "No two folders hold the same photo."
    for pair in pairs:
        yield _sentence(pair)
        yield f"    {_facts(pair)}"


def _compared(found: FolderComparison) -> Iterator[str]:
    pair = found.pair
    yield _sentence(pair)
    yield f"    {_facts(pair)}; {pair.only_second} of {pair.other_photos} only in the second"
    for photo in found.only_first:
        yield f"only in the first: {printable(photo.path)}"
    if pair.identical:
        yield "To remove from the first what the second has too, add --dry-run, then --apply"


def _sentence(pair: FolderPair) -> str:
    return printable(sentence(pair, str(pair.first), str(pair.second)))


def _facts(pair: FolderPair) -> str:
    parts = [f"{pair.gain_bytes / 1e6:.1f} MB to gain"]
    if pair.pictures:
        parts.append(f"{pair.pictures} identical as pictures only")
    if pair.unread:
        parts.append(f"{pair.unread} could not be compared")
    return ", ".join(parts)
