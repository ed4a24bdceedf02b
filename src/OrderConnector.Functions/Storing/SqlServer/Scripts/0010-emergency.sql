-- Which procedure a branch follows while its line is down; a branch without a row enters by hand and flags.
CREATE TABLE dbo.emergency_settings (
    branch_id  NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    working    NVARCHAR(24) COLLATE Latin1_General_BIN2 NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by NVARCHAR(400) NOT NULL,
    CONSTRAINT emergency_settings_key PRIMARY KEY (branch_id)
);

-- Every emergency operation of a branch, with the procedure that held when it began.
CREATE TABLE dbo.emergencies (
    emergency_row BIGINT IDENTITY(1, 1) NOT NULL,
    branch_id     NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    working       NVARCHAR(24) COLLATE Latin1_General_BIN2 NOT NULL,
    begun_at      BIGINT NOT NULL,
    begun_by      NVARCHAR(400) NOT NULL,
    begin_reason  NVARCHAR(MAX) NOT NULL,
    ended_at      BIGINT NULL,
    ended_by      NVARCHAR(400) NULL,
    end_reason    NVARCHAR(MAX) NULL,
    CONSTRAINT emergencies_key PRIMARY KEY (emergency_row)
);

-- A branch is in emergency operation once at most, whoever begins it at the same moment.
CREATE UNIQUE INDEX emergencies_running ON dbo.emergencies (branch_id) WHERE ended_at IS NULL;
-- A branch's history.
CREATE INDEX emergencies_branch ON dbo.emergencies (branch_id, emergency_row);

-- Orders that a person declared to be transmitted by hand. An order stands in transmittedManually exactly while a flag
-- of it stands: both are written in one transaction, whichever way led there.
CREATE TABLE dbo.order_flags (
    flag_row        BIGINT IDENTITY(1, 1) NOT NULL,
    order_row       BIGINT NOT NULL,
    branch_id       NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    -- 16 bytes the caller drew for one press of the button: a form that is sent twice finds what it did.
    batch           BINARY(16) NULL,
    slip_kind       NVARCHAR(24) COLLATE Latin1_General_BIN2 NOT NULL,
    -- NULL where none was asked for: orders of an agent that was lost.
    slip            NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    flagged_at      BIGINT NOT NULL,
    flagged_by      NVARCHAR(400) NOT NULL,
    reason          NVARCHAR(MAX) NULL,
    withdrawn_at    BIGINT NULL,
    withdrawn_by    NVARCHAR(400) NULL,
    withdraw_reason NVARCHAR(MAX) NULL,
    -- The match that stands.
    match_row       BIGINT NULL,
    CONSTRAINT order_flags_key PRIMARY KEY (flag_row)
);

-- One flag stands per order; here two managers meet.
CREATE UNIQUE INDEX order_flags_standing ON dbo.order_flags (order_row) WHERE withdrawn_at IS NULL;
-- An order's history.
CREATE INDEX order_flags_order ON dbo.order_flags (order_row, flag_row);
-- The work list: flagged and not yet matched.
CREATE INDEX order_flags_open ON dbo.order_flags (branch_id, flag_row)
    WHERE withdrawn_at IS NULL AND match_row IS NULL;

-- What became of flagged orders at the till.
CREATE TABLE dbo.till_matches (
    match_row    BIGINT IDENTITY(1, 1) NOT NULL,
    flag_row     BIGINT NOT NULL,
    branch_id    NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    receipt      NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    -- The day on the receipt, 2026-11-20; empty where nobody said: many tills count anew each day or each year.
    receipt_date NVARCHAR(10) COLLATE Latin1_General_BIN2 NOT NULL,
    total_cents  BIGINT NULL,
    -- 1 where a person said that one receipt stands for several orders.
    shared       INT NOT NULL,
    origin       NVARCHAR(24) COLLATE Latin1_General_BIN2 NOT NULL,
    matched_at   BIGINT NOT NULL,
    matched_by   NVARCHAR(400) NOT NULL,
    undone_at    BIGINT NULL,
    undone_by    NVARCHAR(400) NULL,
    undo_reason  NVARCHAR(MAX) NULL,
    CONSTRAINT till_matches_key PRIMARY KEY (match_row)
);

-- One receipt stands for one order, unless somebody said otherwise.
CREATE UNIQUE INDEX till_matches_alone ON dbo.till_matches (branch_id, receipt, receipt_date)
    WHERE undone_at IS NULL AND shared = 0;
-- Which orders a receipt stands for.
CREATE INDEX till_matches_receipt ON dbo.till_matches (branch_id, receipt) WHERE undone_at IS NULL;
-- An order's history.
CREATE INDEX till_matches_flag ON dbo.till_matches (flag_row, match_row);

-- Orders that were transmitted by hand before flags were kept belong on the work list too.
INSERT INTO dbo.order_flags (order_row, branch_id, slip_kind, flagged_at, flagged_by, reason)
SELECT o.order_row, o.branch_id, N'paperSlip', o.state_since, o.state_actor, o.state_reason FROM dbo.orders AS o
WHERE o.state = N'transmittedManually';
