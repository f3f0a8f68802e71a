"""`streetdate doctor` on real files: it names what is wrong, changes nothing, and answers within a second."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sync.cli.root import run
from sync.doctor.document import DiagnosisDocument, diagnosis_document
from sync.doctor.finding import Area, Finding, Level
from sync.store.queries import migrations
from tests.cli.calling import write_plan

NOW = datetime(2099, 8, 3, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Plan:
    """A workspace in a folder."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "streetdate.toml"

    def change(self, before: str, after: str) -> None:
        text = self.config.read_text(encoding="utf-8")
        assert before in text
        self.config.write_text(text.replace(before, after, 1), encoding="utf-8")

    def add(self, text: str) -> None:
        with self.config.open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")


Doctor = Callable[[], DiagnosisDocument]


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Plan:
    """Return a workspace on which one run has been, on a day long after the files were made."""
    looks = count()
    monkeypatch.setattr("sync.bootstrap.real_now", lambda: NOW + timedelta(seconds=next(looks)))
    monkeypatch.setenv("COLUMNS", "100")
    file = write_plan(tmp_path / "plan.xlsx")
    assert run(["init", "workbook", str(file), "--yes", "--time-zone", "UTC"]) == 0
    assert run(["run", "--config", str(tmp_path / "streetdate.toml"), "--as-of", "2026-08-03"]) == 0
    capfd.readouterr()
    return Plan(tmp_path)


@pytest.fixture
def doctor(plan: Plan, capfd: pytest.CaptureFixture[str]) -> Doctor:
    """Call the command and check what it printed against its own schema and exit code."""

    def call() -> DiagnosisDocument:
        code = run(["doctor", "--format", "json", "--config", str(plan.config)])
        document = DiagnosisDocument.model_validate_json(capfd.readouterr().out)
        assert document.exit_code == code
        return document

    return call


def wrong(document: DiagnosisDocument) -> list[tuple[str, str, str]]:
    return [(f.area, f.level, f.what) for f in document.findings if f.level != "ok"]


def test_a_workspace_in_order_has_nothing_to_do(doctor: Doctor) -> None:
    document = doctor()
    assert (document.exit_code, wrong(document)) == (0, [])
    areas = ["settings", "files", "columns", "values", "policy", "store", "clock", "versions"]
    assert list(dict.fromkeys(f.area for f in document.findings)) == areas


def test_nothing_is_changed_by_looking(plan: Plan, doctor: Doctor) -> None:
    def seen() -> dict[str, bytes]:
        return {
            path.name: path.read_bytes() for path in plan.folder.iterdir() if not path.name.endswith(("-shm", "-wal"))
        }

    before = seen()
    doctor()
    assert seen() == before


def test_in_a_terminal_each_line_that_is_not_well_says_what_to_do(
    plan: Plan, capfd: pytest.CaptureFixture[str]
) -> None:
    plan.change('due = "Due date"', 'due = "Deadline"')
    assert run(["doctor", "--config", str(plan.config)]) == 2
    out = capfd.readouterr().out
    assert "  problem  Deliverables: the column" in out
    assert " do  if it is called" in out or " do  bring the column back" in out
    assert out.rstrip().endswith("1 problem, 0 warnings")


def damaged_settings(plan: Plan) -> None:
    plan.change("time_zone =", "timezone =")


def password_in_settings(plan: Plan) -> None:
    plan.add('[store]\nurl = "postgresql://kaya:s3cret@db.example/label"')


def unset_variable(plan: Plan) -> None:
    plan.add('[store]\nurl = "${STREETDATE_TEST_UNSET}"')


def unknown_code(plan: Plan) -> None:
    plan.add('[policy]\noff = ["GAT999"]')


def unknown_waiver(plan: Plan) -> None:
    plan.add('[[waivers]]\ncode = "GAT999"\nrecord = "x"\nreason = "because"\nby = "Kaya"\nuntil = 2098-01-01')


def unknown_meaning(plan: Plan) -> None:
    plan.change('due = "Due date"', 'dew = "Due date"')


def read_only_file(plan: Plan) -> None:
    (plan.folder / "plan.xlsx").chmod(0o444)


@pytest.mark.parametrize(
    ("damage", "area", "words"),
    [
        (damaged_settings, "settings", 'no setting "timezone"; did you mean "time_zone"'),
        (password_in_settings, "settings", '"store.url" holds a password'),
        (unset_variable, "settings", "STREETDATE_TEST_UNSET, which is not set"),
        (unknown_code, "settings", "GAT999"),
        (unknown_waiver, "policy", "GAT999"),
        (unknown_meaning, "settings", '"dew" is no meaning'),
        (read_only_file, "files", "plan.xlsx is read-only"),
    ],
)
def test_what_the_settings_cannot_mean_is_exit_code_2(
    plan: Plan, doctor: Doctor, damage: Callable[[Plan], None], area: str, words: str
) -> None:
    damage(plan)
    document = doctor()
    assert document.exit_code == 2
    (problem,) = [f for f in document.findings if f.level == "problem"]
    assert problem.area == area
    assert words in problem.what
    assert problem.todo
    assert "s3cret" not in document.model_dump_json()


def plan_gone(plan: Plan) -> None:
    (plan.folder / "plan.xlsx").unlink()


def plan_damaged(plan: Plan) -> None:
    (plan.folder / "plan.xlsx").write_bytes(b"PK\x03\x04 and nothing else")


def store_newer(plan: Plan) -> None:
    with closing(sqlite3.connect(plan.folder / "streetdate.db")) as connection, connection:
        connection.execute("insert into migration values (?)", (len(migrations()) + 1,))


def store_overwritten(plan: Plan) -> None:
    for path in plan.folder.glob("streetdate.db*"):
        path.unlink()
    (plan.folder / "streetdate.db").write_bytes(b"not a store at all, but long enough " * 99)


def store_torn(plan: Plan) -> None:
    path = plan.folder / "streetdate.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
        page = connection.execute("select rootpage from sqlite_master where name = 'run_by_start'").fetchone()[0]
        size = connection.execute("pragma page_size").fetchone()[0]
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("damage", "area", "words"),
    [
        (plan_gone, "files", "plan.xlsx"),
        (plan_damaged, "files", "plan.xlsx"),
        (store_newer, "store", "newer Streetdate"),
        (store_overwritten, "store", "damaged, or is no store"),
        (store_torn, "store", "damaged"),
    ],
)
def test_what_cannot_be_read_is_exit_code_3_and_the_rest_is_still_looked_at(
    plan: Plan, doctor: Doctor, damage: Callable[[Plan], None], area: str, words: str
) -> None:
    damage(plan)
    document = doctor()
    assert document.exit_code == 3
    (problem,) = [f for f in document.findings if f.level == "problem"]
    assert problem.area == area
    assert words in problem.what
    assert problem.todo
    assert {"settings", "policy", "versions"} <= {f.area for f in document.findings}


def test_a_plan_that_is_open_in_libreoffice_is_a_warning(plan: Plan, doctor: Doctor) -> None:
    (plan.folder / ".~lock.plan.xlsx#").write_text(
        ",Kaya Muster,kaya,laptop,21.11.2026 10:11,file:///x;", encoding="utf-8"
    )
    document = doctor()
    assert document.exit_code == 0
    assert [(area, level) for area, level, _ in wrong(document)] == [("files", "warning")]
    assert "open in LibreOffice by Kaya" in wrong(document)[0][2]


def test_values_that_are_none_are_told_with_examples(plan: Plan, doctor: Doctor) -> None:
    write_plan(plan.folder / "plan.xlsx", {("Final master", "Due date"): "some day soon"})
    found: list[Any] = [f for f in doctor().findings if f.area == "values" and f.level == "warning"]
    assert [f.what for f in found] == ["Deliverables, due: 1 value could not be read"]
    assert found[0].examples[0].startswith("“some day soon”: ")


def test_the_store_need_not_exist_and_is_not_made(plan: Plan, doctor: Doctor) -> None:
    for path in plan.folder.glob("streetdate.db*"):
        path.unlink()
    assert "no run yet" in [f.what for f in doctor().findings]
    assert not list(plan.folder.glob("streetdate.db*"))


def test_a_store_on_a_server_that_is_down_is_exit_code_3_without_its_password(
    plan: Plan, doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREETDATE_DATABASE_URL", "postgresql://kaya:s3cret@127.0.0.1:1/label")
    plan.add('[store]\nurl = "${STREETDATE_DATABASE_URL}"')
    document = doctor()
    assert document.exit_code == 3
    assert "s3cret" not in document.model_dump_json() and "kaya" not in document.model_dump_json()


def test_the_whole_job_and_the_diagnosis_work_on_postgresql(
    plan: Plan, doctor: Doctor, postgres_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    for path in plan.folder.glob("streetdate.db*"):
        path.unlink()
    (plan.folder / "address").write_text(f"{postgres_url}\n", encoding="utf-8")
    plan.add('[store]\nurl_file = "address"')
    for _ in range(2):
        assert run(["run", "--config", str(plan.config), "--as-of", "2026-08-03"]) == 0
    assert "wrote nothing" in capfd.readouterr().out
    document = doctor()
    assert (document.exit_code, wrong(document)) == (0, [])
    assert any(f.area == "store" and "last good run" in f.what for f in document.findings)
    assert not list(plan.folder.glob("streetdate.db*"))


RECEIVER = '[notify.room]\nurl = "${STREETDATE_TEST_ROOM}"'


def test_a_receiver_is_part_of_the_document(plan: Plan, doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREETDATE_TEST_ROOM", "json://127.0.0.1:9/")
    plan.add(RECEIVER)
    assert "receivers" in {finding.area for finding in doctor().findings}


@pytest.mark.parametrize("area", Area)
@pytest.mark.parametrize("level", Level)
def test_every_finding_fits_into_the_document(area: Area, level: Level) -> None:
    [entry] = diagnosis_document([Finding(area, level, "so it is")]).findings
    assert (entry.area, entry.level) == (area.value, level.value)
