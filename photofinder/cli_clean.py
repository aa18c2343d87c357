"""The commands that remove copies and take that back: `clean`, `undo`, `history`.

Every photo to remove is found as the window finds it, and goes by the same protocol. Exit codes
are those of `cli`: 4 where some photos were refused or could not be moved.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from photofinder import cli_clean_output as show
from photofinder import settings as settings_file
from photofinder.app.library import Library
from photofinder.core.certainty import MOST_PERCENT, at_least_of
from photofinder.core.cleanup import TrashChoice
from photofinder.core.types import PairClass
from photofinder.core.views import PhotoQuery
from photofinder.errors import UsageProblem
from photofinder.settings import preset_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photofinder.app.jobs import JobHandle
    from photofinder.cli_output import Output
    from photofinder.core.cleanup import CleanupPlan
    from photofinder.core.cleanup_past import BatchInfo
    from photofinder.core.types import DuplicateGroup
    from photofinder.paths import AppPaths

_OK, _SOME_FAILED, _INTERRUPTED = 0, 4, 130
#: pictures of a series are no copies: there is no keeper to remove them for
REMOVABLE = (PairClass.IDENTICAL_FILE, PairClass.IDENTICAL_PICTURE, PairClass.SAME_SHOT)


class CleanCommands:
    """The three commands.

    Parameters
    ----------
    paths : callable
        Gives the program's paths for the options.
    wait : callable
        Shows a job's progress until it ends, and gives its result.
    """

    def __init__(
        self,
        paths: Callable[[argparse.Namespace], AppPaths],
        wait: Callable[[JobHandle[Any], Output], Any],
    ) -> None:
        self._paths = paths
        self._wait = wait

    def add_to(self, add: Callable[..., argparse.ArgumentParser]) -> None:
        """Add the commands to the parser that `add` makes sub-parsers of."""
        command = add("clean", self._clean, "Move copies to the trash; the best one stays.")
        command.add_argument(
            "--class",
            dest="classes",
            type=_classes,
            required=True,
            metavar="CLASS[,CLASS...]",
            help=f"what to remove: {', '.join(REMOVABLE)}",
        )
        command.add_argument(
            "--at-least",
            type=_percent,
            default=0,
            metavar="PERCENT",
            help="leave out versions of a shot that are less certain, as the window's slider does "
            "(default: 0, all that were found)",
        )
        command.add_argument(
            "--rules", metavar="PRESET", help="which copy stays (default: the rules in use)"
        )
        command.add_argument(
            "--under",
            nargs="+",
            action="extend",
            type=_folder,
            default=[],
            metavar="FOLDER",
            help="remove copies below these folders only",
        )
        command.add_argument(
            "--merge-metadata",
            action="store_true",
            help="write what only the copies know into an XMP sidecar of the one that stays",
        )
        what = command.add_mutually_exclusive_group(required=True)
        what.add_argument("--dry-run", action="store_true", help="only say what would be done")
        what.add_argument("--apply", action="store_true", help="do it; `undo` takes it back")
        command = add("undo", self._undo, "Put the photos of a clean-up back where they were.")
        command.add_argument(
            "batch", nargs="?", type=int, metavar="BATCH", help="its number (default: the last)"
        )
        command = add("history", self._history, "List past clean-ups, or the photos of one.")
        command.add_argument("batch", nargs="?", type=int, metavar="BATCH", help="its number")
        command.add_argument(
            "--export", type=Path, metavar="FILE", help="write the journal to FILE.csv or FILE.json"
        )

    def _clean(self, options: argparse.Namespace, output: Output) -> int:
        if options.at_least and PairClass.SAME_SHOT not in options.classes:
            raise UsageProblem("certainty_unused")
        paths = self._paths(options)
        settings = settings_file.load(paths.settings)
        if options.rules is not None:
            rules = preset_rules(settings, options.rules)
            settings = dataclasses.replace(settings, keeper_rules=rules)
        with Library.open(paths, writable=options.apply, settings=settings) as library:
            at_least = at_least_of(options.at_least)
            groups = library.duplicates(options.classes, same_shot_at_least=at_least)
            choices = choices_from(groups, _places(library, options.under))
            plan = library.cleanup.plan(choices, merge_metadata=options.merge_metadata)
            plan = plan.without_unkept()
            if options.dry_run:
                output.answer(*show.plan(plan, options.at_least))
                return _exit_code(plan)
            report = self._wait(library.cleanup.carry_out(plan), output)
            values, lines = show.plan(plan, options.at_least)
            output.answer(
                {**values, "report": show.report_as_json(report)},
                [*lines, *show.report_lines(report)],
            )
        if report.cancelled:
            return _INTERRUPTED
        return _SOME_FAILED if report.problems or report.stopped_by else _exit_code(plan)

    def _undo(self, options: argparse.Namespace, output: Output) -> int:
        with Library.open(self._paths(options), writable=True) as library:
            batch = options.batch
            if batch is None:
                batch = _last_to_undo(library.cleanup.history())
            report = self._wait(library.cleanup.undo(batch), output)
        output.answer(show.undo_as_json(report), show.undo_lines(report))
        if report.cancelled:
            return _INTERRUPTED
        return _SOME_FAILED if report.problems else _OK

    def _history(self, options: argparse.Namespace, output: Output) -> int:
        with Library.open(self._paths(options)) as library:
            if options.export is not None:
                number = library.cleanup.export(
                    options.batch, options.export, _form(options.export)
                )
                output.answer(*show.exported(options.export, number))
            elif options.batch is not None:
                items = library.cleanup.items(options.batch)
                sidecars = library.cleanup.sidecars(options.batch)
                output.answer(*show.batch(options.batch, items, sidecars))
            else:
                output.answer(*show.history(library.cleanup.history()))
        return _OK


def choices_from(groups: Sequence[DuplicateGroup], under: Sequence[Path]) -> list[TrashChoice]:
    """Return every member that could go, below some folders; hard links gain nothing."""
    return [
        TrashChoice.of_member(group, member)
        for group in groups
        for member in group.members
        if not member.is_hard_link
        and (not under or any(member.path.is_relative_to(folder) for folder in under))
    ]


def _classes(text: str) -> frozenset[PairClass]:
    """Read a list of classes; series are refused."""
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name == PairClass.SERIES:
            raise argparse.ArgumentTypeError(
                "pictures of a series are no copies of each other; none is removed"
            )
        if name not in REMOVABLE:
            known = ", ".join(REMOVABLE)
            raise argparse.ArgumentTypeError(f"{name!r} is no class; choose from {known}")
    return frozenset(PairClass(name) for name in names)


def _percent(text: str) -> int:
    """Read how certain a version has to be."""
    if not text.isascii() or not text.isdigit() or int(text[:4]) > MOST_PERCENT:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 to {MOST_PERCENT}")
    return int(text)


def _folder(text: str) -> Path:
    if not text.strip() or "\0" in text:  # empty would be the folder that we are in
        raise argparse.ArgumentTypeError("give the name of a folder")
    return Path(text)


def _places(library: Library, folders: Sequence[Path]) -> list[Path]:
    """Return where the library has folders, which it may know by another name: links followed.

    Raises
    ------
    UsageProblem
        ``folder_unknown``: it has no photos there; removing nothing would look like success.
    """
    roots = [(folder.path, Path(os.path.realpath(folder.path))) for folder in library.folders()]
    places: list[Path] = []
    for folder in folders:
        real = Path(os.path.realpath(folder.expanduser()))
        found = [root / real.relative_to(at) for root, at in roots if real.is_relative_to(at)]
        found += [root for root, at in roots if at.is_relative_to(real)]
        queries = [PhotoQuery(folder=place) for place in found]
        if not any(len(library.viewing.photo_list(query).file_ids) for query in queries):
            raise UsageProblem("folder_unknown", path=folder)
        places += found
    return places


def _form(path: Path) -> Literal["csv", "json"]:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return "csv"
    if suffix == ".json":
        return "json"
    raise UsageProblem("bad_export", path=path)


def _last_to_undo(history: Sequence[BatchInfo]) -> int:
    for info in history:
        if info.restorable or info.away:
            return info.batch_id
    for info in history:  # not first: a sidecar that somebody edited stays what it is
        if info.sidecars_left:
            return info.batch_id
    raise UsageProblem("no_clean_up")


def _exit_code(plan: CleanupPlan) -> int:
    return _SOME_FAILED if plan.refused else _OK
