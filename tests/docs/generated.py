"""The parts of the documents that are made from the code. `python -m tests.docs.generated` writes them anew."""

from __future__ import annotations

import ast
import inspect
import re
import tempfile
import textwrap
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias, get_args

import click
from click.testing import CliRunner
from pydantic import BaseModel

from rules.catalogue import ALL
from rules.explain import reference
from sync.cli.root import VERBS, root
from sync.demo.settings import write_settings
from sync.demo.workbook import write_plan
from sync.settings.schema import Settings

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"
REFERENCE = ROOT / "rules" / "REFERENCE.md"
DEMO_DAY = date(2026, 8, 3)
DEMO_LINES = 30


def commands() -> str:
    """Return the help of every verb."""
    # The names of the help option as `root` sets them: click remembers whichever it was asked for first.
    context = click.Context(root, info_name="streetdate", **root.context_settings)
    parts = []
    for verb in VERBS:
        command = root.get_command(context, verb)  # type: ignore[attr-defined]
        within = click.Context(command, info_name=verb, parent=context, terminal_width=100, max_content_width=100)
        summary = f"<details><summary><code>streetdate {verb}</code>: {VERBS[verb]}</summary>"
        parts.append(f"{summary}\n\n```\n{command.get_help(within)}\n```\n\n</details>")
    return "\n".join(parts)


def settings() -> str:
    """Return a table of every setting."""
    rows = ["| setting | default | what it is |", "|---|---|---|"]
    rows += [f"| `{name}` | {default} | {words} |" for name, default, words in _fields(Settings, "")]
    return "\n".join(rows)


Row: TypeAlias = tuple[str, str, str]


def _fields(section: type[BaseModel], prefix: str) -> list[Row]:
    found: list[Row] = []
    written = docstrings(section)
    for name, field in section.model_fields.items():
        inner = _sections(field.annotation)
        words = " ".join(written.get(name, "").split())
        if not inner:
            found.append((prefix + name, _default(field, prefix), words))
            continue
        many = ".NAME" if "dict" in str(field.annotation) else "[]" if "list" in str(field.annotation) else ""
        found += _either({_tool(one): _fields(one, f"{prefix}{name}{many}.") for one in inner})
    return found


def _either(sections: Mapping[str, list[Row]]) -> list[Row]:
    """Return the rows of sections of which one stands there, those of some only with the tools that have them."""
    tools: dict[Row, list[str]] = {}
    for tool, rows in sections.items():
        for row in rows:
            tools.setdefault(row, []).append(tool)
    return [
        (name, default, words if len(of) == len(sections) else f"{', '.join(of)}: {words[:1].lower()}{words[1:]}")
        for (name, default, words), of in tools.items()
    ]


def _tool(section: type[BaseModel]) -> str:
    return get_args(section.model_fields["tool"].annotation)[0] if "tool" in section.model_fields else ""


def docstrings(section: type[BaseModel]) -> dict[str, str]:
    """Return the string below each field; pydantic can, and takes as long for it as for everything else at start-up."""
    found: dict[str, str] = {}
    for each in reversed(section.__mro__):
        if issubclass(each, BaseModel) and each is not BaseModel:
            found |= _docstrings(each)
    return found


def _docstrings(section: type[BaseModel]) -> dict[str, str]:
    body = ast.parse(textwrap.dedent(inspect.getsource(section))).body[0]
    statements = body.body if isinstance(body, ast.ClassDef) else []
    return {
        before.target.id: after.value.value
        for before, after in pairwise(statements)
        if isinstance(before, ast.AnnAssign)
        and isinstance(before.target, ast.Name)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
    }


def _sections(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [inner for argument in get_args(annotation) for inner in _sections(argument)]


def _default(field: Any, prefix: str) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if value is None:
        return "the rule's own" if prefix.startswith("policy.") else "none"
    if isinstance(value, list):
        return f"`{', '.join(map(str, value))}`" if value else "none"
    return "none" if value in ({}, "") else f"`{str(value).lower() if isinstance(value, bool) else value}`"


def demonstration() -> str:
    """Return what `streetdate check` prints on the demonstration's plan of one fixed day."""
    with tempfile.TemporaryDirectory() as folder:
        plan, config = Path(folder) / "plan.xlsx", Path(folder) / "streetdate.toml"
        write_plan(plan, DEMO_DAY)
        write_settings(plan, config, "#")
        shown = CliRunner(env={"COLUMNS": "110"}).invoke(
            root, ["check", "--config", str(config), "--as-of", f"{DEMO_DAY}T10:00"], standalone_mode=False
        )
    if shown.exception:
        raise shown.exception
    lines = shown.output[shown.output.index("Glass Hours") :].splitlines()[:DEMO_LINES]
    return "\n".join(["```", *(line.rstrip() for line in lines), "…", "```"])


PARTS: dict[str, Callable[[], str]] = {"demonstration": demonstration, "commands": commands, "settings": settings}


def readme() -> str:
    """Return the README with its generated parts as they should be."""
    text = README.read_text(encoding="utf-8")
    for name, make in PARTS.items():
        begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
        text = re.sub(
            f"{re.escape(begin)}.*?{re.escape(end)}",
            lambda _, b=begin, e=end, m=make: f"{b}\n{m()}\n{e}",
            text,
            flags=re.S,
        )
    return text


def main() -> None:
    README.write_text(readme(), encoding="utf-8")
    REFERENCE.write_text(reference(), encoding="utf-8")
    print(f"wrote {README.name} and {REFERENCE.name} ({len(ALL)} rules)")


if __name__ == "__main__":
    main()
