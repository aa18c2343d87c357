"""What every page of the window gets: the bridge, the thumbnails, and a way to ask other pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from photofinder.ui.bridge import Bridge
    from photofinder.ui.compare_moved import MovedPlace
    from photofinder.ui.duplicates_marks import Marks
    from photofinder.ui.duplicates_review import GroupKey
    from photofinder.ui.placing import Placing
    from photofinder.ui.similar_history import SearchHistory
    from photofinder.ui.thumbnail_provider import ThumbnailProvider


@dataclass(frozen=True, slots=True)
class Notice:
    """One entry of the message bar.

    Attributes
    ----------
    text : str
        What happened, in words; a second line says what to do.
    action_label : str
        Of the one button; empty without one.
    key : str
        A newer notice of the same key takes the place of an older one.
    """

    text: str
    level: Literal["info", "warning", "error"] = "info"
    action_label: str = ""
    action: Callable[[], None] | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """Two to four photos to be seen side by side; ``keeper`` is the one that would be kept.

    ``placings`` says of photos where they lie on the one they were compared with, that one too;
    ``moved`` where something moved between two of them; ``told`` why they belong together.
    """

    paths: tuple[Path, ...]
    keeper: Path | None = None
    title: str = ""
    placings: Mapping[Path, Placing] = field(default_factory=dict, hash=False)
    told: Mapping[Path, str] = field(default_factory=dict, hash=False)
    moved: tuple[MovedPlace, ...] = ()


class Requests(QObject):
    """What one page wants of another. The main window answers.

    Signals
    -------
    similarRequested(SimilarQuery), compareRequested(CompareRequest), photoShowRequested(Path),
    cleanUpRequested(list of TrashChoice), noticeRaised(Notice), pageRequested(str),
    folderAddRequested(Path), folderRemoveRequested(Path, bool: forget what was learnt)
    """

    similarRequested = Signal(object)
    compareRequested = Signal(object)
    photoShowRequested = Signal(object)
    cleanUpRequested = Signal(object)
    noticeRaised = Signal(object)
    pageRequested = Signal(str)
    folderAddRequested = Signal(object)
    folderRemoveRequested = Signal(object, bool)


@dataclass(slots=True)
class Session:
    """What pages keep when the window is built anew, in another language.

    Attributes
    ----------
    marks : Marks or None
        What the user said about duplicates so far.
    decisions : dict
        Numbers of what the library remembers of whole groups, by their key; to take them back.
    searches : SearchHistory or None
        What was searched for, back and forward.
    same_shot_at_least : float
        How certain versions of the same shot have to be, 0..1.
    """

    marks: Marks | None = None
    decisions: dict[GroupKey, list[int]] = field(default_factory=dict)
    searches: SearchHistory | None = None
    same_shot_at_least: float = 0.0


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page is built with."""

    bridge: Bridge
    requests: Requests
    thumbnails: ThumbnailProvider
    session: Session = field(default_factory=Session)
