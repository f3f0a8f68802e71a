"""Google Cloud and AWS: what Terraform would refuse, and what must never be granted, is found here."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.infra.files import INFRA, name, without_comments
from tests.infra.terraform import CLOUDS, attributes, declared, facts, references, text_of

FILES = [path for cloud in CLOUDS for path in sorted((INFRA / cloud).glob("*.tf"))]
GRANTED_ON_GOOGLE = {
    "roles/run.invoker",
    "roles/secretmanager.secretAccessor",
    "roles/storage.objectViewer",
}
GRANTED_ON_AWS = {
    "sts:AssumeRole",
    "secretsmanager:GetSecretValue",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
    "ecr:GetAuthorizationToken",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "ecs:RunTask",
    "iam:PassRole",
    "sns:Publish",
}
OF_ALL_RESOURCES = {"ecr:GetAuthorizationToken"}
"""AWS knows this right for no single resource."""


@pytest.mark.parametrize("cloud", CLOUDS)
def test_every_attribute_is_one_that_the_provider_has(cloud: str) -> None:
    known = facts(cloud).known
    unknown = {path: names - known.get(path, frozenset()) for path, names in attributes(cloud)}
    assert not {path: names for path, names in unknown.items() if names}
    assert all(path in known for path, _ in attributes(cloud))


@pytest.mark.parametrize("cloud", CLOUDS)
def test_every_attribute_that_the_provider_requires_is_there(cloud: str) -> None:
    required = facts(cloud).required
    missing = {path: required[path] - names for path, names in attributes(cloud)}
    assert not {path: names for path, names in missing.items() if names}


@pytest.mark.parametrize("cloud", CLOUDS)
def test_every_attribute_that_is_read_is_given_back(cloud: str) -> None:
    given_back = facts(cloud).given_back
    assert all(names <= given_back[kind] for kind, names in references(cloud).items())


@pytest.mark.parametrize("cloud", CLOUDS)
def test_nothing_is_kept_of_a_provider_that_is_not_used(cloud: str) -> None:
    kept = facts(cloud)
    used: dict[str, set[str]] = {}
    for path, names in attributes(cloud):
        used.setdefault(path, set()).update(names)
    assert {path: set(names) for path, names in kept.known.items()} == used
    assert {kind: set(names) for kind, names in kept.given_back.items()} == references(cloud)


@pytest.mark.parametrize("cloud", CLOUDS)
def test_the_provider_is_pinned_to_what_was_looked_at(cloud: str) -> None:
    ((_, wanted),) = [each for each in declared(cloud, "terraform") if each[0] == "required_providers"]
    major, minor, _ = facts(cloud).version.split(".")
    assert wanted[0][cloud]["version"].strip('"') == f"~> {major}.{minor}"


@pytest.mark.parametrize("cloud", CLOUDS)
def test_every_variable_is_described_typed_and_used(cloud: str) -> None:
    used = set(re.findall(r"\bvar\.(\w+)", re.sub(r"(?ms)^variable .*?^}", "", text_of(cloud))))
    variables = dict(declared(cloud, "variable"))
    assert set(variables) == used
    assert all({"description", "type"} <= set(body) for body in variables.values())
    assert all("description" in body for _, body in declared(cloud, "output"))


@pytest.mark.parametrize("cloud", CLOUDS)
def test_every_reference_leads_to_something_declared(cloud: str) -> None:
    text = without_comments(text_of(cloud))
    resources = {label for label, _ in declared(cloud, "resource")}
    data = {f"data.{label}" for label, _ in declared(cloud, "data")}
    pattern = rf"(?<![\w./])(?:data\.)?{cloud}_\w+\.\w+"
    assert set(re.findall(pattern, text)) <= resources | data
    assert set(re.findall(r"\blocal\.(\w+)", text)) <= {key for key, _ in declared(cloud, "locals")}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nothing_secret_stands_in_the_files_or_would_stand_in_the_state(path: Any) -> None:
    text = without_comments(path.read_text(encoding="utf-8"))
    assert not re.search(r"(?i)secret(_data|_string|_version\")|(password|token|api_key)\s*=\s*\"[^\"$]", text)


def test_google_grants_what_is_listed_and_never_on_the_whole_project() -> None:
    grants = [(label, body) for label, body in declared("google", "resource") if "_iam_" in label]
    assert {body["role"].strip('"') for _, body in grants} == GRANTED_ON_GOOGLE
    assert not [label for label, _ in grants if label.startswith(("google_project_iam", "google_folder", "google_org"))]
    assert not re.search(r"allUsers|allAuthenticatedUsers|roles/(owner|editor|viewer)\b", text_of("google"))


def test_google_runs_and_starts_it_as_two_accounts_that_are_its_own() -> None:
    resources = dict(declared("google", "resource"))
    (inner,) = resources["google_cloud_run_v2_job.run"]["template"][0]["template"]
    assert inner["service_account"] == "${google_service_account.run.email}"
    (target,) = resources["google_cloud_scheduler_job.start"]["http_target"]
    assert target["oauth_token"][0]["service_account_email"] == "${google_service_account.schedule.email}"


def test_every_bucket_is_closed_to_the_public() -> None:
    buckets = [body for label, body in declared("google", "resource") if label.startswith("google_storage_bucket.")]
    assert buckets and all(body["public_access_prevention"].strip('"') == "enforced" for body in buckets)


def statements() -> list[dict[str, Any]]:
    return [
        statement
        for label, body in declared("aws", "data")
        if label.startswith("aws_iam_policy_document.")
        for statement in body["statement"]
    ]


def _texts(values: Any) -> list[str]:
    return [value.strip('"') for value in values] if isinstance(values, list) else [values]


def test_aws_grants_what_is_listed_and_no_wildcard() -> None:
    assert {action for each in statements() for action in _texts(each["actions"])} == GRANTED_ON_AWS
    for each in statements():
        if "*" in _texts(each.get("resources", [])):
            assert set(_texts(each["actions"])) <= OF_ALL_RESOURCES
    policies = [label for label, _ in declared("aws", "resource") if "policy_attachment" in label]
    assert not policies


def test_aws_hands_on_only_the_preparing_role_and_only_to_tasks() -> None:
    (each,) = [each for each in statements() if "iam:PassRole" in _texts(each["actions"])]
    assert _texts(each["resources"]) == ["${aws_iam_role.prepare.arn}"]
    assert _texts(each["condition"][0]["values"]) == ["ecs-tasks.amazonaws.com"]


def test_a_task_on_aws_has_no_identity_no_ports_and_nothing_to_write_on_but_its_volume() -> None:
    resources = dict(declared("aws", "resource"))
    task = resources["aws_ecs_task_definition.run"]
    assert "task_role_arn" not in task
    written = text_of("aws")
    assert re.search(r"readonlyRootFilesystem\s*=\s*true", written)
    assert re.search(r'user\s*=\s*"10001:10001"', written)
    assert re.search(r'drop = \["ALL"\]', written) and "portMappings" not in written
    assert not [label for label in resources if "ingress" in label]


@pytest.mark.parametrize("cloud", CLOUDS)
def test_the_release_is_named_and_never_the_latest(cloud: str) -> None:
    release = dict(declared(cloud, "variable"))["release"]
    assert "default" not in release
    assert 'var.release != "latest"' in text_of(cloud)
    assert not re.search(r":latest\b", text_of(cloud))


@pytest.mark.parametrize("cloud", CLOUDS)
def test_somebody_hears_of_a_run_that_failed_and_of_none_at_all(cloud: str) -> None:
    alarms = {label.rpartition(".")[2] for label, _ in declared(cloud, "resource")}
    assert {"failed", "silent"} <= alarms
