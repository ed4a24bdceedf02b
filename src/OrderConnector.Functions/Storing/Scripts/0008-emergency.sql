-- Which procedure a branch follows while its line is down; a branch without a row enters by hand and flags.
CREATE TABLE emergency_settings (
    branch_id  TEXT    NOT NULL PRIMARY KEY,
    procedure  TEXT    NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_by TEXT    NOT NULL
) WITHOUT ROWID;

-- Every emergency operation of a branch, with the procedure that held when it began.
CREATE TABLE emergencies (
    row          INTEGER PRIMARY KEY,
    branch_id    TEXT    NOT NULL,
    procedure    TEXT    NOT NULL,
    begun_at     INTEGER NOT NULL,
    begun_by     TEXT    NOT NULL,
    begin_reason TEXT    NOT NULL,
    ended_at     INTEGER,
    ended_by     TEXT,
    end_reason   TEXT
);
-- A branch is in emergency operation once at most, whoever begins it at the same moment.
CREATE UNIQUE INDEX emergencies_running ON emergencies (branch_id) WHERE ended_at IS NULL;
-- A branch's history.
CREATE INDEX emergencies_branch ON emergencies (branch_id, row);

-- Orders that a person declared to be transmitted by hand. An order stands in transmittedManually exactly while a flag
-- of it stands: both are written in one transaction, whichever way led there.
CREATE TABLE order_flags (
    row             INTEGER PRIMARY KEY,
    order_row       INTEGER NOT NULL,
    branch_id       TEXT    NOT NULL,
    -- 16 bytes the caller drew for one press of the button: a form that is sent twice finds what it did.
    batch           BLOB,
    slip_kind       TEXT    NOT NULL,
    -- NULL where none was asked for: orders of an agent that was lost.
    slip            TEXT,
    flagged_at      INTEGER NOT NULL,
    flagged_by      TEXT    NOT NULL,
    reason          TEXT,
    withdrawn_at    INTEGER,
    withdrawn_by    TEXT,
    withdraw_reason TEXT,
    -- The match that stands.
    match_row       INTEGER
);
-- One flag stands per order; here two managers meet.
CREATE UNIQUE INDEX order_flags_standing ON order_flags (order_row) WHERE withdrawn_at IS NULL;
-- An order's history.
CREATE INDEX order_flags_order ON order_flags (order_row, row);
-- The work list: flagged and not yet matched.
CREATE INDEX order_flags_open ON order_flags (branch_id, row) WHERE withdrawn_at IS NULL AND match_row IS NULL;

-- What became of flagged orders at the till.
CREATE TABLE till_matches (
    row          INTEGER PRIMARY KEY,
    flag_row     INTEGER NOT NULL,
    branch_id    TEXT    NOT NULL,
    receipt      TEXT    NOT NULL,
    -- The day on the receipt, 2026-11-20; empty where nobody said: many tills count anew each day or each year.
    receipt_date TEXT    NOT NULL,
    total_cents  INTEGER,
    -- 1 where a person said that one receipt stands for several orders.
    shared       INTEGER NOT NULL,
    source       TEXT    NOT NULL,
    matched_at   INTEGER NOT NULL,
    matched_by   TEXT    NOT NULL,
    undone_at    INTEGER,
    undone_by    TEXT,
    undo_reason  TEXT
);
-- One receipt stands for one order, unless somebody said otherwise.
CREATE UNIQUE INDEX till_matches_alone ON till_matches (branch_id, receipt, receipt_date)
    WHERE undone_at IS NULL AND shared = 0;
-- Which orders a receipt stands for.
CREATE INDEX till_matches_receipt ON till_matches (branch_id, receipt) WHERE undone_at IS NULL;
-- An order's history.
CREATE INDEX till_matches_flag ON till_matches (flag_row, row);

-- Orders that were transmitted by hand before flags were kept belong on the work list too.
INSERT INTO order_flags (order_row, branch_id, slip_kind, flagged_at, flagged_by, reason)
SELECT row, branch_id, 'paperSlip', state_since, state_actor, state_reason FROM orders
WHERE state = 'transmittedManually';
