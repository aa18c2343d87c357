"""The ways a picture comes into "Find similar" from outside: drop, paste, "Open image...".

GUI thread. Files are looked at in a worker thread; what cannot be searched with is told in the
message bar, in words.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QDropEvent, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QFileDialog, QWidget

from photofinder.app.questions import Desk
from photofinder.core.formats import PHOTO_SUFFIXES, RAW_SUFFIXES
from photofinder.ui import icons, theme, words
from photofinder.ui.context import Notice
from photofinder.ui.photo_actions import MAX_QUERY_PHOTOS
from photofinder.ui.similar_cover import Cover
from photofinder.ui.similar_mime import (
    Found,
    Refusal,
    Taken,
    examine,
    may_hold_picture,
    read_mime,
)
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QPaintEvent

    from photofinder.ui.context import PageContext
    from photofinder.ui.similar_mime import Refused

_ICON_PX = 40
_FRAME_PX = 3
_VEIL_ALPHA = 225


def choose_image(parent: QWidget | None, start: Path | None = None) -> Path | None:
    """Let the user choose one picture from the disk; None when they think better of it.

    Parameters
    ----------
    parent : QWidget or None
    start : Path, optional
        Folder to begin in; the system's Pictures folder by default.
    """
    if start is None:
        pictures = QStandardPaths.StandardLocation.PicturesLocation
        start = Path(QStandardPaths.writableLocation(pictures) or Path.home())
    title = tr("Open image to find similar photos")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start), ";;".join(name_filters()))
    return Path(chosen) if chosen else None


def name_filters() -> list[str]:
    """Return the file dialog's filters: all pictures, photos, RAW files, everything."""
    plain = PHOTO_SUFFIXES - RAW_SUFFIXES
    return [
        tr("Pictures ({patterns})").format(patterns=_patterns(PHOTO_SUFFIXES)),
        tr("Without RAW files ({patterns})").format(patterns=_patterns(plain)),
        tr("RAW files ({patterns})").format(patterns=_patterns(RAW_SUFFIXES)),
        tr("All files ({patterns})").format(patterns="*"),
    ]


def _patterns(suffixes: Iterable[str]) -> str:
    return " ".join(f"*{suffix}" for suffix in sorted(suffixes))


class PictureIntake(QObject):
    """Takes drops and pastes, and says what comes of them.

    Parameters
    ----------
    context : PageContext
    parent : QObject, optional

    Signals
    -------
    picturesTaken(tuple of QueryImage)
        What to search with, never empty.
    """

    picturesTaken = Signal(object)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._early: tuple[Found, str] | None = None
        context.bridge.opened.connect(self._on_opened)

    def paste(self) -> None:
        """Search with what is on the clipboard."""
        self.take(QGuiApplication.clipboard().mimeData(), self.tr("Pasted picture"))

    def take_paths(self, paths: Sequence[Path]) -> None:
        """Search with files: those of a command line or of "Open image..."."""
        self._examine(Found(paths=tuple(paths)), "")

    def take(self, mime: QMimeData, name: str = "") -> None:
        """Search with what was dropped; it is read before this returns, and examined later."""
        found = read_mime(mime)
        if found.is_empty:
            self._tell(found.refused)
        else:
            self._examine(found, name or self.tr("Dropped picture"))

    def _examine(self, found: Found, name: str) -> None:
        if self._context.bridge.library is None:  # a picture that the program was started with
            self._early = found, name
            return
        question = partial(examine, found, name)
        self._context.bridge.ask(self, question, self._on_taken, key="intake", desk=Desk.WAIT)

    @Slot()
    def _on_opened(self) -> None:
        early, self._early = self._early, None
        if early is not None:
            self._examine(*early)

    def _on_taken(self, taken: Taken) -> None:
        self._tell(taken.refused)
        if taken.images:
            self.picturesTaken.emit(taken.images)

    def _tell(self, refused: Sequence[Refused]) -> None:
        """Show one notice, whatever the number of refusals."""
        counts = Counter(one.reason for one in refused)
        lines = [
            self._refusal_text(reason, count, next(r.name for r in refused if r.reason is reason))
            for reason, count in counts.items()
        ]
        if not lines:
            return
        folders = [one.folder for one in refused if one.folder is not None]
        requests = self._context.requests

        def add() -> None:
            for folder in folders:
                requests.folderAddRequested.emit(folder)

        label = self.tr("Add to the library") if folders else ""
        notice = Notice(
            "\n".join(lines),
            level="info" if folders else "warning",
            action_label=label,
            action=add if folders else None,
            key="picture-refused",
        )
        requests.noticeRaised.emit(notice)

    def _refusal_text(self, reason: Refusal, count: int, name: str) -> str:
        name = words.path_text(name)
        if reason is Refusal.TOO_MANY:
            text = self.tr(
                "Only the first {most} pictures are searched with; %n left out.", "", count
            )
            return text.format(most=MAX_QUERY_PHOTOS)
        if count > 1:
            return self._many_refused(reason, count)
        texts = {
            Refusal.FOLDER: self.tr(
                "{name} is a folder. Drop pictures to search with, or add it to the library."
            ),
            Refusal.GONE: self.tr("{name} is not there any more."),
            Refusal.UNREADABLE: self.tr("{name} cannot be read. Check your rights and the drive."),
            Refusal.NOT_A_PICTURE: self.tr("{name} is not a picture that photofinder can read."),
            Refusal.WEB: self.tr(
                "photofinder does not go online. Save the picture first, then drop the file here."
            ),
            Refusal.NOTHING: self.tr(
                "There is no picture in this. Drop or copy a picture or a picture file."
            ),
        }
        return texts[reason].format(name=name)

    def _many_refused(self, reason: Refusal, count: int) -> str:
        if reason is Refusal.FOLDER:
            text = self.tr(
                "%n folder(s) left out. Drop pictures to search with, or add them to the library.",
                "",
                count,
            )
        elif reason is Refusal.NOT_A_PICTURE:
            text = self.tr("%n file(s) left out that are no pictures.", "", count)
        else:
            text = self.tr("%n file(s) left out that cannot be read.", "", count)
        return text


class DropOverlay(Cover):
    """The highlight over a widget while a picture is dragged over it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.colour("accent_soft")
        ground.setAlpha(_VEIL_ALPHA)
        frame = QRectF(self.rect()).adjusted(theme.GAP, theme.GAP, -theme.GAP, -theme.GAP)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.colour("accent"), _FRAME_PX, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, theme.RADIUS * 2, theme.RADIUS * 2)
        self._paint_words(painter, frame)

    def _paint_words(self, painter: QPainter, frame: QRectF) -> None:
        font = painter.font()
        is_tall = frame.height() > _ICON_PX * 4
        if is_tall:
            font.setPixelSize(20)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        area = frame.adjusted(theme.GROUP, 0, -theme.GROUP, 0)
        if is_tall:
            icon = icons.pixmap(
                "similar", _ICON_PX, self.devicePixelRatioF(), theme.colour("accent")
            )
            at = area.center()
            painter.drawPixmap(round(at.x() - _ICON_PX / 2), round(at.y() - _ICON_PX * 1.5), icon)
            area.translate(0, _ICON_PX / 2)
        painter.drawText(area, flags, self.text)


class DropTarget(QObject):
    """Makes any widget take pictures: highlights it, and hands drops to an intake.

    Parameters
    ----------
    target : QWidget
    intake : PictureIntake
    text : str
        Of the highlight; by default the offer to find similar photos.
    takes_own : bool
        Also take photos that are dragged out of the same window.
    """

    def __init__(
        self, target: QWidget, intake: PictureIntake, text: str = "", *, takes_own: bool = False
    ) -> None:
        super().__init__(target)
        self._target = target
        self._intake = intake
        self._takes_own = takes_own
        text = text or self.tr("Drop a picture to find similar photos")
        self.overlay = DropOverlay(target, text)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drags."""
        kind = event.type()
        if watched is not self._target:
            return False
        if kind == QEvent.Type.DragLeave:
            self.overlay.hide()
            return True
        if isinstance(event, QDropEvent):  # enter and move are of this class, too
            return self._on_drag(event)
        return False

    def _on_drag(self, event: QDropEvent) -> bool:
        action = _gentle_action(event)
        if action is None or not self._wants(event):
            event.ignore()
            return True
        event.setDropAction(action)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.overlay.hide()
            self._intake.take(event.mimeData())
        else:
            self.overlay.cover()
        return True

    def _wants(self, event: QDropEvent) -> bool:
        if event.source() is not None and not self._takes_own:
            return False
        return may_hold_picture(event.mimeData())


def _gentle_action(event: QDropEvent) -> Qt.DropAction | None:
    """Return how to take a drop without its source losing anything; a move would delete a file."""
    for action in (Qt.DropAction.CopyAction, Qt.DropAction.LinkAction):
        if event.possibleActions() & action:
            return action
    return None
