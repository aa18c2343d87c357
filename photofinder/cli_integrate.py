"""The command `integrate`: photofinder in the right-click menus of the file managers.

Exit codes are those of `cli`: 3 where an entry is missing, could not be written or removed, or
something of somebody else is in its place; by `status`, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from photofinder.cli_output import printable
from photofinder.desktop.autostart import Autostart
from photofinder.desktop.entries import EntryState
from photofinder.desktop.integration import Integration, dry_run
from photofinder.desktop.launcher import launch_command

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from photofinder.cli_output import Output
    from photofinder.desktop.entries import EntryReport

_OK, _NOT_ALL = 0, 3
_VERBS = ("install", "remove", "status")
_WRONG = (EntryState.OUTDATED, EntryState.FOREIGN, EntryState.FAILED)


class IntegrateCommands:
    """The command.

    Parameters
    ----------
    path : callable
        Reads a path from the command line.
    """

    def __init__(self, path: Callable[[str], Path]) -> None:
        self._path = path

    def add_to(self, add: Callable[..., argparse.ArgumentParser]) -> None:
        """Add the command to the parser that `add` makes sub-parsers of."""
        command = add(
            "integrate", self._integrate, "Put the actions into the file managers' menus."
        )
        command.add_argument(
            "verb",
            choices=_VERBS,
            help="what to do with the entries; remove also ends starting with the computer",
        )
        command.add_argument(
            "--user",
            action="store_true",
            help="for you alone: the only way, and the default",
        )
        command.add_argument(
            "--dry-run",
            type=self._path,
            metavar="DIR",
            help="write into DIR what every system's entries would be, and change nothing else",
        )
        command.set_defaults(usage_error=command.error)

    def _integrate(self, options: argparse.Namespace, output: Output) -> int:
        launch = launch_command(getattr(options, "data_dir", None))
        if options.dry_run is not None:
            if options.verb != "install":
                options.usage_error("--dry-run shows what `install` would write")
            return self._show(dry_run(options.dry_run.absolute(), launch), [], output, launch)
        integration = Integration(launch)
        autostart = Autostart(launch)
        if options.verb == "status":
            return self._show(
                [*integration.status(), *_unless_absent(autostart)], [], output, launch
            )
        before = integration.status()
        if options.verb == "remove":
            # then nothing of ours is left in the desktop, whatever the settings had switched on
            starts = [autostart.disable()] if _unless_absent(autostart) else []
            after = [*integration.remove(), *starts]
            self._show(after, integration.advice(before, after), output, launch)
            return _NOT_ALL if any(r.state is EntryState.FAILED for r in after) else _OK
        written = integration.install()
        return self._show(written, integration.advice(before, written), output, launch)

    @staticmethod
    def _show(
        reports: Sequence[EntryReport],
        advice: Sequence[str],
        output: Output,
        launch: tuple[str, ...],
    ) -> int:
        output.answer(
            {
                "command": list(launch),
                "entries": [report_as_json(report) for report in reports],
                "advice": list(advice),
            },
            [*_lines(reports), *advice],
        )
        return _NOT_ALL if any(report.state in _WRONG for report in reports) else _OK


def _unless_absent(autostart: Autostart) -> list[EntryReport]:
    found = autostart.status()
    return [] if found.state is EntryState.ABSENT else [found]


def report_as_json(report: EntryReport) -> dict[str, Any]:
    """Return an entry as `integrate --json` prints it."""
    problem = report.problem
    return {
        "menu": report.backend,
        "name": report.name,
        "place": report.place,
        "state": report.state.value,
        "problem": None if problem is None else {"code": problem.code, "message": str(problem)},
    }


def _lines(reports: Sequence[EntryReport]) -> Iterator[str]:
    unused = sorted({r.backend for r in reports if r.state is EntryState.UNUSED})
    for report in reports:
        if report.state is EntryState.UNUSED:
            continue
        yield f"{report.state.value:<9}  {report.backend} {report.name}: {printable(report.place)}"
        if report.problem is not None:
            yield f"           {printable(report.problem)}"
    if unused:
        yield f"Not on this computer: {', '.join(unused)}"
