"""Find similar photos and copies in your own library, wholly on your machine."""

__version__ = "0.1.0"
