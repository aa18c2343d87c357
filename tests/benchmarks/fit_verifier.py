"""Fit the coefficients of `core.verification_odds` on pictures with known truth, and judge them.

    .venv/bin/python tests/benchmarks/fit_verifier.py [--photos DIR] [--write]

Scenes come from `verifier_pictures`: photos (the shared samples, unless others are named) with
other moments and edits, and pages, screens, skies and dark frames. Half of the seeds are fitted on,
the rest, of which no scene was seen, is judged. ``--write`` writes the coefficients module.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from figures import repository, sample_photos
from verifier_pictures import EMPTY, MOMENTS, Derived, empty_scenes, photo_scenes

from photofinder.core import verification_odds
from photofinder.core.pair_features import describe_picture
from photofinder.core.verification import look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from photofinder.core.pair_features import PictureFeatures

FIT_SEEDS, JUDGE_SEEDS = (1, 2, 3), (11, 12)
PHOTO_SCENES, EMPTY_SCENES = 45, 40
#: unrelated scenes that each scene is compared with
STRANGERS = 3
#: of pairs of two derived pictures, which are seldom what a keeper is compared with
DERIVED_WEIGHT = 0.2
#: a false pair of nearly empty pictures is worse than one that is not found
UNRELATED_WEIGHT = {"dense": 3.0, "sparse": 4.0, "moments": 1.0}
RIDGE = 0.3
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Sample:
    """Measured values of a pair, its truth, and what it was."""

    values: NDArray[np.float64]
    truth: bool
    weight: float
    what: str


class Samples:
    """Samples of each model."""

    def __init__(self) -> None:
        self.of: dict[str, list[Sample]] = {name: [] for name in UNRELATED_WEIGHT}
        self.unseen = 0

    def add(self, one: _Picture, two: _Picture, *, related: bool) -> None:
        """Measure a pair."""
        seen = look(one.features, two.features)
        if seen is None:
            self.unseen += related
            return
        derived = bool(one.made.how and two.made.how)
        what = f"{one.made.how or '-'} / {two.made.how or '-'}"
        dense = verification_odds.is_dense(seen)
        name = "dense" if dense else "sparse"
        values = getattr(verification_odds, f"{name}_values")(seen)
        weight = (DERIVED_WEIGHT if derived else 1.0) if related else UNRELATED_WEIGHT[name]
        self.of[name].append(Sample(values, related, weight, what))
        if related and dense:
            moments = one.made.how in MOMENTS or two.made.how in MOMENTS
            values = verification_odds.moment_values(seen)
            weight = DERIVED_WEIGHT if derived else 1.0
            self.of["moments"].append(Sample(values, moments, weight, what))


@dataclass(frozen=True, slots=True, eq=False)
class _Picture:
    made: Derived
    features: PictureFeatures


def measured(photos: list[Path], seeds: tuple[int, ...]) -> Samples:
    """Measure the pairs of all scenes of some seeds, each seed in a process of its own."""
    samples = Samples()
    with ProcessPoolExecutor(len(seeds)) as processes:
        for one in processes.map(_of_seed, [photos] * len(seeds), seeds):
            samples.unseen += one.unseen
            for name, each in one.of.items():
                samples.of[name] += each
    print([f"{name}: {len(each)}" for name, each in samples.of.items()], flush=True)
    return samples


def _of_seed(photos: list[Path], seed: int) -> Samples:
    samples = Samples()
    for scenes, kinds in (
        (photo_scenes(photos, seed, PHOTO_SCENES), 1),
        (empty_scenes(seed, EMPTY_SCENES), len(EMPTY)),
    ):
        _add_scenes(samples, _by_scene(scenes), kinds, random.Random(seed))
    return samples


def _by_scene(pictures: Iterator[Derived]) -> list[list[_Picture]]:
    grouped = itertools.groupby(pictures, key=lambda picture: picture.scene)
    return [[_Picture(made, describe_picture(made.rgb)) for made in each] for _, each in grouped]


def _add_scenes(
    samples: Samples, scenes: list[list[_Picture]], kinds: int, rng: random.Random
) -> None:
    for number, scene in enumerate(scenes):
        for one, two in itertools.combinations(scene, 2):
            samples.add(one, two, related=True)
        # strangers of the same kind: pages with pages
        for other in scenes[number + kinds :: kinds][:STRANGERS]:
            samples.add(scene[0], other[0], related=False)
            samples.add(rng.choice(scene), rng.choice(other), related=False)
        marked = [picture for picture in scene if "watermark" in picture.made.how]
        for other in scenes[number + kinds :: kinds]:
            for two in other:
                if marked and "watermark" in two.made.how:  # the same letters on other photos
                    samples.add(marked[0], two, related=False)


def fit(samples: list[Sample]) -> NDArray[np.float64]:
    """Return the coefficients, the constant first: logistic regression with a ridge, by Newton."""
    values = np.array([sample.values for sample in samples])
    truth = np.array([sample.truth for sample in samples], float)
    weight = np.array([sample.weight for sample in samples])
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    design = np.hstack([np.ones((len(values), 1)), (values - mean) / spread])
    ridge = RIDGE * np.diag([1e-6] + [1.0] * values.shape[1])
    found = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        slope = design.T @ (weight * (chance - truth)) + ridge @ found
        curve = (design * (weight * chance * (1 - chance))[:, None]).T @ design + ridge
        found = found - np.linalg.solve(curve, slope)
    scaled = found[1:] / spread
    return np.concatenate([[found[0] - scaled @ mean], scaled])


def judge(name: str, coefficients: NDArray[np.float64], samples: list[Sample]) -> None:
    """Print how right the coefficients are on samples."""
    values = np.array([sample.values for sample in samples])
    truth = np.array([sample.truth for sample in samples])
    chance = 1 / (1 + np.exp(-np.clip(coefficients[0] + values @ coefficients[1:], -30, 30)))
    yes = chance >= verification_odds.ACCEPTED[name]
    first = np.array(["-" in sample.what for sample in samples])
    for what, of in (("with a first picture", first), ("of two derived", ~first)):
        wrong, missed = int((yes & ~truth & of).sum()), int((~yes & truth & of).sum())
        print(f"  {name}, {what}: {int((truth & of).sum())} true of {int(of.sum())}: "
              f"{wrong} wrong, {missed} missed, "
              f"Brier {float(((chance - truth)[of] ** 2).mean()):.4f}")  # fmt: skip
    errors = sorted({samples[n].what for n in np.flatnonzero(yes != truth) if first[n]})
    print(f"    among them {', '.join(errors) or 'none'}")


def _as_module(fitted: dict[str, NDArray[np.float64]]) -> str:
    seeds = ", ".join(map(str, FIT_SEEDS))
    lines = [
        '"""Fitted numbers of `core.verification_odds`, by ``tests/benchmarks/fit_verifier.py``.',
        "",
        f"On scenes of the seeds {seeds}: {PHOTO_SCENES} photos each with other moments and edits,",
        f"{EMPTY_SCENES} pages, screens, skies and dark frames each with edits, and strangers.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
    ]
    for name, coefficients in fitted.items():
        numbers = ", ".join(f"{value:.4g}" for value in coefficients)
        lines.append(f"{name.upper()} = ({numbers})")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, print and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=Path, help="scenes are made of these photos")
    parser.add_argument("--write", action="store_true", help="write the coefficients module")
    options = parser.parse_args()
    photos = sorted(options.photos.iterdir()) if options.photos else sample_photos()
    if not photos:
        sys.exit("needs the shared sample photos beside the checkout, or --photos")
    samples = measured(photos, FIT_SEEDS)
    fitted = {name: fit(each) for name, each in samples.of.items()}
    print(_as_module(fitted))
    for title, each in (("fitted on", samples), ("not seen", measured(photos, JUDGE_SEEDS))):
        print(f"{title}; related pairs that were given up at once: {each.unseen}")
        for name, coefficients in fitted.items():
            judge(name, coefficients, each.of[name])
    if options.write:
        module = repository() / "photofinder" / "core" / "verification_coefficients.py"
        module.write_text(_as_module(fitted))


if __name__ == "__main__":
    main()
