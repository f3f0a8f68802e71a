"""The published schemas are those of the code, and real documents keep to them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator, ValidationError

from rules.model import Unknown
from rules.samples import at, gate, handoff, release, work
from sync.cli.root import root
from sync.demo.settings import write_settings
from sync.demo.workbook import write_plan
from sync.fleet.document import FLEET_SCHEMA, fleet_document
from sync.fleet.outcome import Outcome, Row
from sync.report.history_document import HISTORY_SCHEMA
from sync.report.report_document import REPORT_SCHEMA, ReportDocument, report_document
from tests.docs.generated import DEMO_DAY
from tests.report.published import DOCUMENTS, FOLDER, file_of, schemas
from tests.report.reporting import life_of, page_of, result_of

LATER: Mapping[str, set[str]] = {REPORT_SCHEMA: {"measures"}}
"""Likewise what some documents have had from the beginning."""


def validator(address: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / file_of(address)).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("name", schemas())
def test_the_published_schema_is_that_of_the_code(name: str) -> None:
    published = (FOLDER / name).read_text(encoding="utf-8")
    assert published == schemas()[name], "run: python -m tests.report.published"


def test_no_schema_is_published_for_which_there_is_no_document() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(schemas())


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every document that the verbs print about the demonstration's plan, by its schema."""
    folder = tmp_path_factory.mktemp("demo")
    plan, config = folder / "plan.xlsx", folder / "streetdate.toml"
    write_plan(plan, DEMO_DAY)
    as_of = ["--config", str(config), "--as-of", f"{DEMO_DAY}T10:00", "--format", "json"]

    def call(*arguments: str) -> Any:
        done = CliRunner().invoke(root, arguments, standalone_mode=False)
        assert done.exception is None, done.output
        return json.loads(done.stdout)

    made = [call("init", "workbook", str(plan), "--yes", "--format", "json")]
    config.unlink()
    write_settings(plan, config, "#")
    made += [call("check", *as_of), call("plan", *as_of), call("run", *as_of), call("report", *as_of, "--out", "-")]
    made += [call("report", "--config", str(config), "--history", "Cover artwork", "--format", "json")]
    made += [call("match", "--config", str(config), "--format", "json")]
    made += [call("review", "--month", "--config", str(config), "--format", "json")]
    made += [call("doctor", "--config", str(config), "--format", "json")]
    made += [call("fleet", str(folder), "--check", "--workers", "1", "--format", "json")]
    made += [call("rules", "--format", "json")]
    made += [json.loads((folder / "report.json").read_text(encoding="utf-8"))]
    return {document["schema"]: document for document in made}


@pytest.mark.parametrize("address", DOCUMENTS)
def test_what_the_verbs_print_keeps_to_the_schema(address: str, documents: dict[str, Any]) -> None:
    validator(address).validate(documents[address])


@pytest.mark.parametrize("address", DOCUMENTS)
def test_a_document_that_lacks_a_part_or_has_one_too_many_does_not(address: str, documents: dict[str, Any]) -> None:
    document = documents[address]
    # What was added to a number later is no part of the documents that were made before.
    later = ({"milestones", "calendars", "living", "messages"} & set(document)) | LATER.get(address, set())
    validator(address).validate({key: value for key, value in document.items() if key not in later})
    for name in set(document) - later:
        with pytest.raises(ValidationError):
            validator(address).validate({key: value for key, value in document.items() if key != name})
    for wrong in ({**document, "more": 1}, {**document, "schema": "https://elsewhere.example/1.json"}):
        with pytest.raises(ValidationError):
            validator(address).validate(wrong)


def reported(make: Callable[[], ReportDocument]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(make().model_dump_json(by_alias=True))
    validator(document["schema"]).validate(document)
    return document


def test_turns_carry_the_texts_of_their_gaps() -> None:
    plan = release(work("Final master"), work("Mix", "Mara"))
    first = result_of(plan)
    gone = life_of(first, "OWN001", title="Teaser video", fingerprint="f00d", message="Teaser video has no owner")
    known = [life for life in first.turns.lives.values() if life.gap.code == "OWN001"]
    result = result_of(plan, before=[*known, gone])
    document = reported(lambda: report_document(page_of(result), result))
    turned = {entry["code"]: (entry["turned"], entry["message"]) for entry in document["violations"]}
    assert turned["OWN001"] == ("still open", "Final master has no owner")
    assert {turn for turn, _ in turned.values()} == {"new", "still open"}
    assert [(entry["fingerprint"], entry["message"]) for entry in document["closed"]] == [
        ("f00d", "Teaser video has no owner")
    ]


def test_a_source_that_was_down_is_told_and_what_it_hid_is_kept() -> None:
    gone = life_of(result_of(release(work("Final master"))), "OWN001", fingerprint="f00d")
    result = result_of(release(work("Mix", "Mara")), before=[gone], down="plan.xlsx does not answer")
    document = reported(lambda: report_document(page_of(result), result))
    assert (document["closed"], [entry["fingerprint"] for entry in document["kept"]]) == ([], ["f00d"])
    assert document["sources"][0]["complete"] is False
    assert document["troubles"] == ["plan could not be read: plan.xlsx does not answer"]


def test_unknown_is_told_apart_from_empty() -> None:
    seen = work("Mix", "Mara", due=None)
    dark = work("Final master", "Jo", due=Unknown.UNREADABLE, state=Unknown.UNREADABLE, owners=Unknown.TRUNCATED)
    result = result_of(release(seen, dark, date=Unknown.UNREADABLE))
    [known] = reported(lambda: report_document(page_of(result), result))["releases"]
    rows = {row["title"]: (row["due"], row["unknown"]) for row in known["deliverables"]}
    assert rows == {"Mix": (None, []), "Final master": (None, ["owners", "state", "due"])}
    assert (known["date"], known["unknown"]) == (None, ["date"])


@pytest.mark.parametrize("title", ["<script>", "💿\u202e", "x" * 10_000, '"quoted"\\'])
def test_hostile_titles_are_only_text(title: str) -> None:
    plan = release(
        work(title, title),
        handoffs=(handoff(title, sender=title, receiver="Jo", sent_at=at("2026-07-29 09:00")),),
        gates=(gate(title, title),),
        title=title,
    )
    result = result_of(plan)
    document = reported(lambda: report_document(page_of(result), result))
    assert document["releases"][0]["title"] == title


def test_an_empty_plan_is_a_document_too() -> None:
    result = result_of()
    document = reported(lambda: report_document(page_of(result), result))
    assert (document["violations"], document["releases"], document["counts"]["blocker"]) == ([], [], 0)


def test_history_has_a_schema(documents: dict[str, Any]) -> None:
    assert {event["turn"] for gap in documents[HISTORY_SCHEMA]["gaps"] for event in gap["events"]} == {"opened"}


def test_the_package_carries_its_schemas() -> None:
    assert Path("sync/report/schema") == FOLDER.relative_to(FOLDER.parent.parent.parent)


@pytest.mark.parametrize("outcome", Outcome)
def test_a_fleet_keeps_to_its_schema_however_its_runs_end(outcome: Outcome) -> None:
    row = Row("a/streetdate.toml", "a", 3, outcome, said="plan.xlsx does not answer", warnings=("no mail was sent",))
    document = json.loads(fleet_document([row], 3, 1.5).model_dump_json(by_alias=True))
    validator(FLEET_SCHEMA).validate(document)
    assert (document["schema"], document["workspaces"][0]["outcome"]) == (FLEET_SCHEMA, outcome.value)
