"""The shape that the code keeps: one direction, a pure core, short files."""

from __future__ import annotations

import ast
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("rules", "connectors", "sync")
PURE = ("rules/**/*.py", "connectors/normalize/*.py", "connectors/mapping/*.py", "sync/plan.py", "sync/guard.py",
        "sync/desired.py", "sync/wording.py", "sync/assemble.py", "sync/milestones/*.py",
        "sync/calendar_file/showing.py", "sync/calendar_file/publish.py",
        "sync/calendar_file/published.py", "sync/calendar_file/event.py",
        *(f"sync/review/{name}.py" for name in ("past", "spans", "durations", "lateness", "moves", "answers", "months",
                                                "release_review", "month_review", "measure", "measures", "signs",
                                                "symptoms", "lead_times", "record", "sheet", "sheets", "parts",
                                                "spark", "markdown", "measures_table")),
        "connectors/calendar.py", "connectors/calendar_words.py", "connectors/google_calendar/events.py",
        *(f"sync/notify/{name}.py" for name in ("alarms", "digest", "gap_message", "health", "message", "news",
                                                "receiver", "told", "written")),
        *(f"sync/mirror/{name}.py" for name in ("course", "picture", "routes", "wording", "mirrored")),
        *(f"connectors/notion/{name}.py" for name in ("schema", "values", "pages", "property_items", "people",
                                                      "texts", "dates", "ids", "flaw")),
        *(f"connectors/airtable/{name}.py" for name in ("schema", "values", "single", "records", "payloads", "texts",
                                                        "formulas", "plain")))  # fmt: skip
CONNECTORS = sorted(p.name for p in (ROOT / "connectors").iterdir() if p.is_dir() and p.name != "__pycache__")
SHARED_BY_CONNECTORS = {"calls", "mapping", "normalize"}
ALLOWED_AT_ROOT = {
    "pyproject.toml", "sync", "rules", "connectors", "tests", "infra", "README.md", "LICENSE",
    "requirements.lock", "run",
}  # fmt: skip
LONGEST = 450


def _files(*patterns: str) -> list[Path]:
    return [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def _id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", _files("rules/**/*.py"), ids=_id)
def test_rules_import_nothing_but_rules_and_the_standard_library(path: Path) -> None:
    assert not {name for name in _imports(path) if name.split(".")[0] in ("connectors", "sync")}


@pytest.mark.parametrize("path", _files("connectors/**/*.py"), ids=_id)
def test_connectors_import_nothing_from_sync_and_none_of_each_other(path: Path) -> None:
    own = path.relative_to(ROOT).parts[1]
    for name in _imports(path):
        parts = name.split(".")
        assert parts[0] != "sync"
        if parts[0] == "connectors" and len(parts) > 1 and parts[1] in CONNECTORS:
            assert parts[1] in {own, *SHARED_BY_CONNECTORS}, f"{own} imports {name}"


@pytest.mark.parametrize("path", _files(*PURE), ids=_id)
def test_the_core_has_no_clock_no_files_and_no_environment(path: Path) -> None:
    banned_calls = {"open", "print", "input"}
    banned_attributes = {
        ("datetime", "now"),
        ("date", "today"),
        ("time", "time"),
        ("os", "environ"),
        ("datetime", "utcnow"),
    }
    banned_modules = {
        "os",
        "io",
        "socket",
        "subprocess",
        "sqlite3",
        "random",
        "time",
        "pathlib",
        "tempfile",
        "threading",
    }
    assert not {name.split(".")[0] for name in _imports(path)} & banned_modules
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in banned_calls
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in banned_attributes


@pytest.mark.parametrize("path", _files(*(f"{package}/**/*.py" for package in PACKAGES), "tests/**/*.py"), ids=_id)
def test_no_file_is_too_long_to_be_about_one_thing(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_root_holds_what_the_user_fixed_and_nothing_else() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found <= ALLOWED_AT_ROOT | {"streetdate-demo", "dist"}


def test_the_three_packages_are_ours_and_not_those_of_the_same_name_on_the_registry() -> None:
    owners = packages_distributions()
    for package in PACKAGES:
        assert set(owners.get(package, ["streetdate"])) == {"streetdate"}


def test_every_public_module_says_what_it_is_for() -> None:
    for path in _files(*(f"{package}/**/*.py" for package in PACKAGES)):
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), _id(path)
