"""Every call of Streetdate that stands in a file, wherever and however it is written."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from sync.cli.root import VERBS, root

_CALL = re.compile(
    r"(?<![\w/.@-])(?<!-n )(?:[\w./]*bin/streetdate|streetdate(?::[\d.]+)?|[\w./]*/run)[ \t]+"
    r"(?!streetdate)([a-z][^\n`]*)"
)
_LIST = re.compile(r'\[("[^"\]]*"(?:,\s*"[^"]*")*)\]')
_CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.S)
_END = re.compile(r";|&&|\|\||\||2?>")
_COMMENT = re.compile(r"(?m)(?:^|[ \t]+)#[ \t].*$")
_COMPOSED = "--entrypoint streetdate schedule "


def calls(path: Path) -> list[list[str]]:
    """Return the arguments of each call: in a page those in code, elsewhere those outside of comments."""
    text = path.read_text(encoding="utf-8")
    pieces = [block or span for block, span in _CODE.findall(text)] if path.suffix == ".md" else [text]
    return [call for piece in pieces for call in _in(_COMMENT.sub("", piece))]


def _in(text: str) -> Iterator[list[str]]:
    for found in _LIST.finditer(text):
        words = json.loads(f"[{found[1]}]")
        if words[0] == "streetdate" or words[0] in VERBS:
            yield words[words[0] == "streetdate" :]
    plain = _LIST.sub("", text).replace('\\"', '"').replace("\\\n", " ").replace(_COMPOSED, "streetdate ")
    for found in _CALL.finditer(plain):
        yield _words(_END.split(found[1])[0])


def _words(text: str) -> list[str]:
    """Split as a shell would; a quote that was opened before the call ends it."""
    try:
        return shlex.split(text)
    except ValueError:
        return _words(text[: max(text.rfind('"'), text.rfind("'"))])


def refusal(arguments: list[str]) -> str:
    """Return why the command line would be refused as it stands; "" where it would not. Nothing is run."""
    command: click.Command = root
    context = click.Context(root, info_name="streetdate", **root.context_settings)
    rest = arguments
    try:
        while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
            inner = command.get_command(context, rest[0])
            if inner is None:
                return f'there is no command "{rest[0]}"'
            command, context, rest = inner, click.Context(inner, info_name=rest[0], parent=context), rest[1:]
        command.make_parser(context).parse_args(list(rest))
    except click.UsageError as error:
        return error.format_message()
    return ""
