-- What the calendar file says of every milestone, so that its sequence numbers go on and what is gone is cancelled.

create table published (
    workspace text not null,
    uid text not null,
    sequence integer not null,
    changed_at text not null,
    digest text not null,
    cancelled integer not null,
    body text not null,
    primary key (workspace, uid)
);
