"""An Airtable for tests: what the vendor's API answers, held in memory and served on loopback.

    airtable = Airtable(clock=Clock(), settings=Settings())
    robot = airtable.service_account("Streetdate")
    base = airtable.workspace(FREE).base("Releases")          # or airtable.base("Releases"): no monthly limit
    base.share(robot, Role.CREATE)                            # READ, COMMENT, EDIT; NONE takes it away
    tracks = base.add_table("Tracks", [NewField("Title"), NewField("Status", "singleSelect", ("Todo", "Done"))])
    record = tracks.add({"Title": "One", "Status": "Todo"})   # returns the record's id
    token = airtable.token(robot)                             # scopes=…, bases=[…] restrict it; token.revoked = True
    with serve(airtable) as server:
        api = Api(token.secret, endpoint_url=server.url, retry_strategy=None, timeout=(5, 30))

People's edits are methods; `by=` says who (the owner otherwise), and webhooks learn of them as source `client`:

- records: `table.add`, `edit`, `delete`; `table.cell(record, name)`, `table.row(record)` show what the API would.
- fields: `table.add_field`, `rename_field`, `retype_field`, `delete_field`, `hide_field` (in a view);
  `add_option`, `rename_option`, `delete_option`. `NewField(…, to="Tracks")` links (the other table gets the opposite
  link), `link=` and `of=` name what a lookup, rollup or count looks at, `compute=` makes formulas, rollups, aiText and
  buttons of a `Row`; what it raises shows as `#ERROR!`.
- tables: `base.add_table`, `delete_table`, `table.rename`, `table.add_view(name, keeps=…)`.
- comments: `table.comment(record, text, by=…, parent=…)`, `table.delete_comment`; `table.records[id].comments`.
- people: `airtable.person`, `service_account`, `group`, `base.share`, `base.role`.
- another source: `with base.action(user, Origin.AUTOMATION): table.edit(…)`; one `with` is one transaction.

What a test may look at or bring about: `server.journal`, `server.counts()` (by endpoint: "list_records",
"list_tables", "update_records", "create_comment", "list_payloads" …) and `server.faults`; `airtable.limits.provoked`
and `.refused` (bursts begun and requests wasted in a penalty, by base or account id), `limits.penalize(base.id)`;
`workspace.calls` by month; `airtable.iterators.expire()`; `base.webhooks[id]` (`enabled`, `expires`);
`airtable.clock.advance(seconds)`; every number in `Settings`, which names what the vendor leaves open.

Choices where nothing is documented: a write that changes nothing is no edit; a deleted comment leaves its replies; an
unknown record in a batch is 422 ROW_DOES_NOT_EXIST; typecast adds options for creators only; requests during a penalty
do not make it longer; refused requests spend nothing of the month. Views as a webhook's scope, pings to a
listener, `cellFormat=string`, uploads and the enterprise API are not here.
"""

from tests.standins.airtable.airtable import Airtable
from tests.standins.airtable.application import serve
from tests.standins.airtable.people import SCOPES, Group, Token, User
from tests.standins.airtable.row import Attachment, Row
from tests.standins.airtable.schema import NewField
from tests.standins.airtable.settings import BUSINESS, FREE, TEAM, BurstAnswer, Plan, Role, Settings
from tests.standins.airtable.transactions import Origin

__all__ = [
    "BUSINESS",
    "FREE",
    "SCOPES",
    "TEAM",
    "Airtable",
    "Attachment",
    "BurstAnswer",
    "Group",
    "NewField",
    "Origin",
    "Plan",
    "Role",
    "Row",
    "Settings",
    "Token",
    "User",
    "serve",
]
