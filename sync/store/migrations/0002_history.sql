-- What happened in a period is asked for across all gaps.

create index event_by_time on event (workspace, at);
