"""What the command line prints, for people or as JSON. The only module that prints.

Names of files may hold newlines, control characters and bytes that are no text: people see them
escaped, JSON keeps them exactly.
"""

from __future__ import annotations

import contextlib
import os
import select
import sys
import threading
import traceback
from typing import TYPE_CHECKING

from photofinder.cli_json import (
    event_as_json,
    group_as_json,
    photo_as_json,
    status_as_json,
    to_json,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from photofinder.app.doctor import Finding
    from photofinder.app.events import Event
    from photofinder.app.jobs import Progress
    from photofinder.app.status import LibraryStatus
    from photofinder.core.model_manifest import FoundModels
    from photofinder.core.types import DuplicateGroup, Folder, PhotoInfo, ScanReport, SimilarResult
    from photofinder.errors import EnvironmentProblem, PhotofinderError


def printable(value: object) -> str:
    """Return a text that shows as one line in any terminal."""
    text = str(value)
    return "".join(
        character if character.isprintable() else character.encode(
            "unicode_escape", "surrogatepass"
        ).decode("ascii")
        for character in text
    )  # fmt: skip


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class Output:
    """Prints answers.

    Parameters
    ----------
    as_json : bool
        One JSON value per answer instead of text.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._printing = threading.Lock()
        self._gone = threading.Event()
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8", errors="backslashreplace")

    # -- small ---------------------------------------------------------------------------------

    def error(self, error: PhotofinderError) -> None:
        """Say what went wrong."""
        if self.as_json:
            self._json({"error": {"code": error.code, "message": str(error)}})
        print(f"photofinder: {printable(error)}", file=sys.stderr)

    def bug(self, error: BaseException, log_file: Path | None) -> None:
        """Say that the program is at fault, and where the details are: in the log, else here."""
        text = f"{type(error).__name__}: {error}"
        if self.as_json:
            self._json({"error": {"code": "bug", "message": text}})
        if log_file is None:
            traceback.print_exception(error)
        where = "above" if log_file is None else f"in {log_file}"
        print(
            f"photofinder: This is a bug in photofinder: {printable(text)}. Please report it; the "
            f"details are {printable(where)}.",
            file=sys.stderr,
        )

    def reader_is_gone(self) -> bool:
        """Whether nobody reads any more what is printed: the other end of a pipe was closed."""
        if self._gone.is_set() or not hasattr(select, "poll"):
            return self._gone.is_set()
        try:
            poll = select.poll()
            poll.register(sys.stdout.fileno(), 0)  # errors are told in any case
            return any(told & (select.POLLERR | select.POLLHUP) for _, told in poll.poll(0))
        except (OSError, ValueError):  # no real file: captured, or closed
            return False

    @staticmethod
    def abandon() -> None:
        """Let what is still in the buffers go nowhere, instead of to a pipe without a reader."""
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)

    def hint(self, text: str) -> None:
        """Say what could be done next; never part of the JSON."""
        print(text, file=sys.stderr)

    def folder_added(self, folder: Folder, note: str | None) -> None:
        """Confirm one folder."""
        if not self.as_json:
            print(printable(note) if note else f"Added {printable(folder.path)}")
        elif note:
            self.hint(printable(note))

    def added(self, folders: Sequence[Folder], failed: Sequence[PhotofinderError]) -> None:
        """List the folders after adding."""
        if self.as_json:
            self._json(
                {
                    "folders": [str(folder.path) for folder in folders],
                    "errors": [{"code": e.code, "message": str(e)} for e in failed],
                }
            )
        for error in failed:
            print(f"photofinder: {printable(error)}", file=sys.stderr)
        if not self.as_json and not failed:
            print("Next: photofinder scan")

    def removed(self, folder: Folder, *, forgotten: bool) -> None:
        """Confirm a removal."""
        if self.as_json:
            self._json({"removed": str(folder.path), "forgotten": forgotten})
        else:
            print(f"Removed {printable(folder.path)} from the library. Its photos are untouched.")

    def forgotten(self, problem: EnvironmentProblem, pictures: int) -> None:
        """Say that no folder was removed, but what earlier removals had kept was forgotten."""
        if self.as_json:
            self._json({"removed": None, "forgotten": True, "pictures": pictures})
            return
        print(printable(problem.what))
        print(f"Forgot {_count(pictures, 'picture')} that removed folders had left.")

    def answer(self, value: object, lines: Iterable[str]) -> None:
        """Print one answer: a JSON value, or lines of text."""
        if self.as_json:
            self._json(value)
        else:
            self._line("\n".join(lines))

    # -- work ----------------------------------------------------------------------------------

    @contextlib.contextmanager
    def progress(self) -> Iterator[Callable[[Progress], None]]:
        """Give a function that shows progress on a terminal, and nothing elsewhere."""
        if self.as_json or not sys.stderr.isatty():
            yield lambda _: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
            task = bars.add_task("starting", total=None)

            def show(progress: Progress) -> None:
                bars.update(
                    task,
                    description=progress.what or "working",
                    completed=progress.done,
                    total=progress.total or None,
                )

            yield show

    def scanned(self, report: ScanReport) -> None:
        """Say what a scan did."""
        if self.as_json:
            self._json(
                {
                    "photos": report.photos,
                    "indexed": report.indexed,
                    "reused": report.reused,
                    "unreadable": report.unreadable,
                    "seconds": round(report.seconds, 3),
                    "photos_per_s": round(report.photos_per_s, 2),
                    "added": report.added,
                    "changed": report.changed,
                    "moved": report.moved,
                    "missing": report.missing,
                    "offline_folders": [str(path) for path in report.offline_folders],
                    "notes": list(report.notes),
                }
            )
            return
        print(
            f"{report.photos} photos: {report.indexed} indexed, {report.reused} known already, "
            f"{report.unreadable} unreadable, {report.missing} missing, in {report.seconds:.1f} s"
            + (f" ({report.photos_per_s:.1f} photos/s)" if report.indexed else "")
        )
        for path in report.offline_folders:
            print(f"Offline, nothing of it is forgotten: {printable(path)}")
        for note in report.notes:
            print(printable(note))
        if report.unreadable:
            print("The reasons: photofinder status")

    def watching(self, folders: Sequence[Folder], problems: Sequence[EnvironmentProblem]) -> None:
        """Say that the watch has begun."""
        if self.as_json:
            self._json(
                {
                    "event": "watching",
                    "folders": [str(folder.path) for folder in folders],
                    "problems": [str(problem) for problem in problems],
                }
            )
            return
        print(f"Watching {len(folders)} folders. Ctrl-C ends.", flush=True)
        for problem in problems:
            print(printable(problem), flush=True)

    def event(self, event: Event) -> None:
        """Print one line per change. Called from the thread that made the change.

        A closed pipe must not disturb that thread: it is noted for `reader_is_gone`.
        """
        try:
            for line in event_as_json(event):
                if self.as_json:
                    self._json(line)
                else:
                    kind, *facts = line.values()
                    self._line(f"{kind}: {', '.join(printable(fact) for fact in facts)}")
        except BrokenPipeError:
            self._gone.set()

    # -- answers -------------------------------------------------------------------------------

    def similar(self, result: SimilarResult) -> None:
        """Print the matches, best first."""
        if self.as_json:
            self._json(
                {
                    "query": str(result.query),
                    "matches": [{"path": str(m.path), "score": m.score} for m in result.matches],
                    "search_ms": result.search_ms,
                    "index": result.index,
                }
            )
            return
        for match in result.matches:
            print(f"{match.score:6.3f}  {printable(match.path)}")
        if not result.matches:
            print("No similar photo was found.")
        print(f"({len(result.matches)} found in {result.search_ms:.1f} ms, {result.index} search)")

    def photos(self, page: Sequence[PhotoInfo]) -> None:
        """List photos, one line each; as JSON one object a line."""
        if self.as_json:
            self._line("\n".join(to_json(photo_as_json(photo)) for photo in page))
            return
        for photo in page:
            pixels = f"{photo.width} x {photo.height}" if photo.width else "-"
            state = photo.state.value if photo.online else "offline"
            print(
                f"{state:10} {photo.size_bytes:>11} {pixels:>13} {photo.taken_at or '-':19}  "
                f"{printable(photo.path)}"
            )

    def thumbnail(self, path: Path, size_bytes: int) -> None:
        """Confirm a thumbnail that was written."""
        if self.as_json:
            self._json({"thumbnail": str(path), "bytes": size_bytes})
        else:
            print(f"Wrote {printable(path)} ({size_bytes} bytes)")

    def duplicates(self, groups: Sequence[DuplicateGroup]) -> None:
        """Print the groups, strongest class first."""
        if self.as_json:
            self._json({"groups": [group_as_json(group) for group in groups]})
            return
        for group in groups:
            print(f"keep  {printable(group.keeper)}\n      because {group.reason}")
            for member in group.members:
                name = member.pair_class.value.replace("_", " ")
                print(f"  {name}: {printable(member.path)}\n      {member.relation}")
        keepers = {group.keeper for group in groups}
        copies = {member.path for group in groups for member in group.members} - keepers
        beside = "the keeper" if len(keepers) == 1 else "the keepers"
        print(
            f"{_count(len(groups), 'group')}, {_count(len(copies), 'file')} beside {beside}. "
            "Nothing was changed."
        )

    def status(self, status: LibraryStatus) -> None:
        """Print the state of the library."""
        if self.as_json:
            self._json(status_as_json(status))
            return
        for folder in status.folders:
            state = "online" if folder.online else "offline"
            print(f"{state:8} {folder.photos:8} photos  {printable(folder.path)}")
        if not status.folders:
            print("No folders yet: photofinder add FOLDER")
        counts = status.counts
        print(
            f"{counts.present} photos on disk, {counts.pending} pending, "
            f"{counts.unreadable} unreadable, {counts.missing} missing, {counts.offline} offline"
        )
        print(f"model {status.model or status.model_problem}, last run on {status.provider or '-'}")
        if status.index is not None:
            index = status.index
            recall = "exact" if index.recall is None else f"recall@10 {index.recall:.3f}"
            print(
                f"index generation {index.generation}: {index.segment_count} in the segment, "
                f"{index.tail_count} in the tail, {recall}"
            )
        for problem in status.folder_problems:
            print(printable(problem))
        for photo in status.unreadable:
            print(f"unreadable: {printable(photo.path)}\n    {printable(photo.message)}")

    def findings(self, findings: Sequence[Finding]) -> None:
        """Print what the doctor found."""
        if self.as_json:
            self._json(
                {
                    "findings": [
                        {
                            "level": f.level.value,
                            "check": f.check,
                            "message": f.message,
                            "remedy": f.remedy,
                        }
                        for f in findings
                    ]
                }
            )
            return
        for finding in findings:
            print(f"{finding.level.value:8} {finding.check}: {printable(finding.message)}")
            if finding.remedy:
                print(f"         {printable(finding.remedy)}")

    def models(self, found: FoundModels, chosen: str) -> None:
        """List the models and which one is chosen."""
        if self.as_json:
            self._json(
                {
                    "chosen": chosen,
                    "models": [
                        {"name": m.name, "title": m.title, "id": m.model_id, "path": str(m.folder)}
                        for m in found.models.values()
                    ],
                    "problems": [str(problem) for problem in found.problems],
                }
            )
            return
        for manifest in found.models.values():
            mark = "*" if manifest.name == chosen else " "
            print(f"{mark} {manifest.name:24} {manifest.title}")
        for problem in found.problems:
            print(printable(problem))

    def _json(self, value: object) -> None:
        self._line(to_json(value))

    def _line(self, text: str) -> None:
        """Print a whole line at once: events come from several threads."""
        with self._printing:
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()
