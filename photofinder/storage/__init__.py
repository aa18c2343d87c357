"""Everything that persists. Starts no thread."""
