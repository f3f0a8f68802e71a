"""The published JSON schemas, made from the documents themselves: `schema/NAME-VERSION.json` beside this file.

A document's number grows when a reader of the old shape would break; the file of the old number stays.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel

from sync.report.document import SCHEMA, CheckDocument
from sync.report.history_document import HISTORY_SCHEMA, HistoryDocument
from sync.report.mapping_document import MAPPING_SCHEMA, MappingDocument
from sync.report.plan_document import PLAN_SCHEMA, RUN_SCHEMA, PlanDocument, RunDocument
from sync.report.report_document import REPORT_SCHEMA, ReportDocument

DOCUMENTS: Mapping[str, type[BaseModel]] = {
    SCHEMA: CheckDocument,
    PLAN_SCHEMA: PlanDocument,
    RUN_SCHEMA: RunDocument,
    MAPPING_SCHEMA: MappingDocument,
    REPORT_SCHEMA: ReportDocument,
    HISTORY_SCHEMA: HistoryDocument,
}
"""Every document by the address that stands in its "schema"."""


def schemas() -> Mapping[str, str]:
    """Return the text of every schema by its file name."""
    return {address.rpartition("/")[2]: _schema(address, document) for address, document in DOCUMENTS.items()}


def _schema(address: str, document: type[BaseModel]) -> str:
    made = document.model_json_schema(by_alias=True, mode="serialization")
    made["properties"]["schema"]["const"] = address
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address, **made}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
