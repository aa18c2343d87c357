"""Fitted numbers of `core.verification_odds`: made by ``tests/benchmarks/fit_verifier.py``."""

from __future__ import annotations

DENSE = (-7.623, 3.32, 24.09, 1.713, -23.6, -10.14, 9.046)
SPARSE = (-3.5, 2.768, 0.6143, -1.301, -0.9585, -0.8168, 2.53)
MOMENTS = (-3.5, 3.0, 0.3, 0.0, 1.0, 0.0, 0.5, 0.5, 1.0, 0.0, -0.7)
