"""The same command line as in tests/cli."""

from tests.cli.conftest import cli, now, plan

__all__ = ["cli", "now", "plan"]
