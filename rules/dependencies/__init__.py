"""Rules on what depends on what."""
