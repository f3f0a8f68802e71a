"""The README's commands for Notion do what it says, in its order."""

from __future__ import annotations

import re

from tests.cli.calling import Cli
from tests.docs.generated import README
from tests.standins.serving import Server


def test_the_commands_for_notion_run_in_their_order(cli: Cli, server: Server) -> None:
    section = README.read_text(encoding="utf-8").partition("## Notion\n")[2].partition("\n## ")[0]
    commands = re.findall(r"(?m)^ *\./run ([a-z ]+?)(?:  .*)?$", section)
    assert commands == ["init notion", "doctor", "plan", "run"]
    for command in commands:
        answers = ("--address", server.url, "--yes", "--make-columns", "--time-zone", "UTC")
        ended = cli(*command.split(), *(answers if command == "init notion" else ()))
        assert (command, ended.code) == (command, 0), ended.err
