"""From the pictures of a question to vectors: stored ones where a picture is known. Any thread."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photofinder.app.photo_reader import check_still_there, read_photo
from photofinder.core.display import model_input
from photofinder.core.types import FileState
from photofinder.errors import PhotoUnreadable, UsageProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from photofinder.app.engine import ModelRoom
    from photofinder.app.pictures import Pictures
    from photofinder.core.types import CatalogFile
    from photofinder.core.views import QueryImage
    from photofinder.storage.catalog import Catalog
    from photofinder.storage.content_store import ContentStore

#: of a file in these states the catalog knows the content
_KNOWN_STATES = frozenset({FileState.INDEXED, FileState.MISSING})


@dataclass(frozen=True, slots=True, eq=False)
class QueryVector:
    """A query picture's vector (dim,), unit norm; and which photo of the library it is, if any."""

    vector: NDArray[np.float32]
    file_id: int | None = None
    content_id: int | None = None


class QueryVectors:
    """Looks query pictures up, or decodes and embeds them.

    Parameters
    ----------
    catalog : Catalog
    store : ContentStore
    room : ModelRoom
        The model that answers.
    pictures : Pictures
        Decodes what is not known.
    """

    def __init__(
        self, catalog: Catalog, store: ContentStore, room: ModelRoom, pictures: Pictures
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._room = room
        self._pictures = pictures

    def of(self, image: QueryImage) -> QueryVector:
        """Return a picture's vector.

        Raises
        ------
        UsageProblem
            ``no_such_file``, ``not_an_image_file``.
        PhotoUnreadable
            With the picture's path, or its name where it has none.

        Notes
        -----
        0.1 ms for a photo of the library as it was indexed, also when its drive is unplugged;
        else one decode and one inference.
        """
        try:
            if image.data is not None:
                return self._of_bytes(image.data, image)
            if image.path is None:
                raise UsageProblem("no_query")
            return self._of_path(image.path, image)
        except PhotoUnreadable as error:
            path = image.path if image.data is None else image.name or None
            params = {**error.params, "path": path} if path is not None else error.params
            raise PhotoUnreadable(error.code, **params) from error

    # -- private -------------------------------------------------------------------------------

    def _of_path(self, path: Path, image: QueryImage) -> QueryVector:
        file = self._file_at(path)
        file_id = None if file is None else file.file_id
        content_id = None
        if file is not None and file.state in _KNOWN_STATES and _is_as_indexed(file):
            content_id = file.content_id
        if image.region is None and content_id is not None:
            vector = self._store.vector_of(content_id, self._room.model_id)
            if vector is not None:
                return QueryVector(vector, file_id, content_id)
        self._check(path, is_known=file is not None)
        photo = read_photo(Path(os.path.realpath(path)))
        found = self._of_source(photo.source, photo.digest, image)
        check_still_there(photo)
        return QueryVector(found.vector, file_id, found.content_id)

    def _of_bytes(self, data: bytes, image: QueryImage) -> QueryVector:
        return self._of_source(data, hashlib.sha256(data).digest(), image)

    def _of_source(self, source: bytes | Path, digest: bytes, image: QueryImage) -> QueryVector:
        known = self._store.find(digest)
        content_id = known[0] if known is not None else None
        if content_id is not None and image.region is None:
            vector = self._store.vector_of(content_id, self._room.model_id)
            if vector is not None:
                return QueryVector(vector, None, content_id)
        picture = self._pictures.decode(model_input, source, self._room.fit, image.region)
        embedded: NDArray[np.float32] = self._room.engine.embed(picture[None])[0]
        return QueryVector(embedded, None, content_id)

    def _file_at(self, path: Path) -> CatalogFile | None:
        for place in (Path(os.path.abspath(path)), Path(os.path.realpath(path))):  # noqa: PTH100  # not resolved
            file = self._catalog.file_at(place)
            if file is not None:
                return file
        return None

    @staticmethod
    def _check(path: Path, *, is_known: bool) -> None:
        if not os.path.lexists(path):
            if is_known:  # its drive is unplugged, or it was just deleted
                raise PhotoUnreadable("vanished")
            raise UsageProblem("no_such_file", path=path)
        if path.is_dir():
            raise UsageProblem("not_an_image_file", path=path)


def _is_as_indexed(file: CatalogFile) -> bool:
    """Tell whether what was learnt of a file still counts; also of one that is out of reach."""
    try:
        stat = file.path.stat()
    except OSError:
        return True
    return (stat.st_size, stat.st_mtime_ns) == (file.stamp.size_bytes, file.stamp.mtime_ns)
