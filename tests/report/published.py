"""The published JSON schemas: `python -m tests.report.published` writes them from the documents' own models.

A document's number grows when a reader of the old shape would break; the file of the old number stays.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

import sync.report
from sync.doctor.document import DIAGNOSIS_SCHEMA, DiagnosisDocument
from sync.fleet.document import FLEET_SCHEMA, FleetDocument
from sync.report.document import SCHEMA, CheckDocument
from sync.report.history_document import HISTORY_SCHEMA, HistoryDocument
from sync.report.mapping_document import MAPPING_SCHEMA, MappingDocument
from sync.report.match_document import MATCH_SCHEMA, MatchDocument
from sync.report.plan_document import PLAN_SCHEMA, RUN_SCHEMA, PlanDocument, RunDocument
from sync.report.report_document import REPORT_SCHEMA, ReportDocument
from sync.report.review_document import REVIEW_SCHEMA, ReviewDocument
from sync.report.rules_document import RULES_SCHEMA, RulesDocument
from tests.docs.generated import docstrings

FOLDER = Path(inspect.getfile(sync.report)).parent / "schema"
DOCUMENTS: Mapping[str, type[BaseModel]] = {
    SCHEMA: CheckDocument,
    PLAN_SCHEMA: PlanDocument,
    RUN_SCHEMA: RunDocument,
    MAPPING_SCHEMA: MappingDocument,
    REPORT_SCHEMA: ReportDocument,
    HISTORY_SCHEMA: HistoryDocument,
    MATCH_SCHEMA: MatchDocument,
    REVIEW_SCHEMA: ReviewDocument,
    FLEET_SCHEMA: FleetDocument,
    DIAGNOSIS_SCHEMA: DiagnosisDocument,
    RULES_SCHEMA: RulesDocument,
}
"""Every document by the address that stands in its "schema"."""


def schemas() -> Mapping[str, str]:
    """Return the text of every schema by its file name."""
    return {file_of(address): _schema(address, document) for address, document in DOCUMENTS.items()}


def file_of(address: str) -> str:
    """Return the name of the file that a schema's address stands for."""
    return address.rpartition("/")[2]


def _schema(address: str, document: type[BaseModel]) -> str:
    made = document.model_json_schema(by_alias=True, mode="serialization")
    made["properties"]["schema"]["const"] = address
    for model in _models(document):
        part = made if model is document else made["$defs"][model.__name__]
        for parent in reversed(model.__mro__):
            if issubclass(parent, BaseModel) and parent is not BaseModel:
                for name, words in docstrings(parent).items():
                    part["properties"][name]["description"] = " ".join(words.split())
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address, **made}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield every model that a field leads to, itself included."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models(field.annotation)
    for argument in get_args(annotation):
        yield from _models(argument)


def main() -> None:
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"wrote {name}")


if __name__ == "__main__":
    main()
