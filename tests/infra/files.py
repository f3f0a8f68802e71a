"""The files under test, and the tools that look at them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent.parent
INFRA = ROOT / "infra"
PAGES = sorted(INFRA.glob("**/README.md"))
SAMPLES = sorted(INFRA.glob("**/*.toml"))
WAYS = ("container", "google", "aws", "kubernetes", "github", "systemd", "cron")


def name(path: Path) -> str:
    """Return what a test case about a file is called."""
    return path.relative_to(ROOT).as_posix()


def written() -> list[Path]:
    """Return every file of the ways to run it that a person or a machine reads."""
    return sorted(path for way in (*WAYS, "settings") for path in (INFRA / way).glob("**/*") if path.is_file())


def yaml_in(path: Path) -> Any:
    """Return the one document of a YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def tool(called: str) -> str:
    """Return where a tool of the test environment is."""
    return str(Path(sys.executable).with_name(called))


def complaints(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a tool; return what it said where it found something, else ""."""
    done = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else (done.stdout + done.stderr or f"exit code {done.returncode}")


def without_comments(text: str) -> str:
    """Return a file's text without the lines and ends of lines that are comments."""
    return re.sub(r"(?m)(^|\s)#.*$", r"\1", text)
