"""Pure values and functions: no Qt, no threads, no database."""
