-- The ledger is asked for whole and by key, never by what it says: an entry is one JSON text, of which a part that says
-- nothing is left out. `to_json` is PostgreSQL's; a SQLite store is handed one when it is brought up to date.

create table ledger (
    workspace text not null,
    key text not null,
    body text not null,
    primary key (workspace, key)
);

insert into ledger (workspace, key, body)
select workspace, key,
    '{"ref":{"tool":' || to_json(tool) || ',"container":' || to_json(container) || ',"record":' || to_json(record)
    || ',"url":' || to_json(url) || '},"source":' || to_json(source) || ',"title":' || to_json(title)
    || ',"flag":' || to_json(flag) || ',"gaps":' || to_json(gaps)
    || ',"restored":' || case restored when 0 then 'false' else 'true' end || ',"comment_id":' || to_json(comment_id)
    || ',"comment_gone":' || case comment_gone when 0 then 'false' else 'true' end || ',"body":' || to_json(body)
    || ',"mark":' || to_json(mark) || ',"told":' || told || ',"blockers":' || blockers
    || ',"generation":' || generation || '}'
from entry;

drop table entry;
