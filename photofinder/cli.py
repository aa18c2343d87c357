"""The command line: arguments in, answers out, exit codes.

0 all is well, 1 the answer is no (`check`), 2 wrong usage, 3 the environment is at fault (disk,
rights, lock, a damaged file), 4 some photos could not be read, 70 a bug of ours, 130 stopped by
Ctrl-C.
"""

from __future__ import annotations

import argparse
import logging
import os
import runpy
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from photofinder import __version__, log
from photofinder.app.library import Library
from photofinder.cli_check import CheckCommand
from photofinder.cli_clean import CleanCommands
from photofinder.cli_folders import FolderCommands
from photofinder.cli_integrate import IntegrateCommands
from photofinder.cli_output import Output
from photofinder.errors import (
    EnvironmentProblem,
    JobCancelled,
    PhotofinderError,
    PhotoUnreadable,
    UsageProblem,
)
from photofinder.paths import AppPaths, benchmarks_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photofinder.app.jobs import JobHandle

EXIT_OK = 0
EXIT_USAGE = 2
EXIT_ENVIRONMENT = 3
EXIT_UNREADABLE = 4
#: as in sysexits.h; 1 is the answer of `check`
EXIT_BUG = 70
EXIT_INTERRUPTED = 130

_log = logging.getLogger(__name__)

DEFAULT_K = 20
_POLL_S = 0.1


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    options, others = parser.parse_known_args(arguments)
    command: Callable[[argparse.Namespace, Output], int] | None = getattr(options, "run", None)
    if others and command is not _bench:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    options.others = others
    output = Output(as_json=getattr(options, "json", False))
    if command is None:
        parser.print_help()
        return EXIT_OK
    log_file: Path | None = None
    try:
        log_file = _start_log(options)
        return command(options, output)
    except PhotofinderError as error:
        output.error(error)
        return _exit_code(error)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # `photofinder ... | head`
        output.abandon()
        return EXIT_OK
    except OSError as error:
        _log.info("stopped by the system", exc_info=error)  # the traceback is for the file only
        output.error(_io_problem(error))
        return EXIT_ENVIRONMENT
    except Exception as error:  # noqa: BLE001  # the edge of the process; logged and told
        _log.info("stopped by a bug", exc_info=error)
        output.bug(error, log_file)
        return EXIT_BUG
    finally:
        log.reset()


def _start_log(options: argparse.Namespace) -> Path | None:
    """Begin the log; return its file, None before there is a data folder to put it in."""
    paths = _paths(options)
    try:
        paths.data_dir.stat()
    except (FileNotFoundError, NotADirectoryError):
        log.configure(None, _verbose(options))
        return None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentProblem(
            "data_dir_unwritable", path=paths.data_dir, reason=reason
        ) from error
    log.configure(paths.log_dir, _verbose(options))
    file = paths.log_dir / log.LOG_NAME
    return file if file.exists() else None


def _io_problem(error: OSError) -> EnvironmentProblem:
    place = error.filename if error.filename is not None else "Reading or writing a file"
    name = os.fsdecode(place) if isinstance(place, bytes) else place
    reason = error.strerror or str(error) or type(error).__name__
    return EnvironmentProblem("io_problem", path=name, reason=reason)


def _exit_code(error: PhotofinderError) -> int:
    if isinstance(error, UsageProblem):
        return EXIT_USAGE
    if isinstance(error, PhotoUnreadable):
        return EXIT_UNREADABLE
    if isinstance(error, JobCancelled):
        return EXIT_INTERRUPTED
    return EXIT_ENVIRONMENT


# -- arguments -------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    # SUPPRESS: the sub-command's own default must not hide what stood before the sub-command
    common.add_argument(
        "--data-dir",
        type=_path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="keep everything photofinder writes in DIR",
    )
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    common.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        default=argparse.SUPPRESS,
        help="say more on the terminal",
    )
    parser = argparse.ArgumentParser(
        prog="photofinder",
        parents=[common],
        description="Find similar photos and copies in your own library, wholly on your machine.",
        epilog="Without a command the window opens: photofinder [--data-dir DIR]"
        " [--similar IMAGE...] [--check IMAGE...] [--duplicates FOLDER...] [--add FOLDER...]"
        " [--hidden]; a window that is open gets these."
        " photofinder --self-test checks the installation.",
    )
    parser.add_argument("--version", action="version", version=f"photofinder {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, function: Any, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, parents=[common], help=text, description=text)
        command.set_defaults(run=function)
        return command

    _add_library_commands(add)
    _add_question_commands(add)
    CheckCommand(_paths, _path, _exit_code).add_to(add)
    CleanCommands(_paths, _wait).add_to(add)
    FolderCommands(_paths, _wait, _path).add_to(add)
    IntegrateCommands(_path).add_to(add)
    return parser


def _path(text: str) -> Path:
    if "\0" in text:
        raise argparse.ArgumentTypeError("a name cannot hold a NUL character")
    return Path(text)


def _add_library_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add("add", _add, "Add folders with photos to the library.")
    command.add_argument(
        "folders", nargs="+", type=_path, metavar="FOLDER", help="with its sub-folders"
    )
    command = add("remove", _remove, "Take a folder out of the library; photos are not touched.")
    command.add_argument("folder", type=_path, metavar="FOLDER", help="as `status` lists it")
    command.add_argument(
        "--forget",
        action="store_true",
        help="also forget what was learnt of its photos; otherwise adding it again is instant",
    )
    command = add("scan", _scan, "Look at every folder, index what is new, then end.")
    command.add_argument("--retry", action="store_true", help="also try unreadable photos again")
    add("watch", _watch, "Stay, and index what comes; one line per change.")
    command = add("model", _model, "List the models, or choose the one for new scans.")
    command.add_argument("name", nargs="?", metavar="NAME", help="the one to choose")


def _add_question_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    command = add("similar", _similar, "Find the photos that look most like an image.")
    command.add_argument(
        "image", type=_path, metavar="IMAGE", help="any picture; need not be in the library"
    )
    command.add_argument(
        "-k", type=int, default=DEFAULT_K, metavar="N", help="how many (default: %(default)s)"
    )
    command.add_argument(
        "--min-score", type=float, default=-1.0, metavar="S", help="lowest cosine, -1 to 1"
    )
    add("list", _list, "List every photo of the library.")
    command = add("thumbnail", _thumbnail, "Write the thumbnail of a photo into a new file.")
    command.add_argument("photo", type=Path, metavar="PHOTO", help="one of the library")
    command.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="a JPEG; never replaced"
    )
    add("duplicates", _duplicates, "List groups of copies around the one to keep.")
    add("status", _status, "Show folders, photos, problems, model and index.")
    add("doctor", _doctor, "Check the installation and the library; name remedies.")
    text = "Measure speed and quality on this machine; `bench --list` names the benchmarks."
    add("bench", _bench, text)


def _paths(options: argparse.Namespace) -> AppPaths:
    data_dir: Path | None = getattr(options, "data_dir", None)
    return AppPaths.default() if data_dir is None else AppPaths.at(data_dir)


def _verbose(options: argparse.Namespace) -> bool:
    return bool(getattr(options, "verbose", False))


def _library(options: argparse.Namespace, *, writable: bool = False) -> Library:
    return Library.open(_paths(options), writable=writable)


# -- commands --------------------------------------------------------------------------------------


def _add(options: argparse.Namespace, output: Output) -> int:
    with _library(options, writable=True) as library:
        failed: list[PhotofinderError] = []
        for path in options.folders:
            try:
                folder, note = library.add_folder(path)
            except EnvironmentProblem as error:
                failed.append(error)
                continue
            output.folder_added(folder, note)
        output.added(library.folders(), failed)
    return EXIT_ENVIRONMENT if failed else EXIT_OK


def _remove(options: argparse.Namespace, output: Output) -> int:
    with _library(options, writable=True) as library:
        try:
            folder = library.remove_folder(options.folder, forget=options.forget)
        except EnvironmentProblem as error:
            if not options.forget or error.code != "folder_not_added":
                raise
            pictures = library.forget_removed()
            if not pictures:
                raise
            output.forgotten(error, pictures)  # removed before, and kept until now
            return EXIT_OK
        output.removed(folder, forgotten=options.forget)
    return EXIT_OK


def _scan(options: argparse.Namespace, output: Output) -> int:
    with _library(options, writable=True) as library:
        if not library.folders():
            output.hint("The library has no folders yet: photofinder add FOLDER")
        report = _wait(library.scan(retry=options.retry), output)
        output.scanned(report)
        for job in library.jobs():  # pairs of an older verifier are done again
            _wait(job, output)
    return EXIT_UNREADABLE if report.unreadable else EXIT_OK


def _wait(job: JobHandle[Any], output: Output) -> Any:
    """Show a job's progress until it ends; Ctrl-C and SIGTERM ask it to stop, and wait."""
    stop = threading.Event()
    previous = signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        with output.progress() as show:
            while True:
                try:
                    return job.result(_POLL_S)
                except TimeoutError:
                    show(job.progress)
                except KeyboardInterrupt:
                    stop.set()
                if stop.is_set():
                    job.cancel()
    finally:
        signal.signal(signal.SIGTERM, previous)


def _watch(options: argparse.Namespace, output: Output) -> int:
    stop = threading.Event()
    previous = signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        with _library(options, writable=True) as library:
            library.events.subscribe(output.event)
            with library.watch() as watching:
                output.watching(library.folders(), watching.problems)
                while not stop.is_set():
                    watching.wait(_POLL_S)
                    if output.reader_is_gone():  # `photofinder watch | consumer`
                        raise BrokenPipeError
    except KeyboardInterrupt:
        return EXIT_OK
    finally:
        signal.signal(signal.SIGTERM, previous)
    return EXIT_OK


def _model(options: argparse.Namespace, output: Output) -> int:
    with _library(options, writable=options.name is not None) as library:
        if options.name is not None:
            library.choose_model(options.name)
        output.models(library.models(), library.settings.model)
        if options.name is not None:
            output.hint("Next: photofinder scan")
    return EXIT_OK


def _similar(options: argparse.Namespace, output: Output) -> int:
    with _library(options) as library:
        result = library.similar(options.image, k=options.k, min_score=options.min_score)
        if not library.folders():
            output.hint("The library has no folders yet: photofinder add FOLDER")
    output.similar(result)
    return EXIT_OK


def _list(options: argparse.Namespace, output: Output) -> int:
    with _library(options) as library:
        page = library.photos()
        while page:
            output.photos(page)
            page = library.photos(after=page[-1].path)
    return EXIT_OK


def _thumbnail(options: argparse.Namespace, output: Output) -> int:
    with _library(options) as library:
        jpeg = library.thumbnail(options.photo)
    target: Path = options.output
    try:
        with target.open("xb") as file:  # never over a photo
            file.write(jpeg)
    except FileExistsError as error:
        raise UsageProblem("file_exists", path=target) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentProblem("output_unwritable", path=target, reason=reason) from error
    output.thumbnail(target, len(jpeg))
    return EXIT_OK


def _duplicates(options: argparse.Namespace, output: Output) -> int:
    with _library(options) as library:
        output.duplicates(library.duplicates())
        status = library.status()
        if status.counts.pending or status.uncompared:
            output.hint("Not all photos are compared yet: photofinder scan")
    return EXIT_OK


def _status(options: argparse.Namespace, output: Output) -> int:
    with _library(options) as library:
        output.status(library.status())
    return EXIT_OK


def _doctor(options: argparse.Namespace, output: Output) -> int:
    findings = Library.examine(_paths(options))
    output.findings(findings)
    return EXIT_ENVIRONMENT if any(f.level == "error" for f in findings) else EXIT_OK


def _bench(options: argparse.Namespace, output: Output) -> int:
    folder = benchmarks_dir()
    sys.argv = ["photofinder bench", *options.others]
    if output.as_json:
        sys.argv.insert(1, "--json")
    sys.path.insert(0, str(folder))
    namespace = runpy.run_path(str(folder / "run_all.py"))
    return int(namespace["main"](sys.argv[1:]))
