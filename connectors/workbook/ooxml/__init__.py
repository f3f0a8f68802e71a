"""Exact edits of an Office Open XML package: every byte that is not ours to change stays as it was."""
