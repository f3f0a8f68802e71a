"""Version 2022-06-28, as far as it shows that a client pins a newer one: a database is its own one table."""

from __future__ import annotations

from tests.standins.notion import showing
from tests.standins.notion.call import Call
from tests.standins.notion.pages import only_source
from tests.standins.notion.queries import Cursors, query
from tests.standins.notion.state import Capability, Json


def retrieve_database(call: Call, database_id: str) -> Json:
    """Answer a database with the schema of its only data source."""
    call.need(Capability.READ_CONTENT)
    source = only_source(call, database_id)
    answer = showing.database(call, call.database(database_id)) | {"properties": showing.schema(call, source)}
    del answer["data_sources"]
    return answer


def query_database(call: Call, cursors: Cursors, database_id: str) -> Json:
    """Answer the rows of a database's only data source."""
    answer = query(call, cursors, only_source(call, database_id).id)
    for row in answer["results"]:
        row["parent"] = {"type": "database_id", "database_id": database_id}
    return answer | {"type": "page_or_database", "page_or_database": {}}
