"""A workspace that is looked at first, and written in only once somebody agreed; until then no store is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sync.cli.progress import progress

if TYPE_CHECKING:
    from sync.workspace import Workspace


@contextmanager
def looking(config: Path) -> Iterator[Workspace]:
    """Give the workspace of a settings file to look at; its connections are closed at the end."""
    from sync.bootstrap import open_workspace

    workspace = open_workspace(config, writing=False, progress=lambda _: None, targets=False)
    try:
        yield workspace
    finally:
        workspace.close()


@contextmanager
def watched(workspace: Workspace) -> Iterator[Workspace]:
    """Give the workspace; what it does is shown while somebody watches."""
    with progress() as tell:
        yield replace(workspace, progress=tell)


@contextmanager
def writing(workspace: Workspace, config: Path) -> Iterator[Workspace]:
    """Give the same workspace, over the same connections, with a store that can be written."""
    from sync.bootstrap import store_of
    from sync.settings.load import load

    store = store_of(load(config), config.resolve().parent, writing=True)
    try:
        with watched(workspace) as shown:
            yield replace(shown, store=store)
    finally:
        store.close()
