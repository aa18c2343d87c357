"""Use cases on top of core and storage; owns the threads. Enter through app.library."""
