"""The model that is in use: its embedder, its vector index, its number in the catalog.

`ModelRoom` is cheap to make (it reads a manifest); the ONNX session, which costs a third of a
second, is opened when the first picture must be embedded.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from photofinder.app.events import ProviderFailed
from photofinder.app.priority import is_lowered, threads_inherit
from photofinder.errors import EnvironmentProblem, ModelMismatch, UsageProblem
from photofinder.paths import bundled_models_dir, resources_dir
from photofinder.storage.vector_index import VectorIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import numpy as np
    from numpy.typing import NDArray

    from photofinder.app.events import EventBus
    from photofinder.core.embedder import EmbedderChoice, OnnxEmbedder
    from photofinder.core.images import FitSpec
    from photofinder.core.model_manifest import FoundModels, ModelManifest
    from photofinder.paths import AppPaths
    from photofinder.settings import Settings
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore
    from photofinder.storage.pair_store import PairStore

log = logging.getLogger(__name__)

TEST_CARD = "test-card.png"
#: where the catalog keeps which model answers
_SERVING = "serving_model"


@dataclass(frozen=True, slots=True)
class Engine:
    """One embedding space, ready to embed. ``notes`` say why no faster provider is used."""

    manifest: ModelManifest
    embedder: OnnxEmbedder
    fit: FitSpec
    model_id: int
    index: VectorIndex
    notes: tuple[str, ...] = ()
    _embedding: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def embed(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Embed fitted pictures (n, h, w, 3) -> (n, dim), unit norm; one thread at a time."""
        with self._embedding:
            return self.embedder.embed(pictures)


def find_models(paths: AppPaths) -> FoundModels:
    """Return the models that ship with photofinder and the user's own."""
    from photofinder.core.model_manifest import discover_models

    return discover_models([bundled_models_dir(), paths.models_dir])


def chosen_manifest(paths: AppPaths, name: str) -> ModelManifest:
    """Return a model by name.

    Raises
    ------
    PhotofinderError
        What is wrong with that model's folder, or `UsageProblem` ``unknown_model``.
    """
    from photofinder.core.model_manifest import read_manifest

    found = find_models(paths)
    manifest = found.models.get(name)
    if manifest is not None:
        return manifest
    for folder in (bundled_models_dir() / name, paths.models_dir / name):
        if folder.is_dir():  # it is there, but broken: what is wrong with it is the answer
            read_manifest(folder)
            raise EnvironmentProblem("model_missing", name=name, path=folder)
    for problem in found.problems:
        log.warning("%s", problem)
    raise UsageProblem("unknown_model", name=name, known=", ".join(sorted(found.models)))


def open_embedder(
    manifest: ModelManifest,
    settings: Settings,
    *,
    intra_threads: int | None = None,
    failed: Collection[str] = (),
) -> EmbedderChoice:
    """Load a model on the best provider that passes the self-check; about 0.3 s.

    Parameters
    ----------
    manifest : ModelManifest
    settings : Settings
    intra_threads : int, optional
        Threads of one operator on the CPU; all usable cores by default.
    failed : collection of str
        Providers that failed in this run: not tried again.
    """
    from photofinder.core.embedder import choose_embedder

    choice = choose_embedder(
        manifest,
        settings.device,
        card_path=resources_dir() / TEST_CARD,
        intra_threads=intra_threads,
        failed=failed,
    )
    for note in choice.notes:
        log.warning("%s", note)
    log.info("model %s on %s", manifest.model_id, choice.embedder.provider)
    return choice


class Accelerators:
    """Which accelerators failed in this run, and the one word to the user about each. Any thread.

    Parameters
    ----------
    events : EventBus
    """

    def __init__(self, events: EventBus) -> None:
        self._events = events
        self._failed: dict[str, str] = {}
        self._lock = threading.Lock()

    @property
    def failed(self) -> frozenset[str]:
        """Those that are not tried again before the program's next start."""
        with self._lock:
            return frozenset(self._failed)

    def note_failure(self, provider: str, reason: str) -> None:
        """Remember a failure; the first of each provider is published."""
        with self._lock:
            is_new = provider not in self._failed
            self._failed.setdefault(provider, reason)
        if is_new:
            self._events.publish(ProviderFailed(provider, reason))


class ModelRoom:
    """Everything that belongs to one model, opened as far as it is needed.

    Parameters
    ----------
    manifest : ModelManifest
    paths : AppPaths
    settings : Settings
    store : ContentStore
    accelerators : Accelerators

    Notes
    -----
    Any thread; what is opened at the first use is opened once.
    """

    def __init__(
        self,
        manifest: ModelManifest,
        paths: AppPaths,
        settings: Settings,
        store: ContentStore,
        accelerators: Accelerators,
    ) -> None:
        self._accelerators = accelerators
        self.manifest = manifest
        self.fit = manifest.input.fit_spec
        self._settings = settings
        key = manifest.model_id
        self.model_id = store.model_id(key, manifest.embedding.dim)
        self.index = VectorIndex(
            paths.index_dir / key.replace("@", "-"),
            store,
            model_id=self.model_id,
            model_key=key,
            dim=manifest.embedding.dim,
        )
        self._opening = threading.RLock()
        self._loaded = False
        self._engine: Engine | None = None
        self._low_engine: Engine | None = None

    @property
    def engine(self) -> Engine:
        """The engine, with its ONNX session; a thread that yields gets one that does, too.

        Notes
        -----
        The threads of a session keep the priority of the thread that opened it (Linux), or have the
        usual one. So what indexes at low priority has a session of its own, for 40 MB: in that of
        `engine` it would compute beside other programs as if somebody waited, or, had it opened
        that one, whoever waits for a search would yield. Where threads do not inherit, it has none
        but the caller's. An accelerator computes elsewhere, and is shared.
        """
        with self._opening:
            if self._engine is not None and self._engine.embedder.accelerated:
                return self._engine
            if not is_lowered():
                self._engine = self._engine or self._open()
                return self._engine
            if self._low_engine is None:
                self._low_engine = self._open(intra_threads=None if threads_inherit() else 1)
            if self._low_engine.embedder.accelerated:
                self._engine = self._low_engine
            return self._low_engine

    def _open(self, intra_threads: int | None = None) -> Engine:
        choice = open_embedder(
            self.manifest,
            self._settings,
            intra_threads=intra_threads,
            failed=self._accelerators.failed,
        )
        choice.embedder.on_fallback = self._accelerators.note_failure
        self.load_index()
        return Engine(
            self.manifest, choice.embedder, self.fit, self.model_id, self.index, choice.notes
        )

    def load_index(self) -> None:
        """Load the vector index, once."""
        with self._opening:
            if not self._loaded:
                self.index.load()
                self._loaded = True

    def reopen(self, settings: Settings) -> None:
        """Open the model anew at its next use; who uses it now goes on with it."""
        with self._opening:
            self._settings = settings
            self._engine = self._low_engine = None

    def close(self) -> None:
        """Let go of the index's file."""
        self.index.close()


class ModelRooms:
    """The models of one library: the one that was chosen and the one that answers. Any thread.

    Parameters
    ----------
    paths : AppPaths
    settings : callable
        Gives the settings as they are now.
    catalog : Catalog
    store : ContentStore
    pairs : PairStore
    events : EventBus
        Hears of an accelerator that fails.
    """

    def __init__(
        self,
        paths: AppPaths,
        settings: Callable[[], Settings],
        catalog: Catalog,
        store: ContentStore,
        pairs: PairStore,
        *,
        events: EventBus,
    ) -> None:
        self._accelerators = Accelerators(events)
        self._pairs = pairs
        self._paths = paths
        self._settings = settings
        self._catalog = catalog
        self._store = store
        self._rooms: dict[str, ModelRoom] = {}
        self._opening = threading.Lock()

    def chosen(self) -> ModelRoom:
        """Return the model that new photos are embedded with.

        Raises
        ------
        PhotofinderError
            What is wrong with it.
        """
        return self._room(self._settings().model)

    def serving(self) -> ModelRoom:
        """Return the model that answers: the chosen one, or the old one until it is done."""
        serving = self._catalog.get_meta(_SERVING)
        if serving is not None:
            with contextlib.suppress(UsageProblem, EnvironmentProblem, ModelMismatch):
                room = self._room(serving.partition("@")[0])
                if room.manifest.model_id == serving:
                    return room
        return self.chosen()

    def take_over(self, room: ModelRoom) -> None:
        """Let the chosen model answer from now on; the pairs of another one mean nothing here."""
        key = room.manifest.model_id
        serving = self._catalog.get_meta(_SERVING)
        if serving == key:
            return
        if serving is not None:
            self._pairs.forget(room.model_id)
        self._catalog.set_meta(_SERVING, key)
        log.info("the model %s answers from now on", key)

    def reopen(self) -> None:
        """Open every model anew at its next use, as the settings are now."""
        with self._opening:
            for room in self._rooms.values():
                room.reopen(self._settings())

    def close(self) -> None:
        """Let go of every index."""
        for room in self._rooms.values():
            room.close()

    def _room(self, name: str) -> ModelRoom:
        with self._opening:
            if name not in self._rooms:
                manifest = chosen_manifest(self._paths, name)
                self._rooms[name] = ModelRoom(
                    manifest, self._paths, self._settings(), self._store, self._accelerators
                )
            return self._rooms[name]
