"""The JSON that the command line prints: shapes that scripts rely on. Pure; prints nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from photofinder.app.events import ChangeSet, FolderStateChanged, IndexSwapped, ProblemsFound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photofinder.app.events import Event
    from photofinder.app.status import LibraryStatus
    from photofinder.core.types import DuplicateGroup, PhotoInfo


def to_json(value: object) -> str:
    """Return one line of JSON; text that is no UTF-8 is escaped, so nothing is lost."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def photo_as_json(photo: PhotoInfo) -> dict[str, Any]:
    """Return a photo as `list --json` prints it."""
    return {
        "path": str(photo.path),
        "state": photo.state.value,
        "online": photo.online,
        "bytes": photo.size_bytes,
        "content": photo.content_id,
        "width": photo.width,
        "height": photo.height,
        "taken_at": photo.taken_at,
    }


def group_as_json(group: DuplicateGroup) -> dict[str, Any]:
    """Return a group as `duplicates --json` prints it."""
    return {
        "keeper": str(group.keeper),
        "class": group.pair_class.value,
        "reason": group.reason,
        "members": [
            {
                "path": str(member.path),
                "class": member.pair_class.value,
                "relation": member.relation,
                "score": member.score,
            }
            for member in group.members
        ],
    }


def status_as_json(status: LibraryStatus) -> dict[str, Any]:
    """Return the state as `status --json` prints it."""
    index = status.index
    counts = status.counts
    return {
        "folders": [
            {
                "path": str(folder.path),
                "state": "online" if folder.online else "offline",
                "photos": folder.photos,
            }
            for folder in status.folders
        ],
        "photos": counts.present,
        "indexed": counts.indexed,
        "pending": counts.pending,
        "missing": counts.missing,
        "offline": counts.offline,
        "uncompared": status.uncompared,
        "unreadable": [
            {"path": str(p.path), "code": p.code, "reason": p.message} for p in status.unreadable
        ],
        "folder_problems": list(status.folder_problems),
        "model": status.model,
        "model_problem": status.model_problem,
        "provider": status.provider,
        "index": None
        if index is None
        else {
            "generation": index.generation,
            "segment": index.segment_count,
            "tail": index.tail_count,
            "recall": index.recall,
            "search_k": index.search_k,
            "bytes": index.size_bytes,
        },
    }


def event_as_json(event: Event) -> Iterator[dict[str, Any]]:
    """Yield an event as the lines of `watch --json`."""
    if isinstance(event, ChangeSet):
        for kind in ("added", "changed", "missing"):
            for path in getattr(event, kind):
                yield {"event": kind, "path": str(path)}
        for old, new in event.moved:
            yield {"event": "moved", "from": str(old), "path": str(new)}
    elif isinstance(event, ProblemsFound):
        for problem in event.problems:
            yield {
                "event": "unreadable",
                "path": str(problem.path),
                "code": problem.code,
                "reason": problem.message,
            }
    elif isinstance(event, FolderStateChanged):
        yield {"event": "online" if event.online else "offline", "path": str(event.path)}
    elif isinstance(event, IndexSwapped):
        yield {"event": "index", "generation": event.generation, "recall": event.recall}
