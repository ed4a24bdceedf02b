CREATE TABLE agents (
    id               TEXT    NOT NULL PRIMARY KEY,
    branch_id        TEXT    NOT NULL,
    eas_serial       TEXT    NOT NULL,
    software         TEXT    NOT NULL,
    version          TEXT    NOT NULL,
    registration_key TEXT    NOT NULL,
    enrolled_at      INTEGER NOT NULL,
    seen_at          INTEGER,
    tss              TEXT,
    -- The running process of the agent, and the journal it writes.
    session          TEXT,
    journal_id       TEXT,
    revoked_at       INTEGER,
    revoked_by       TEXT,
    revoke_reason    TEXT
) WITHOUT ROWID;
-- A recording system's serial number is the TSS client id: one living agent carries it.
CREATE UNIQUE INDEX agents_serial ON agents (eas_serial) WHERE revoked_at IS NULL;
CREATE INDEX agents_branch ON agents (branch_id);

-- Every process start an agent ever told of: one that comes back after a newer one is a fork.
CREATE TABLE agent_sessions (
    agent_id   TEXT    NOT NULL,
    session    TEXT    NOT NULL,
    started_at INTEGER NOT NULL,
    PRIMARY KEY (agent_id, session)
) WITHOUT ROWID;

CREATE TABLE journals (
    row           INTEGER PRIMARY KEY,
    id            TEXT    NOT NULL UNIQUE,
    agent_id      TEXT    NOT NULL,
    previous_id   TEXT,
    -- The head as the last collect told it.
    sequence      INTEGER NOT NULL,
    head_hash     TEXT    NOT NULL,
    -- The cursor: the last entry the cloud has a report of.
    reported_to   INTEGER NOT NULL,
    reported_hash TEXT    NOT NULL,
    started_at    INTEGER NOT NULL
);

-- The activity lease: one agent of a branch is served; its epoch grows with each change of hands.
CREATE TABLE branch_activity (
    branch_id TEXT    NOT NULL PRIMARY KEY,
    agent_id  TEXT    NOT NULL,
    session   TEXT    NOT NULL,
    epoch     INTEGER NOT NULL,
    until     INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE reports (
    row         INTEGER PRIMARY KEY,
    journal_row INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    entry_hash  TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    order_id    BLOB,
    at          INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    -- Why it changed nothing, where it did not.
    remark      TEXT,
    data        TEXT    NOT NULL
);
CREATE UNIQUE INDEX reports_sequence ON reports (journal_row, sequence);

CREATE TRIGGER reports_keep BEFORE UPDATE ON reports
BEGIN SELECT RAISE(ABORT, 'Reports are append-only.'); END;
CREATE TRIGGER reports_stay BEFORE DELETE ON reports
BEGIN SELECT RAISE(ABORT, 'Reports are append-only.'); END;

-- What branches told of orders that this store lost: it was restored from a backup.
CREATE TABLE reports_without_order (
    branch_id  TEXT    NOT NULL,
    report_row INTEGER NOT NULL,
    order_id   TEXT    NOT NULL,
    number     INTEGER,
    kind       TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    agent_id   TEXT    NOT NULL,
    PRIMARY KEY (branch_id, report_row)
) WITHOUT ROWID;
CREATE INDEX reports_without_order_id ON reports_without_order (branch_id, order_id);
CREATE INDEX reports_without_order_number ON reports_without_order (branch_id, number) WHERE number IS NOT NULL;

-- Numbers that were drawn before a restore: the sequence moved past them.
CREATE TABLE number_gaps (
    branch_id TEXT    NOT NULL,
    first     INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    actor     TEXT    NOT NULL,
    reason    TEXT    NOT NULL,
    PRIMARY KEY (branch_id, first)
) WITHOUT ROWID;
