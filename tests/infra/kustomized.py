"""What kustomize makes of a folder, as far as ours use it: resources, merged patches, namespace, image names."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

_KNOWN = {"apiVersion", "kind", "namespace", "resources", "patches", "images"}
_LISTS_BY_NAME = {"containers", "volumes", "env"}


def kustomized(folder: Path) -> list[dict[str, Any]]:
    """Return the objects that `kubectl apply -k` would send."""
    wanted = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))
    assert set(wanted) <= _KNOWN, f"{folder.name}: this does not know {set(wanted) - _KNOWN}"
    objects: list[dict[str, Any]] = []
    for resource in wanted.get("resources", []):
        path = folder / resource
        objects += (
            kustomized(path)
            if path.is_dir()
            else [deepcopy(each) for each in yaml.safe_load_all(path.read_text(encoding="utf-8"))]
        )
    for patch in wanted.get("patches", []):
        change = yaml.safe_load((folder / patch["path"]).read_text(encoding="utf-8"))
        (place,) = [at for at, each in enumerate(objects) if _identity(each) == _identity(change)]
        objects[place] = _merged(objects[place], change)
    for each in objects:
        if each["kind"] != "Namespace":
            each["metadata"]["namespace"] = wanted["namespace"]
        for image in wanted.get("images", []):
            for container in pod_of(each).get("containers", []):
                if container["image"] == image["name"]:
                    container["image"] = f"{image['newName']}:{image['newTag']}"
    return objects


def pod_of(each: dict[str, Any]) -> dict[str, Any]:
    """Return the pod that a cron job starts; {} for anything else."""
    if each["kind"] != "CronJob":
        return {}
    found: dict[str, Any] = each["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    return found


def _identity(each: dict[str, Any]) -> tuple[str, str]:
    return each["kind"], each["metadata"]["name"]


def _merged(old: Any, new: Any, key: str = "") -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        whole = {name: _merged(old.get(name), value, name) for name, value in new.items()}
        return {name: value for name, value in {**old, **whole}.items() if value is not None}
    if key in _LISTS_BY_NAME and isinstance(old, list):
        named = {each["name"]: each for each in old}
        for each in new:
            named[each["name"]] = _merged(named.get(each["name"], {}), each)
        return list(named.values())
    return new
