"""The files of one vector index segment, and whether they can be trusted.

A segment is ``segment-G.ann`` (Annoy), ``segment-G.npy`` (row -> seq) and, written last,
``manifest.json``, which names the generation G that counts. Annoy follows node numbers inside
the mapped file without checking them, so a damaged file can kill the process: nothing is loaded
before its bytes agree with the manifest.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from photofinder.errors import EnvironmentProblem
from photofinder.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

MANIFEST_VERSION = 1
MANIFEST_NAME = "manifest.json"
DIGEST_CHUNK_BYTES = 1 << 20
#: a quick look takes this many blocks, evenly spread: 4 MB, whatever the size of the segment
SAMPLED_BLOCKS = 64
SAMPLED_BLOCK_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class SegmentManifest:
    """What a segment must be to be loaded; written after its files, read before them.

    Attributes
    ----------
    search_k : int
        Nodes that Annoy inspects per query, calibrated to reach the wanted recall.
    recall : float
        recall@10 against exact search measured on this segment with ``search_k``.
    max_seq : int
        The highest seq in the segment; what lies above is the tail.
    sampled_sha256, sha256 : str
        Digests of the Annoy file: of sampled blocks, and of all.
    mtime_ns : int
        Of the Annoy file; another one asks for the full digest, once.
    """

    version: int
    generation: int
    model: str
    dim: int
    count: int
    trees: int
    search_k: int
    recall: float
    max_seq: int
    size_bytes: int
    mtime_ns: int
    sampled_sha256: str
    sha256: str
    seqs_sha256: str


def segment_path(folder: Path, generation: int) -> Path:
    """Return where the Annoy file of a generation lies."""
    return folder / f"segment-{generation}.ann"


def seqs_path(folder: Path, generation: int) -> Path:
    """Return where the row -> seq table of a generation lies."""
    return folder / f"segment-{generation}.npy"


def write_manifest(folder: Path, manifest: SegmentManifest) -> None:
    """Make a generation the one that counts."""
    text = json.dumps(asdict(manifest), indent=1)
    write_atomic(folder / MANIFEST_NAME, text.encode())


def read_manifest(folder: Path) -> SegmentManifest | None:
    """Return the manifest; None when there is none or it cannot be understood."""
    try:
        values = json.loads((folder / MANIFEST_NAME).read_bytes())
        manifest = SegmentManifest(**values)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        log.warning("the vector index manifest in %s cannot be read: %s", folder, error)
        return None
    if manifest.version != MANIFEST_VERSION:
        log.info("the vector index in %s has another format and is rebuilt", folder)
        return None
    return manifest


def segment_problem(
    folder: Path, manifest: SegmentManifest, *, thorough: bool = False
) -> str | None:
    """Say why a segment's files must not be loaded; None when they are what the manifest says.

    Parameters
    ----------
    thorough : bool
        Read every byte instead of samples (`photofinder doctor`).
    """
    path = segment_path(folder, manifest.generation)
    try:
        stat = path.stat()
        if stat.st_size != manifest.size_bytes:
            return f"{path.name} has {stat.st_size} bytes instead of {manifest.size_bytes}"
        touched = stat.st_mtime_ns != manifest.mtime_ns
        if thorough or touched:
            if file_digest(path) != manifest.sha256:
                return f"{path.name} has other content than was written"
        elif sampled_digest(path) != manifest.sampled_sha256:
            return f"{path.name} has other content than was written"
        if file_digest(seqs_path(folder, manifest.generation)) != manifest.seqs_sha256:
            return f"{seqs_path(folder, manifest.generation).name} is damaged"
    except OSError as error:
        return f"{error.strerror or error} ({path.name})"
    if touched:
        _remember_time(folder, manifest, stat.st_mtime_ns)
    return None


def _remember_time(folder: Path, manifest: SegmentManifest, mtime_ns: int) -> None:
    """Spare the next look the full digest: a copied or restored segment was found sound.

    The time is the one from before the digest. A reader whose disk cannot be written goes on
    without; a rebuild that another process has finished meanwhile is left alone.
    """
    if read_manifest(folder) != manifest:
        return
    try:
        write_manifest(folder, dataclasses.replace(manifest, mtime_ns=mtime_ns))
    except (OSError, EnvironmentProblem) as error:
        log.debug("the vector index is read in full again next time: %s", error)


def remove_other_files(folder: Path, generation: int | None) -> None:
    """Delete what other generations and killed rebuilds left behind.

    A file that another process has mapped stays on Windows; the next start tries again.
    """
    kept = set()
    if generation is not None:
        kept = {segment_path(folder, generation), seqs_path(folder, generation)}
    for path in [*folder.glob("segment-*"), *folder.glob("building-*")]:
        if path in kept:
            continue
        try:
            path.unlink()
        except OSError as error:
            log.debug("left behind for now: %s (%s)", path, error)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sampled_digest(path: Path) -> str:
    """Return the SHA-256 of `SAMPLED_BLOCKS` blocks spread over a file, first and last included."""
    size = path.stat().st_size
    digest = hashlib.sha256()
    last = max(size - SAMPLED_BLOCK_BYTES, 0)
    with path.open("rb") as file:
        for number in range(SAMPLED_BLOCKS):
            file.seek(last * number // (SAMPLED_BLOCKS - 1))
            digest.update(file.read(SAMPLED_BLOCK_BYTES))
    return digest.hexdigest()
