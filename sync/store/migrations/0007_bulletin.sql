-- Where the report stands that a tool is kept current with, and what it says: one JSON text as in the ledger.

create table bulletin (
    workspace text not null primary key,
    body text not null
);
