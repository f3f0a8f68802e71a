-- The first shape of the store. Instants are ISO 8601 text in UTC, so that they sort as they follow each other; lists
-- and mappings are JSON text.

create table lease (
    workspace text not null primary key,
    holder text not null,
    taken_at text not null,
    expires_at text not null
);

create table picture (
    workspace text not null,
    source text not null,
    read_at text not null,
    cursor text not null,
    tables text not null,
    records text not null,
    primary key (workspace, source)
);

create table entry (
    workspace text not null,
    key text not null,
    tool text not null,
    container text not null,
    record text not null,
    url text not null,
    source text not null,
    title text not null,
    flag text not null,
    gaps text not null,
    restored integer not null,
    comment_id text not null,
    comment_gone integer not null,
    body text not null,
    mark text not null,
    told text not null,
    blockers text not null,
    generation integer not null,
    primary key (workspace, key)
);

create table receipt (
    workspace text not null,
    run text not null,
    number integer not null,
    at text not null,
    tool text not null,
    container text not null,
    record text not null,
    url text not null,
    kind text not null,
    remote_id text not null,
    primary key (workspace, run, number)
);

create table memory (
    workspace text not null primary key,
    body text not null
);

create table life (
    workspace text not null,
    fingerprint text not null,
    source text not null,
    code text not null,
    severity text not null,
    release text not null,
    gap text not null,
    opened_at text not null,
    changed_at text not null,
    waived_at text,
    closed_at text,
    lacked text not null,
    primary key (workspace, fingerprint)
);

create index life_by_closing on life (workspace, closed_at);

create table event (
    workspace text not null,
    fingerprint text not null,
    number integer not null,
    at text not null,
    turn text not null,
    severity text not null,
    message text not null,
    run text not null,
    primary key (workspace, fingerprint, number)
);

create table run (
    workspace text not null,
    id text not null,
    started text not null,
    as_of text not null,
    finished text,
    outcome text not null,
    counts text not null,
    primary key (workspace, id)
);

create index run_by_start on run (workspace, started);
