-- Every statement of the store, by name. The text is the same for SQLite and PostgreSQL; only the sign before a
-- parameter differs, and the store that runs it puts its own. Many rows come as one JSON object, which either database
-- takes apart by itself: `json_each` gives its keys and values in both. (PostgreSQL's takes no list, and "where true"
-- tells SQLite that "on conflict" is no join.)

-- name: take_lease
-- Nothing comes back while another holder's lease runs.
insert into lease (workspace, holder, taken_at, expires_at)
values (:workspace, :holder, :now, :until)
on conflict (workspace) do update
set holder = excluded.holder, taken_at = excluded.taken_at, expires_at = excluded.expires_at
where lease.holder = excluded.holder or lease.holder = :over or lease.expires_at <= :now
returning holder

-- name: read_lease
select holder, taken_at, expires_at from lease where workspace = :workspace

-- name: drop_lease
delete from lease where workspace = :workspace and holder = :holder

-- name: put_picture
insert into picture (workspace, source, read_at, cursor, tables, records)
values (:workspace, :source, :read_at, :cursor, :tables, :records)
on conflict (workspace, source) do update
set read_at = excluded.read_at, cursor = excluded.cursor, tables = excluded.tables, records = excluded.records

-- name: read_picture
select read_at, cursor, tables, records from picture where workspace = :workspace and source = :source

-- name: put_entries
insert into ledger (workspace, key, body)
select :workspace, key, cast(value as text) from json_each(:entries) where true
on conflict (workspace, key) do update set body = excluded.body

-- name: read_entries
select body from ledger where workspace = :workspace order by key

-- name: drop_entries
delete from ledger where workspace = :workspace and key in (select key from json_each(:forgotten))

-- name: drop_ledger
delete from ledger where workspace = :workspace

-- name: put_receipt
insert into receipt (workspace, run, number, at, tool, container, record, url, kind, remote_id)
select :workspace, :run, coalesce(max(number), 0) + 1, :at, :tool, :container, :record, :url, :kind, :remote_id
from receipt where workspace = :workspace and run = :run

-- name: read_receipts
select run, at, tool, container, record, url, kind, remote_id
from receipt where workspace = :workspace and run = :run order by number

-- name: put_memory
insert into memory (workspace, body) values (:workspace, :body)
on conflict (workspace) do update set body = excluded.body

-- name: read_memory
select body from memory where workspace = :workspace

-- name: put_lives
insert into life (
    workspace, fingerprint, source, code, severity, release, gap, opened_at, changed_at, waived_at, closed_at, lacked
)
select :workspace, key, value->>'source', value->>'code', value->>'severity', value->>'release', value->>'gap',
    value->>'opened_at', value->>'changed_at', value->>'waived_at', value->>'closed_at', value->>'lacked'
from json_each(:lives) where true
on conflict (workspace, fingerprint) do update
set source = excluded.source, severity = excluded.severity, release = excluded.release, gap = excluded.gap,
    opened_at = excluded.opened_at, changed_at = excluded.changed_at, waived_at = excluded.waived_at,
    closed_at = excluded.closed_at, lacked = excluded.lacked

-- name: read_lives
select source, gap, opened_at, changed_at, waived_at, closed_at, lacked
from life where workspace = :workspace and closed_at is null order by opened_at, fingerprint

-- name: read_closed
select source, gap, opened_at, changed_at, waived_at, closed_at, lacked
from life where workspace = :workspace and closed_at >= :since order by closed_at, fingerprint

-- name: put_events
-- The keys are the events' own order, and a gap may have several of them at once.
insert into event (workspace, fingerprint, number, at, turn, severity, message, run)
select :workspace, value->>'fingerprint',
    (
        select coalesce(max(number), 0) from event
        where workspace = :workspace and fingerprint = fresh.value->>'fingerprint'
    ) + row_number() over (partition by value->>'fingerprint' order by cast(key as integer)),
    value->>'at', value->>'turn', value->>'severity', value->>'message', :run
from json_each(:events) as fresh

-- name: read_events
select fingerprint, at, turn, severity, message
from event where workspace = :workspace and fingerprint = :fingerprint order by number

-- name: read_happenings
select event.fingerprint, event.at, event.turn, event.severity, event.message, event.run, life.gap, life.source
from event join life on life.workspace = event.workspace and life.fingerprint = event.fingerprint
where event.workspace = :workspace and event.at >= :since and event.at < :until
order by event.at, event.fingerprint, event.number

-- name: put_published
insert into published (workspace, uid, sequence, changed_at, digest, cancelled, body)
select :workspace, key, cast(value->>'sequence' as integer), value->>'changed_at', value->>'digest',
    cast(value->>'cancelled' as integer), value->>'body'
from json_each(:events) where true
on conflict (workspace, uid) do update
set sequence = excluded.sequence, changed_at = excluded.changed_at, digest = excluded.digest,
    cancelled = excluded.cancelled, body = excluded.body

-- name: read_published
select uid, sequence, changed_at, digest, cancelled, body
from published where workspace = :workspace order by uid

-- name: put_mirror
insert into mirror (workspace, calendar, cursor) values (:workspace, :calendar, :cursor)
on conflict (workspace, calendar) do update set cursor = excluded.cursor

-- name: read_mirrors
select calendar, cursor from mirror where workspace = :workspace order by calendar

-- name: drop_mirror
delete from mirror where workspace = :workspace and calendar = :calendar

-- name: put_mirrored
insert into mirrored (workspace, calendar, key, body)
select :workspace, :calendar, key, cast(value as text) from json_each(:events) where true
on conflict (workspace, calendar, key) do update set body = excluded.body

-- name: read_mirrored
select body from mirrored where workspace = :workspace and calendar = :calendar order by key

-- name: drop_mirrored
delete from mirrored where workspace = :workspace and calendar = :calendar

-- name: put_told
insert into told (workspace, receiver, body) values (:workspace, :receiver, :body)
on conflict (workspace, receiver) do update set body = excluded.body

-- name: read_told
select body from told where workspace = :workspace order by receiver

-- name: put_bulletin
insert into bulletin (workspace, body) values (:workspace, :body)
on conflict (workspace) do update set body = excluded.body

-- name: read_bulletin
select body from bulletin where workspace = :workspace

-- name: drop_bulletin
delete from bulletin where workspace = :workspace

-- name: put_run
insert into run (workspace, id, started, as_of, finished, outcome, counts)
values (:workspace, :id, :started, :as_of, :finished, :outcome, :counts)
on conflict (workspace, id) do update
set started = excluded.started, finished = excluded.finished, outcome = excluded.outcome, counts = excluded.counts

-- name: read_runs
select id, started, as_of, finished, outcome, counts
from run where workspace = :workspace order by started desc, id desc limit :most
