-- What each receiver of messages was told, and may have been told: one JSON text as in the ledger.

create table told (
    workspace text not null,
    receiver text not null,
    body text not null,
    primary key (workspace, receiver)
);
