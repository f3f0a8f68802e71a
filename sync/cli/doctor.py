"""`streetdate doctor`: what could keep it from working here, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import click

from sync.cli.options import config_option, format_option


@click.command()
@config_option
@format_option("text", "json")
def command(config: Path, format_: str) -> int:
    """Look at settings, files, columns, policy, store, clock and versions, and say what to do. Changes nothing.

    Exit codes: 0 nothing is in the way; 2 a problem in the settings; 3 something could not be read.
    """
    from sync import bootstrap
    from sync.doctor.checks import examine
    from sync.doctor.finding import exit_code
    from sync.doctor.gather import gather

    findings = examine(gather(config, bootstrap.real_now))
    if format_ == "json":
        from sync.doctor.document import diagnosis_document

        click.echo(diagnosis_document(findings).model_dump_json(by_alias=True, indent=2))
    else:
        from rich.console import Console

        from sync.doctor.terminal import print_diagnosis

        print_diagnosis(Console(), findings)
    return exit_code(findings)
