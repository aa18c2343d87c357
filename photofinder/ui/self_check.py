"""Whether the chosen model computes rightly on this machine, and what else it could run on.

The questions run in a worker thread; the words are made on the GUI thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photofinder.ui import words
from photofinder.ui.words import tr

if TYPE_CHECKING:
    from photofinder.app.library import Library


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """The test card was computed rightly.

    Attributes
    ----------
    model : str
    provider : str
        Where, by onnxruntime's name.
    notes : tuple of str
        Why something faster was not taken.
    """

    model: str
    provider: str
    notes: tuple[str, ...] = ()


def check_model(library: Library) -> SelfCheck:
    """Load the chosen model anew and compute the test card with it. Worker thread; about 0.3 s.

    Raises
    ------
    PhotofinderError
        The model is missing or damaged, or nothing computes it rightly.
    """
    from photofinder.app.engine import chosen_manifest, open_embedder

    manifest = chosen_manifest(library.paths, library.settings.model)
    choice = open_embedder(manifest, library.settings)
    return SelfCheck(manifest.title, choice.embedder.provider, choice.notes)


def detected_devices(_library: Library) -> frozenset[str]:
    """Return which of the devices that can be chosen this installation has. Worker thread."""
    from photofinder.core.onnx_session import ACCELERATORS, available_providers

    available = available_providers()
    found = {name for name, provider in ACCELERATORS.items() if provider in available}
    return frozenset(found | {"auto", "cpu"})


def check_text(check: SelfCheck) -> str:
    """Return what a check found, a line for each thing to know."""
    text = tr("{model} computes the test card rightly on {provider}.").format(
        model=check.model, provider=words.provider_text(check.provider)
    )
    return "\n".join([text, *(words.phrase_text(note) for note in check.notes)])
