"""Real vendor responses, read from where they lie beside the project; tests skip, saying so, where they do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(__file__).parents[2] / "shared" / "recordings"
_CONTRACT = _FOLDER.parent / "reference" / "notion-openapi-2026-03.json"


def recorded(name: str) -> list[Any]:
    """Return the recorded values of one file ("notion/page.jsonl"): one for each line, or the one that it holds."""
    path = _FOLDER / name
    if not path.exists():
        pytest.skip(f"the recordings are not beside the project: {name}")
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line] if path.suffix == ".jsonl" else [json.loads(text)]


def recorded_names(folder: str) -> list[str]:
    """Return the names of the recorded files in a folder; none where the recordings are not beside the project."""
    return sorted(f"{folder}/{path.name}" for path in (_FOLDER / folder).glob("*.json*"))


def notion_contract() -> Any:
    """Return Notion's OpenAPI description."""
    if not _CONTRACT.exists():
        pytest.skip("Notion's contract is not beside the project")
    return json.loads(_CONTRACT.read_text(encoding="utf-8"))
