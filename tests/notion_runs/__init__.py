"""Whole runs over the stand-in for Notion: the real client, a store, a clock that only waiting moves."""
