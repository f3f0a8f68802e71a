-- What stands in the calendars that milestones are mirrored into: how far each was listed, and our events as it showed
-- them last, each one JSON text as in the ledger.

create table mirror (
    workspace text not null,
    calendar text not null,
    cursor text not null,
    primary key (workspace, calendar)
);

create table mirrored (
    workspace text not null,
    calendar text not null,
    key text not null,
    body text not null,
    primary key (workspace, calendar, key)
);
