"""Kubernetes: each folder gives objects that the cluster knows, and a pod that may do no more than it needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from sync.fleet.folder import settings_files
from tests.infra.files import INFRA, name
from tests.infra.kustomized import kustomized, pod_of

FOLDERS = sorted(path.parent for path in (INFRA / "kubernetes").glob("*/kustomization.yaml"))
DEPLOYED = [folder for folder in FOLDERS if folder.name != "base"]


def pod(folder: Path) -> dict[str, Any]:
    (found,) = [each for each in kustomized(folder) if each["kind"] == "CronJob"]
    return pod_of(found)


def job(folder: Path) -> dict[str, Any]:
    (found,) = [each for each in kustomized(folder) if each["kind"] == "CronJob"]
    spec: dict[str, Any] = found["spec"]
    return spec


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_every_object_is_one_that_the_cluster_knows(folder: Path) -> None:
    for each in kustomized(folder):
        kubernetes_validate.validate(each, kubernetes_validate.latest_version(), strict=True)


def test_a_key_that_the_cluster_does_not_know_is_found() -> None:
    (account,) = [each for each in kustomized(INFRA / "kubernetes" / "base") if each["kind"] == "ServiceAccount"]
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate({**account, "automount": False}, kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_every_file_is_part_of_what_is_applied(folder: Path) -> None:
    wanted = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))
    named = {*wanted["resources"], *(each["path"] for each in wanted.get("patches", []))}
    assert {path.name for path in folder.glob("*.yaml")} - {"kustomization.yaml"} == {
        each for each in named if not each.startswith("..")
    }


@pytest.mark.parametrize("folder", DEPLOYED, ids=name)
def test_a_pod_keeps_the_restricted_standard(folder: Path) -> None:
    found = pod(folder)
    assert found["securityContext"]["runAsNonRoot"] is True
    assert found["securityContext"]["runAsUser"] == 10001
    assert found["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in found["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert "memory" in container["resources"]["limits"]
    assert not {"hostNetwork", "hostPID", "hostIPC"} & set(found)
    assert not [volume for volume in found["volumes"] if "hostPath" in volume]
    (namespace,) = [each for each in kustomized(folder) if each["kind"] == "Namespace"]
    assert namespace["metadata"]["labels"] == {"pod-security.kubernetes.io/enforce": "restricted"}


@pytest.mark.parametrize("folder", DEPLOYED, ids=name)
def test_a_run_has_no_rights_in_the_cluster(folder: Path) -> None:
    assert pod(folder)["automountServiceAccountToken"] is False
    assert not {each["kind"] for each in kustomized(folder)} & {"Role", "RoleBinding", "ClusterRole"}


@pytest.mark.parametrize("folder", DEPLOYED, ids=name)
def test_two_runs_never_overlap_and_none_lasts_for_ever(folder: Path) -> None:
    found = job(folder)
    assert found["concurrencyPolicy"] == "Forbid"
    assert found["jobTemplate"]["spec"]["backoffLimit"] == 0
    assert 0 < found["jobTemplate"]["spec"]["activeDeadlineSeconds"] <= 3600


@pytest.mark.parametrize("folder", DEPLOYED, ids=name)
def test_a_pod_can_write_nowhere_but_on_its_volumes_and_has_all_that_it_mounts(folder: Path) -> None:
    found = pod(folder)
    (container,) = found["containers"]
    assert {each["mountPath"] for each in container["volumeMounts"]} == {"/settings", "/data", "/tmp"}
    assert {each["name"] for each in container["volumeMounts"]} == {each["name"] for each in found["volumes"]}
    assert all(len(volume) == 2 for volume in found["volumes"])


@pytest.mark.parametrize("folder", DEPLOYED, ids=name)
def test_secrets_are_only_referred_to(folder: Path) -> None:
    (container,) = pod(folder)["containers"]
    assert all("value" not in each and "secretKeyRef" in each["valueFrom"] for each in container["env"])
    assert "Secret" not in {each["kind"] for each in kustomized(folder)}


@pytest.mark.parametrize("folder", DEPLOYED, ids=name)
def test_an_image_is_named_by_its_release(folder: Path) -> None:
    (container,) = pod(folder)["containers"]
    _, _, tag = container["image"].rpartition(":")
    assert "/" in container["image"] and tag and tag != "latest"


@pytest.mark.parametrize("folder", DEPLOYED, ids=name)
def test_the_network_policy_is_about_this_pod_and_lets_nobody_in(folder: Path) -> None:
    objects = kustomized(folder)
    (policy,) = [each for each in objects if each["kind"] == "NetworkPolicy"]
    template = job(folder)["jobTemplate"]["spec"]["template"]
    assert policy["spec"]["podSelector"]["matchLabels"].items() <= template["metadata"]["labels"].items()
    assert policy["spec"]["policyTypes"] == ["Ingress", "Egress"] and policy["spec"]["ingress"] == []
    ports = {port["port"] for rule in policy["spec"]["egress"] for port in rule["ports"]}
    assert ports == {53, 443, 5432}


def test_state_on_a_volume_is_kept_and_state_in_postgresql_needs_none() -> None:
    volumes = {folder.name: {each["name"]: each for each in pod(folder)["volumes"]}["data"] for folder in DEPLOYED}
    claims = [each["metadata"]["name"] for each in kustomized(INFRA / "kubernetes" / "sqlite")
              if each["kind"] == "PersistentVolumeClaim"]  # fmt: skip
    assert [volumes["sqlite"]["persistentVolumeClaim"]["claimName"]] == claims
    assert "emptyDir" in volumes["postgres"] and "emptyDir" in volumes["fleet"]


def test_the_pods_of_a_fleet_share_the_whole_folder() -> None:
    found = job(INFRA / "kubernetes" / "fleet")["jobTemplate"]["spec"]
    (container,) = found["template"]["spec"]["containers"]
    assert found["completions"] == found["parallelism"] == 5
    assert container["args"][0].endswith(f'/{found["completions"]}"')


def test_a_config_map_as_it_is_mounted_is_a_folder_of_settings(tmp_path: Path) -> None:
    (tmp_path / "..2026_11_21").mkdir()
    (tmp_path / "..data").symlink_to("..2026_11_21")
    for each in ("streetdate.toml", "owl.toml"):
        (tmp_path / "..data" / each).write_text("", encoding="utf-8")
        (tmp_path / each).symlink_to(f"..data/{each}")
    assert [path.relative_to(tmp_path).as_posix() for path in settings_files(tmp_path)] == [
        "owl.toml",
        "streetdate.toml",
    ]
