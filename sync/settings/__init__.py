"""`streetdate.toml`: read, checked to the last key, and turned into values. Written only by `init` and `waive`."""

FILE_NAME = "streetdate.toml"
"""What the settings file is called unless told otherwise."""
