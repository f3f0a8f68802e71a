"""`streetdate.toml`: read, checked to the last key, and turned into values. Written only by `init` and `waive`."""
