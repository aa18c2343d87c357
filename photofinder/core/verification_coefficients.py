"""Fitted numbers of `core.verification_odds`: made by ``tests/benchmarks/fit_verifier.py``."""

from __future__ import annotations

DENSE = (-2.912, -2.972, 20.94, 1.965, -18.75, -14.69, 14.8)
SPARSE = (0.8122, 7.113, -0.1722, -1.397, 0.2309, -1.964, 4.965)
MOMENTS = (
    -4.527,
    7.509,
    -0.06396,
    -1.165,
    0.3824,
    -1.122,
    3.679,
    0.958,
    1.305,
    0.2334,
    -0.06453,
    0.1351,
    -0.8748,
)
