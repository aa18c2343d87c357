"""Fitted numbers of `core.verification_odds`, by ``tests/benchmarks/fit_verifier.py``.

On scenes of the seeds 1, 2, 3: 45 photos each with other moments and edits,
40 pages, screens, skies and dark frames each with edits, and strangers.
"""

from __future__ import annotations

DENSE = (-6.217, -13.51, 12.73, 0.9017, -10.34, -8.082, -2.639, -12.68, 18.21, 17.93)
SPARSE = (-4.827, 6.536, 0.9009, 0.9835, -1.102, 0.8008, 0.313, -0.552, 8.542)
MOMENTS = (
    -3.693,
    3.545,
    -0.04754,
    0.3425,
    0.5434,
    1.102,
    1.303,
    -0.8905,
    0.7882,
    3.02,
    -0.8874,
    0.3305,
    -0.1156,
    -0.6728,
)
