"""Whole runs over the stand-ins: the real client, a store, a clock that only waiting moves; the same for every tool."""
