"""The image: what the recipe promises, and that its steps lead to a program that runs where nothing may be written."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.infra.files import INFRA, ROOT, complaints, tool, yaml_in
from tests.infra.recipe import DOCKERFILE, Building, context_files, stages

COMPOSE = INFRA / "container" / "compose.yaml"
LARGEST = 130
"""MB that the program may take beside its base image; there is no reason to come near it unnoticed."""
SOURCE = "[sources.plan]"


def test_hadolint_has_nothing_to_say() -> None:
    assert not complaints(tool("hadolint"), "--failure-threshold", "style", DOCKERFILE)


def test_the_base_is_one_image_and_stays_it() -> None:
    arguments, (build, final) = stages()
    assert re.fullmatch(r"python:3\.11\.\d+-slim-bookworm@sha256:[0-9a-f]{64}", arguments["PYTHON"])
    assert (build.base, final.base) == ("${PYTHON} AS build", "${PYTHON}")


def test_it_is_run_by_a_number_that_is_not_root_and_owns_only_its_data() -> None:
    _, (_, final) = stages()
    assert final.last("USER") == "10001:10001"
    assert "--uid 10001" in final.last("RUN")
    assert final.last("VOLUME") == "/data"
    assert [step.does for step in final.steps].index("VOLUME") > [step.does for step in final.steps].index("RUN")
    assert "chown" not in final.last("COPY")


def test_what_is_installed_is_what_the_lock_file_says() -> None:
    _, (build, _) = stages()
    installs = [step.says for step in build.steps if "pip install" in step.says]
    assert "--require-hashes" in installs[0] and "-r requirements.lock" in installs[0]
    assert all("--no-deps" in each for each in installs[1:])
    assert "psycopg-binary==" in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_a_container_says_whether_runs_still_finish() -> None:
    _, (_, final) = stages()
    check = final.last("HEALTHCHECK")
    assert json.loads(check[check.index("[") :])[:2] == ["streetdate", "health"]
    assert json.loads(final.last("ENTRYPOINT")) == ["streetdate"]


def test_nothing_gets_into_the_image_that_it_is_not_made_of() -> None:
    tops = {file.relative_to(ROOT).parts[0] for file in context_files()}
    assert tops == {"requirements.lock", "pyproject.toml", "README.md", "LICENSE", "rules", "connectors", "sync"}
    assert not any("__pycache__" in file.parts for file in context_files())


def test_the_composition_is_valid_and_gives_no_more_than_needed() -> None:
    assert not complaints(tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", COMPOSE)
    (service,) = yaml_in(COMPOSE)["services"].values()
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"] == "10001:10001"
    assert not service["image"].endswith(":latest") and ":" in service["image"]
    assert not {"privileged", "ports", "network_mode", "pid", "devices", "cap_add"} & set(service)
    assert (COMPOSE.parent / service["build"]["context"] / service["build"]["dockerfile"]).resolve() == DOCKERFILE


def test_the_steps_lead_to_a_small_program_that_runs_where_nothing_may_be_written(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    # One test, for the steps take a minute and workers of the test run share no fixture.
    program = _installed(tmp_path_factory.mktemp("image"), tmp_path_factory.mktemp("home"))
    _holds_what_the_project_asks_for(program)
    _finds_gaps(program, tmp_path_factory.mktemp("mounted"))
    _is_compiled_without_what_built_it(program)
    size = sum(path.lstat().st_size for path in program.rglob("*") if not path.is_symlink())
    assert size / 1e6 < LARGEST, f"{size / 1e6:.0f} MB"


def _installed(root: Path, home: Path) -> Path:
    """Carry out the recipe's build stage; return the folder of the program."""
    _, (build, _) = stages()
    try:
        Building(root, home).carry_out(build)
    except subprocess.CalledProcessError as error:
        asked = [tool("python"), "-m", "pip", "download", "--quiet", "--no-deps", "--dest", home, "editables"]
        if subprocess.run(asked, capture_output=True, check=False).returncode:
            pytest.skip("the recipe cannot be carried out: the package registry does not answer")
        raise AssertionError(f"the recipe fails in: {error.cmd[-1]}") from error
    return root / "opt" / "streetdate"


def _finds_gaps(program: Path, folder: Path) -> None:
    settings, data = folder / "settings", folder / "data"
    settings.mkdir()
    data.mkdir()
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(data), "PYTHONDONTWRITEBYTECODE": "1"}

    def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program / "bin" / "streetdate", *arguments],
            env=environment,
            cwd=data,
            capture_output=True,
            text=True,
            check=False,
        )

    assert call("demo", "--dir", data / "demo").returncode == 0
    config = (data / "demo" / "streetdate.toml").read_text(encoding="utf-8")
    before, _, after = config.replace('file = "plan.xlsx"', f'file = "{data}/demo/plan.xlsx"').partition(SOURCE)
    sample = (INFRA / "settings" / "volume.toml").read_text(encoding="utf-8")
    where = sample[sample.index("[store]") : sample.index(SOURCE)].replace("/data", str(data))
    (settings / "streetdate.toml").write_text(f"{before}{where}{SOURCE}{after}", encoding="utf-8")

    first, second = (call("run", "--config", settings / "streetdate.toml") for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "wrote nothing" in second.stdout
    assert {"report.html", "report.json", "milestones.ics", "streetdate.db"} <= {each.name for each in data.iterdir()}
    assert [each.name for each in settings.iterdir()] == ["streetdate.toml"]


def _holds_what_the_project_asks_for(program: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    names = [re.split(r"[\[>=<; ]", each)[0] for each in asked]
    code = f"""
from importlib.metadata import PackageNotFoundError, version
for name in {names!r}:
    try: version(name)
    except PackageNotFoundError: print(name)
"""
    assert not _python(program, code), "requirements.lock lacks these: make it anew (infra/decisions/0003)"
    code = (
        "import notion_client, pyairtable, psycopg, icalendar, googleapiclient.discovery as google;"
        "google.build('calendar', 'v3', developerKey='none'); print(psycopg.pq.__impl__)"
    )
    assert _python(program, code) == "binary"


def _python(program: Path, code: str) -> str:
    done = subprocess.run(
        [program / "bin" / "python", "-c", code],
        env={"PATH": "/usr/bin:/bin", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _is_compiled_without_what_built_it(program: Path) -> None:
    packages = next(program.glob("lib/python*/site-packages"))
    assert not [path for path in packages.rglob("*.py") if not (path.parent / "__pycache__").is_dir()]
    left = {path.name.split("-")[0] for path in packages.glob("*.dist-info")}
    assert not left & {"pip", "setuptools", "hatchling", "editables", "pathspec", "pluggy", "trove_classifiers"}
    documents = packages / "googleapiclient" / "discovery_cache" / "documents"
    assert [path.name for path in documents.iterdir()] == ["calendar.v3.json"]
