"""The Dockerfile as steps, and its build stage carried out in a folder instead of an image."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from dockerfile_parse import DockerfileParser

from tests.infra.files import INFRA, ROOT

DOCKERFILE = INFRA / "container" / "Dockerfile"


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction and what it says."""

    does: str
    says: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One FROM and the steps below it."""

    base: str
    steps: tuple[Step, ...]

    def last(self, does: str) -> str:
        """Return what the last instruction of that name says."""
        return [step.says for step in self.steps if step.does == does][-1]


def stages() -> tuple[dict[str, str], list[Stage]]:
    """Return the defaults of the arguments above the first stage, and the stages."""
    parser = DockerfileParser(fileobj=io.BytesIO(DOCKERFILE.read_bytes()))
    arguments: dict[str, str] = {}
    found: list[tuple[str, list[Step]]] = []
    for each in parser.structure:
        step = Step(each["instruction"], each["value"])
        match step.does:
            case "COMMENT":
                continue
            case "ARG" if not found:
                name, _, value = step.says.partition("=")
                arguments[name] = value
            case "FROM":
                found.append((step.says, []))
            case _:
                found[-1][1].append(step)
    return arguments, [Stage(base, tuple(steps)) for base, steps in found]


def context_files() -> Iterator[Path]:
    """Give the files that an engine would be handed: git's, as .dockerignore lets them through."""
    lines = [line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    assert lines[0] == "*"
    let_in = tuple(line[1:] for line in lines if line.startswith("!"))
    kept_out = tuple(line.removeprefix("**/") for line in lines[1:] if not line.startswith("!"))
    for path in sorted(ROOT.glob("*")):
        if path.name not in let_in:
            continue
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file() and not any(fnmatch(part, out) for part in file.parts for out in kept_out):
                yield file


@dataclass
class Building:
    """A folder in which the absolute paths of the recipe stand for those below it."""

    root: Path
    home: Path
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "/"

    def carry_out(self, stage: Stage) -> None:
        """Do every step of a stage, as an engine would, and fail where one fails."""
        for step in stage.steps:
            match step.does:
                case "ENV":
                    self.environment |= dict(word.split("=", 1) for word in shlex.split(step.says))
                case "WORKDIR":
                    self.folder = step.says
                    self._at(step.says).mkdir(parents=True, exist_ok=True)
                case "COPY":
                    self._copy(*step.says.split())
                case "RUN":
                    self._run(step.says)
                case other:
                    raise AssertionError(f"the build stage has a step that this cannot do: {other}")

    def _at(self, path: str) -> Path:
        return self.root / path.lstrip("/")

    def _copy(self, *names: str) -> None:
        *sources, target = names
        allowed = set(context_files())
        into = self._at(self.folder) / target
        for source in sources:
            files = [file for file in allowed if file.relative_to(ROOT).parts[0] == source]
            assert files, f".dockerignore keeps {source} out of the image"
            for file in files:
                place = into / (file.relative_to(ROOT / source) if (ROOT / source).is_dir() else file.name)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, place)

    def _run(self, command: str) -> None:
        moved = command.replace("/opt/", f"{self.root}/opt/")
        kept = {key: value for key, value in os.environ.items() if key.startswith(("PIP_", "SSL_")) or key == "LANG"}
        binaries = self.root / "bin"
        binaries.mkdir(exist_ok=True)
        if not (binaries / "python").exists():
            (binaries / "python").symlink_to(Path(sys.base_prefix) / "bin" / "python3")
        subprocess.run(
            ["/bin/sh", "-ec", moved],
            cwd=self._at(self.folder),
            env={"HOME": str(self.home), "PATH": f"{binaries}:/usr/bin:/bin", **kept, **self.environment},
            check=True,
        )
