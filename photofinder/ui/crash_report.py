"""What a report of a bug says, and what it must not say. Pure text, any thread.

Reports are made to be sent to strangers: names of photos and folders are taken out of them unless
the user wants them in. What cannot be told from a path is taken out too.
"""

from __future__ import annotations

import re
import sys
import threading
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: different bugs that one report tells in full
MAX_RECORDS = 5

_PATH = "<path>"
_LINE_WITH_NAME = "<a line with a file's name was left out>"
_FRAME = re.compile(r'(\s*File )"(.*)"(, line \d+.*)')
#: where code lies: only what follows tells something, what is before is the user's own
_CODE_ROOTS = ("site-packages", "dist-packages", "photofinder", f"python{sys.version_info[0]}")
#: up to the last quote of its kind: names hold quotes too
_QUOTED_PATH = re.compile(r"""b?(['"])(?:[A-Za-z]:[\\/]|[\\/~]|file:).*\1""")
_BARE_PATH = re.compile(r"(?:file:|(?<![\w<])[A-Za-z]:[\\/]|\\\\|(?<![\w<.])~?/).*")
_FILE_NAME = re.compile(
    r"\.(jpe?g|jpe|png|gif|bmp|dib|webp|tiff?|hei[cf]s?|avif|mp4|mov|xmp|aae|json|sqlite3?|db"
    r"|dng|cr[23w]|nef|nrw|arw|sr[2fw]|raf|orf|rw2|pef|x3f|3fr|erf|kdc|mrw|iiq|onnx|tmp)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CrashRecord:
    """A bug that was caught.

    Attributes
    ----------
    text : str
        The traceback as Python prints it.
    signature : str
        Equal for the same bug in the same place.
    thread : str
    """

    text: str
    signature: str
    thread: str


def record_of(error: BaseException, thread: str = "") -> CrashRecord:
    """Note an exception, without keeping hold of its frames."""
    told = traceback.TracebackException.from_exception(error)
    place = told.stack[-1] if told.stack else None
    where = f"{place.filename}:{place.lineno}" if place else ""
    return CrashRecord(
        text="".join(told.format()).rstrip("\n"),
        signature=f"{type(error).__qualname__}@{where}",
        thread=thread or threading.current_thread().name,
    )


@dataclass
class CrashBook:
    """The bugs of one run: each told once, the rest counted. Any thread."""

    records: list[CrashRecord] = field(default_factory=list)
    count: int = 0
    _known: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, record: CrashRecord) -> bool:
        """Note a bug; return whether it is one that was not seen in this run."""
        with self._lock:
            self.count += 1
            new = record.signature not in self._known
            self._known.add(record.signature)
            if new and len(self.records) < MAX_RECORDS:
                self.records.append(record)
            return new

    def begin(self) -> None:
        """Begin a new report; what was seen already is still no news."""
        with self._lock:
            self.records.clear()
            self.count = 0


def report_text(
    records: Sequence[CrashRecord],
    count: int,
    versions: Mapping[str, str],
    *,
    include_paths: bool = False,
) -> str:
    """Return a report.

    Parameters
    ----------
    records : sequence of CrashRecord
    count : int
        How often something went wrong, the records included.
    versions : mapping
        By name.
    include_paths : bool
        Leave the names of photos and folders in.
    """
    parts = [f"Caught {count} times in all."] if count > 1 else []
    for record in records:
        text = record.text if include_paths else scrubbed(record.text)
        parts.append(f"In thread {record.thread}:\n{text}")
    parts.append("\n".join(f"{name}: {version}" for name, version in versions.items()))
    return "\n\n".join(parts) + "\n"


def scrubbed(text: str) -> str:
    """Take the names of photos, folders and the user out of a traceback."""
    return "\n".join(_scrubbed_line(line) for line in text.splitlines())


def _scrubbed_line(line: str) -> str:
    frame = _FRAME.fullmatch(line)
    if frame is not None:
        return f'{frame[1]}"{_code_path(frame[2])}"{frame[3]}'
    line = _QUOTED_PATH.sub(_PATH, line)
    # nobody can tell where an unquoted path ends: it may hold blanks
    line = _BARE_PATH.sub(_PATH, line)
    if not _FILE_NAME.search(line):
        return line
    kind, colon, _ = line.partition(": ")
    is_kind = colon and not _FILE_NAME.search(kind) and kind.replace(".", "").isidentifier()
    return f"{kind}: {_LINE_WITH_NAME}" if is_kind else _LINE_WITH_NAME


def _code_path(text: str) -> str:
    """Return where code lies, from a folder on that everybody has."""
    if re.fullmatch(r"<[\w .]+>", text):  # <string>, <frozen importlib>
        return text
    if not text.endswith(".py"):
        return _PATH
    parts = re.split(r"[\\/]", text)
    for number in range(len(parts) - 1, -1, -1):
        root = parts[number]
        if root in _CODE_ROOTS or re.fullmatch(r"python3\.\d+|Lib", root):
            return "/".join(parts[number:])
    return parts[-1]
