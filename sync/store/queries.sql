-- Every statement of the store, by name. The text is the same for SQLite and PostgreSQL; only the sign before a
-- parameter differs, and the store that runs it puts its own.

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

-- name: put_entry
insert into entry (
    workspace, key, tool, container, record, url, source, title, flag, gaps, restored, comment_id, comment_gone, body, mark, told,
    blockers, generation
)
values (
    :workspace, :key, :tool, :container, :record, :url, :source, :title, :flag, :gaps, :restored, :comment_id, :comment_gone, :body,
    :mark, :told, :blockers, :generation
)
on conflict (workspace, key) do update
set url = excluded.url, source = excluded.source, title = excluded.title, flag = excluded.flag, gaps = excluded.gaps,
    restored = excluded.restored, comment_id = excluded.comment_id, comment_gone = excluded.comment_gone, body = excluded.body, mark = excluded.mark,
    told = excluded.told, blockers = excluded.blockers, generation = excluded.generation

-- name: read_entries
select tool, container, record, url, source, title, flag, gaps, restored, comment_id, comment_gone, body, mark, told, blockers,
    generation
from entry where workspace = :workspace order by key

-- name: drop_entry
delete from entry where workspace = :workspace and key = :key

-- name: drop_entries
delete from entry where workspace = :workspace

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

-- name: put_life
insert into life (
    workspace, fingerprint, source, code, severity, release, gap, opened_at, changed_at, waived_at, closed_at, lacked
)
values (
    :workspace, :fingerprint, :source, :code, :severity, :release, :gap, :opened_at, :changed_at, :waived_at,
    :closed_at, :lacked
)
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

-- name: put_event
insert into event (workspace, fingerprint, number, at, turn, severity, message, run)
select :workspace, :fingerprint, coalesce(max(number), 0) + 1, :at, :turn, :severity, :message, :run
from event where workspace = :workspace and fingerprint = :fingerprint

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
values (:workspace, :uid, :sequence, :changed_at, :digest, :cancelled, :body)
on conflict (workspace, uid) do update
set sequence = excluded.sequence, changed_at = excluded.changed_at, digest = excluded.digest,
    cancelled = excluded.cancelled, body = excluded.body

-- name: read_published
select uid, sequence, changed_at, digest, cancelled, body
from published where workspace = :workspace order by uid

-- name: put_run
insert into run (workspace, id, started, as_of, finished, outcome, counts)
values (:workspace, :id, :started, :as_of, :finished, :outcome, :counts)
on conflict (workspace, id) do update
set finished = excluded.finished, outcome = excluded.outcome, counts = excluded.counts

-- name: read_runs
select id, started, as_of, finished, outcome, counts
from run where workspace = :workspace order by started desc, id desc limit :most
