-- Who did what, when, why: every act of a person and every change of settings, each in the transaction of the change.
CREATE TABLE audit_log (
    -- 1, 2, 3 … without gaps: drawn in the transaction that writes the entry.
    sequence  INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    actor     TEXT    NOT NULL,
    action    TEXT    NOT NULL,
    subject   TEXT    NOT NULL,
    branch_id TEXT,
    reason    TEXT,
    -- JSON object of texts.
    details   TEXT,
    -- SHA-256(hash of the entry before, SHA-256(content)); 32 zero bytes stand before the first.
    hash      BLOB    NOT NULL
);
-- Each serves the log's page newest first, filtered by one column.
CREATE INDEX audit_log_at ON audit_log (at);
CREATE INDEX audit_log_actor ON audit_log (actor, at);
CREATE INDEX audit_log_action ON audit_log (action, at);
CREATE INDEX audit_log_subject ON audit_log (subject, at);
CREATE INDEX audit_log_branch ON audit_log (branch_id, at) WHERE branch_id IS NOT NULL;

CREATE TRIGGER audit_log_keep BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;
CREATE TRIGGER audit_log_stay BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;
-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER audit_log_follow BEFORE INSERT ON audit_log
WHEN NEW.sequence IS NOT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM audit_log)
BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;
