"""Pictures made by script that cost a decoder what photos cost: structure, texture, grain."""

from __future__ import annotations

import io

import numpy as np


def make_picture(seed: int, width: int, height: int, quality: int = 90) -> bytes:
    """Return a JPEG of smooth shapes with noise; deterministic by seed."""
    from PIL import Image, ImageFilter

    rng = np.random.default_rng(seed)
    small = rng.integers(0, 256, (rng.integers(3, 9), rng.integers(3, 9), 3), np.uint8)
    picture = Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)
    middle = rng.integers(0, 256, (height // 24 + 1, width // 24 + 1, 3), np.uint8)
    texture = Image.fromarray(middle).resize((width, height), Image.Resampling.BILINEAR)
    picture = Image.blend(picture, texture.filter(ImageFilter.SHARPEN), 0.35)
    grain = rng.normal(0, 4, (height, width, 1))
    pixels = np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()
