-- A store as version 6 left it, with something in every table; the statements run on SQLite and on PostgreSQL.

CREATE TABLE event (
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
INSERT INTO "event" VALUES('label','f1',1,'2026-08-03T12:00:00.123456+00:00','opened','blocker','it changed','a');
INSERT INTO "event" VALUES('label','f3',1,'2026-08-03T12:00:00.123456+00:00','opened','blocker','it changed','a');
INSERT INTO "event" VALUES('label','f3',2,'2026-08-03T12:05:00.123456+00:00','closed','blocker','it changed','b');
CREATE TABLE lease (
    workspace text not null primary key,
    holder text not null,
    taken_at text not null,
    expires_at text not null
);
CREATE TABLE ledger (
    workspace text not null,
    key text not null,
    body text not null,
    primary key (workspace, key)
);
INSERT INTO "ledger" VALUES('label','fake/Plan/r1','{"ref":{"tool":"fake","container":"Plan","record":"r1","url":"https://tool.example/r1"},"source":"plan","title":"Master \u2713","flag":"Blocked","gaps":"Blocker GAT005: x","restored":true,"comment_id":"c1","comment_gone":false,"body":"body","mark":"[sd:1]","told":["a", "b"],"blockers":["f"],"generation":3}');
INSERT INTO "ledger" VALUES('label','fake/Plan/r2','{"ref":{"tool":"fake","container":"Plan","record":"r2","url":""},"source":"plan","title":"Cover \"blue\" \\ \ud83d\ude00 \u05e9\u05dc\u05d5\u05dd","flag":"Blocked","gaps":"Blocker GAT005: it changed\nNote:\ttwo lines","restored":false,"comment_id":"c1","comment_gone":true,"body":"it''s; -- :workspace %s","mark":"[sd:1]","told":["key \"a\"", "b\\n"],"blockers":[],"generation":12}');
INSERT INTO "ledger" VALUES('label','fake/Plan/r3','{"ref":{"tool":"fake","container":"Plan","record":"r3","url":""},"source":"plan","title":"Teaser","flag":"","gaps":"","restored":false,"comment_id":"","comment_gone":false,"body":"","mark":"","told":[],"blockers":[],"generation":0}');
INSERT INTO "ledger" VALUES('agency','fake/Plan/r1','{"ref":{"tool":"fake","container":"Plan","record":"r1","url":"https://tool.example/r1"},"source":"plan","title":"Another''s","flag":"Blocked","gaps":"Blocker GAT005: x","restored":true,"comment_id":"c1","comment_gone":false,"body":"body","mark":"[sd:1]","told":["a", "b"],"blockers":["f"],"generation":3}');
CREATE TABLE life (
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
INSERT INTO "life" VALUES('label','f1','plan','GAT005','blocker','Night Bus','{"fingerprint": "f1", "code": "GAT005", "name": "stale-approval", "severity": "blocker", "message": "it changed", "fix": "ask again", "who": "Kaya", "who_key": "name:kaya", "ref": ["fake", "Plan", "r1", "https://tool.example/r1"], "kind": "deliverable", "key": "k", "title": "Master", "release": "Night Bus", "release_key": "rel"}','2026-08-03T12:00:00.123456+00:00','2026-08-03T12:05:00.123456+00:00',NULL,NULL,'["deliverable.due"]');
INSERT INTO "life" VALUES('label','f3','plan','GAT005','blocker','Night Bus','{"fingerprint": "f3", "code": "GAT005", "name": "stale-approval", "severity": "blocker", "message": "it changed", "fix": "ask again", "who": "Kaya", "who_key": "name:kaya", "ref": ["fake", "Plan", "r1", "https://tool.example/r1"], "kind": "deliverable", "key": "k", "title": "Master", "release": "Night Bus", "release_key": "rel"}','2026-08-03T12:00:00.123456+00:00','2026-08-03T12:05:00.123456+00:00',NULL,'2026-08-03T12:05:00.123456+00:00','["deliverable.due"]');
CREATE TABLE memory (
    workspace text not null primary key,
    body text not null
);
INSERT INTO "memory" VALUES('label','{"acknowledgements":{},"approvals":{},"dates":{},"moments":{"r1|done":"2026-08-03T12:00:00.123456+00:00"},"opened":{"f1":"2026-08-03T12:00:00.123456+00:00"}}');
CREATE TABLE migration (number integer not null primary key);
INSERT INTO "migration" VALUES(1);
INSERT INTO "migration" VALUES(2);
INSERT INTO "migration" VALUES(3);
INSERT INTO "migration" VALUES(4);
INSERT INTO "migration" VALUES(5);
INSERT INTO "migration" VALUES(6);
CREATE TABLE mirror (
    workspace text not null,
    calendar text not null,
    cursor text not null,
    primary key (workspace, calendar)
);
INSERT INTO "mirror" VALUES('label','c1','token');
CREATE TABLE mirrored (
    workspace text not null,
    calendar text not null,
    key text not null,
    body text not null,
    primary key (workspace, calendar, key)
);
INSERT INTO "mirrored" VALUES('label','c1','k1','{"standing": {"key": "k1", "generation": 2, "id": "id1", "version": "\"3\"", "place": "2026-09-04", "colour": "11", "summary": "Cover \ud83c\udfa7 \u05e9\u05d9\u05e8", "description": "told\nnote <b>", "repeats": true, "written": {"digest": "d", "place": "2026-09-03", "colour": ""}}, "left": "\"3\"", "told": "told", "removed": true}');
INSERT INTO "mirrored" VALUES('label','c1','k2','{"standing": {"key": "k2", "generation": 0, "id": "id2", "gone": true}}');
CREATE TABLE picture (
    workspace text not null,
    source text not null,
    read_at text not null,
    cursor text not null,
    tables text not null,
    records text not null,
    primary key (workspace, source)
);
INSERT INTO "picture" VALUES('label','plan','2026-08-03T12:00:00.123456+00:00','7','[["Plan","The plan","",[["c","Name","text",[],"",false]]]]','[[["fake","Plan","r1","https://tool.example/r1"],{"c":"Master ✓"},[null,null,null],null]]');
CREATE TABLE published (
    workspace text not null,
    uid text not null,
    sequence integer not null,
    changed_at text not null,
    digest text not null,
    cancelled integer not null,
    body text not null,
    primary key (workspace, uid)
);
INSERT INTO "published" VALUES('label','a@streetdate',3,'2026-08-03T12:00:00.123456+00:00','d1',0,'BEGIN:VEVENT
SUMMARY:שיר 🎧
END:VEVENT
');
CREATE TABLE receipt (
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
INSERT INTO "receipt" VALUES('label','a',1,'2026-08-03T12:00:00.123456+00:00','fake','Plan','r1','https://tool.example/r1','PostComment','c1');
CREATE TABLE run (
    workspace text not null,
    id text not null,
    started text not null,
    as_of text not null,
    finished text,
    outcome text not null,
    counts text not null,
    primary key (workspace, id)
);
INSERT INTO "run" VALUES('label','a','2026-08-03T12:00:00.123456+00:00','2026-08-03T12:00:00.123456+00:00','2026-08-03T12:05:00.123456+00:00','done','{"blocker": 1}');
CREATE INDEX life_by_closing on life (workspace, closed_at);
CREATE INDEX run_by_start on run (workspace, started);
CREATE INDEX event_by_time on event (workspace, at);
CREATE TABLE told (
    workspace text not null,
    receiver text not null,
    body text not null,
    primary key (workspace, receiver)
);
INSERT INTO "told" VALUES('label','room','{"receiver": "room", "since": "2026-08-03T12:00:00.123456Z", "digest": "2026-08-03T12:05:00.123456Z", "alarms": [{"key": "unread:plan", "words": "plan: \"\u05e9\u05d9\u05e8\" \ud83c\udfa7 could not be read"}, {"key": "quiet", "words": "no run", "once": true}], "attempts": [{"kind": "news", "until": "2026-08-03T12:05:00.123456Z", "number": 2}, {"kind": "alarms", "until": "2026-08-03T12:00:00.123456Z", "alarms": [{"key": "held:x", "words": "held"}], "failed": true}]}');
INSERT INTO "told" VALUES('label','kaya@home','{"receiver": "kaya@home", "since": "2026-08-03T12:05:00.123456Z", "digest": "2026-08-03T12:00:00.123456Z"}');
