"""Results of "Find similar" while the library changes. GUI thread.

The search is run again in silence. Photos that are gone leave the results at once; photos that
came are offered by a button where they would move what is being looked at.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photofinder.app.questions import Desk
from photofinder.errors import PhotofinderError

if TYPE_CHECKING:
    from photofinder.app.library import Library
    from photofinder.core.views import SimilarList, SimilarQuery
    from photofinder.ui.bridge import Bridge
    from photofinder.ui.similar_results import ResultsArea

log = logging.getLogger(__name__)

#: changes come twice a second while photos are indexed
REFRESH_DELAY_MS = 1_000


class ResultsRefresh(QObject):
    """Keeps results up to date.

    Parameters
    ----------
    bridge : Bridge
    results : ResultsArea

    Signals
    -------
    answered(SimilarList)
        A newer answer to the query whose results are in sight; they are to be replaced in place.
    """

    answered = Signal(object)

    def __init__(self, bridge: Bridge, results: ResultsArea, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._results = results
        self._newer: SimilarList | None = None
        self._is_due = True
        self._delay = QTimer(self, singleShot=True, interval=REFRESH_DELAY_MS)
        self._delay.timeout.connect(self.run)
        results.updateWanted.connect(self._on_update_wanted)
        bridge.photosChanged.connect(self._on_photos_changed)

    def forget(self) -> None:
        """Drop what was offered: other results come."""
        self._newer = None
        self._results.offer_update(False)

    def run_if_due(self) -> None:
        """Catch up with changes that came while nobody looked."""
        if self._is_due:
            self.run()

    @Slot()
    def run(self) -> None:
        """Search again, and count what can be found."""
        if not self._results.isVisible():
            self._is_due = True
            return
        self._is_due = False
        self.count_searchable()
        old = self._results.answer
        if old is None or self._results.is_old:
            return
        self._bridge.ask(
            self,
            lambda library: library.find_similar(old.query),
            partial(self._on_answer, old.query),
            self._on_error,
            key="refresh",
            desk=Desk.WAIT,
        )

    def count_searchable(self) -> None:
        """Say how many photos can be found while others are still being read."""
        self._bridge.ask(self, _searchable, self._on_searchable, key="searchable", desk=Desk.SLOW)

    # -- private -------------------------------------------------------------------------------

    @Slot()
    def _on_photos_changed(self) -> None:
        self._is_due = True
        if self._results.isVisible() and not self._delay.isActive():
            self._delay.start()

    def _on_answer(self, query: SimilarQuery, answer: SimilarList) -> None:
        old = self._results.answer
        if old is None or old.query is not query or self._results.is_old:
            return
        if np.array_equal(old.file_ids, answer.file_ids):
            self.forget()
        elif moves_nothing(old, answer):
            self.forget()
            self.answered.emit(answer)
        else:
            self._newer = answer
            self._results.offer_update(True)

    def _on_error(self, error: Exception) -> None:
        """Leave the results alone: they were right when they came."""
        if not isinstance(error, PhotofinderError):
            raise error
        log.debug("results are not refreshed: %s", error)

    @Slot()
    def _on_update_wanted(self) -> None:
        newer = self._newer
        self.forget()
        if newer is not None:
            self.answered.emit(newer)

    def _on_searchable(self, counts: tuple[int, int]) -> None:
        self._results.set_searchable(*counts)


def moves_nothing(old: SimilarList, new: SimilarList) -> bool:
    """Tell whether a newer answer only drops photos, or adds some after all the others."""
    was_there = np.isin(new.file_ids, old.file_ids)
    kept = int(was_there.sum())
    if not was_there[:kept].all():
        return False
    return kept == 0 or np.array_equal(
        new.file_ids[:kept], old.file_ids[np.isin(old.file_ids, new.file_ids)]
    )


def _searchable(library: Library) -> tuple[int, int]:
    """Return how many photos can be found, and how many there are to be. Worker threads."""
    counts = library.status().counts
    return counts.indexed, counts.indexed + counts.pending
