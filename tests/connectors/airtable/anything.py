"""Any JSON, bent towards the keys and types that Airtable uses."""

from __future__ import annotations

from hypothesis import strategies as st

_KEYS = st.sampled_from(
    [
        "id", "name", "email", "text", "value", "state", "filename", "url", "size", "error", "specialValue", "type",
        "options", "result", "choices", "isValid", "fields", "linkedTableId", "tables", "commentCount",
        "changedTablesById", "createdTablesById", "destroyedTableIds", "createdRecordsById", "changedRecordsById",
        "destroyedRecordIds", "recordsById", "payloads", "cursor", "mightHaveMore", "payloadFormat", "code",
    ]
)  # fmt: skip
_WORDS = st.one_of(
    st.text(st.characters()),
    st.sampled_from(
        ["usr1", "ugp1", "rec1", "2026-03-06", "2026-03-06T09:00:00.000Z", "\ud800", "\x00", "loading", "formula"]
    ),
)
_SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _WORDS)

ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS | _WORDS, inner, max_size=4),
    max_leaves=12,
)
