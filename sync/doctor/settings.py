"""Whether the settings can be used, and the files that they name. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from sync.doctor.facts import Facts, FileFacts, SourceFacts
from sync.doctor.finding import Area, Finding, Level


def of_settings(facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with the settings file, or that it is read."""
    troubles = [
        trouble for trouble in (facts.settings, facts.policy_trouble, *facts.more_trouble) if trouble is not None
    ]
    for trouble in troubles:
        yield Finding(Area.SETTINGS, Level.PROBLEM, trouble.what, trouble.todo)
    if not troubles:
        sources = len(facts.sources)
        yield Finding(
            Area.SETTINGS,
            Level.OK,
            f'{facts.config}: workspace "{facts.workspace}", {sources} source{"s" if sources != 1 else ""}',
        )


def of_files(facts: Facts) -> Iterator[Finding]:
    """Yield for every source whether it can be read, and for every file whether it can be written where it is to be."""
    troubled = {source.name for source in facts.sources if source.trouble is not None}
    for source in facts.sources:
        if source.trouble is not None:
            if any(tried.granted is False and tried.why == source.trouble.what for tried in source.access):
                continue  # It is told already, as the right that it is about.
            yield Finding(_area(source), Level.PROBLEM, source.trouble.what, source.trouble.todo, unread=True)
        elif source.pull is not None and not source.pull.complete:
            yield Finding(
                _area(source),
                Level.PROBLEM,
                f"{source.name}: not read completely: {source.pull.error or 'the tool gave only a part'}",
                "nothing is concluded from what was not seen; run again when it can be read",
                unread=True,
            )
    for file in facts.files:
        against = list(_against_writing(file)) if file.found else []
        yield from against
        if file.found and not against and file.source not in troubled:
            yield Finding(Area.FILES, Level.OK, f"{file.name}: can be read{' and written' if file.written else ''}")


def _area(source: SourceFacts) -> Area:
    return Area.FILES if source.file else Area.ACCESS


def _against_writing(file: FileFacts) -> Iterator[Finding]:
    if file.held is not None:
        yield Finding(Area.FILES, Level.WARNING, file.held.what, file.held.todo)
    if not file.written:
        return
    if not file.writable:
        yield Finding(
            Area.FILES,
            Level.PROBLEM,
            f"{file.name} is read-only, and the settings want flags and comments written into it",
            f"allow writing to it, or set sources.{file.source}.write = false to only read it",
        )
    if not file.folder_writable:
        yield Finding(
            Area.FILES,
            Level.PROBLEM,
            f"the folder of {file.name} is read-only: a new version is written beside the file and put in its place",
            f"allow writing to the folder, or set sources.{file.source}.write = false to only read the file",
        )
