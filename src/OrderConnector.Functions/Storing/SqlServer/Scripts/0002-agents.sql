CREATE TABLE dbo.agents (
    id               NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id        NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    eas_serial       NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    software         NVARCHAR(100) NOT NULL,
    version          NVARCHAR(400) NOT NULL,
    registration_key NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    enrolled_at      BIGINT NOT NULL,
    seen_at          BIGINT NULL,
    tss              NVARCHAR(40) NULL,
    -- The running process of the agent, and the journal it writes.
    session          NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    journal_id       NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    revoked_at       BIGINT NULL,
    revoked_by       NVARCHAR(400) NULL,
    revoke_reason    NVARCHAR(MAX) NULL,
    CONSTRAINT agents_key PRIMARY KEY (id)
);

-- A recording system's serial number is the TSS client id: one living agent carries it.
CREATE UNIQUE INDEX agents_serial ON dbo.agents (eas_serial) WHERE revoked_at IS NULL;
CREATE INDEX agents_branch ON dbo.agents (branch_id);

-- Every process start an agent ever told of: one that comes back after a newer one is a fork.
CREATE TABLE dbo.agent_sessions (
    agent_id   NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    session    NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    started_at BIGINT NOT NULL,
    CONSTRAINT agent_sessions_key PRIMARY KEY (agent_id, session)
);

CREATE TABLE dbo.journals (
    journal_row   BIGINT IDENTITY(1, 1) NOT NULL,
    id            NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    agent_id      NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    previous_id   NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    -- The head as the last collect told it.
    head_sequence BIGINT NOT NULL,
    head_hash     NVARCHAR(100) NOT NULL,
    -- The cursor: the last entry the cloud has a report of.
    reported_to   BIGINT NOT NULL,
    reported_hash NVARCHAR(100) NOT NULL,
    started_at    BIGINT NOT NULL,
    CONSTRAINT journals_key PRIMARY KEY (journal_row)
);

CREATE UNIQUE INDEX journals_id ON dbo.journals (id);

-- The activity lease: one agent of a branch is served; its epoch grows with each change of hands.
CREATE TABLE dbo.branch_activity (
    branch_id    NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    agent_id     NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    session      NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    epoch        BIGINT NOT NULL,
    active_until BIGINT NOT NULL,
    CONSTRAINT branch_activity_key PRIMARY KEY (branch_id)
);

CREATE TABLE dbo.reports (
    report_row  BIGINT IDENTITY(1, 1) NOT NULL,
    journal_row BIGINT NOT NULL,
    sequence    BIGINT NOT NULL,
    entry_hash  NVARCHAR(100) NOT NULL,
    kind        NVARCHAR(40) NOT NULL,
    order_id    BINARY(16) NULL,
    told_at     BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    -- Why it changed nothing, where it did not.
    remark      NVARCHAR(400) NULL,
    report_data NVARCHAR(MAX) NOT NULL,
    CONSTRAINT reports_key PRIMARY KEY (report_row)
);

-- A batch that is sent twice at once is stored once.
CREATE UNIQUE INDEX reports_sequence ON dbo.reports (journal_row, sequence);

-- What branches told of orders that this store lost: it was restored from a backup.
CREATE TABLE dbo.reports_without_order (
    branch_id  NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    report_row BIGINT NOT NULL,
    order_id   NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    number     BIGINT NULL,
    kind       NVARCHAR(40) NOT NULL,
    told_at    BIGINT NOT NULL,
    agent_id   NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT reports_without_order_key PRIMARY KEY (branch_id, report_row)
);

CREATE INDEX reports_without_order_id ON dbo.reports_without_order (branch_id, order_id);
CREATE INDEX reports_without_order_number ON dbo.reports_without_order (branch_id, number) WHERE number IS NOT NULL;

-- Numbers that were drawn before a restore: the sequence moved past them.
CREATE TABLE dbo.number_gaps (
    branch_id    NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    first_number BIGINT NOT NULL,
    last_number  BIGINT NOT NULL,
    happened_at  BIGINT NOT NULL,
    actor        NVARCHAR(400) NOT NULL,
    reason       NVARCHAR(MAX) NOT NULL,
    CONSTRAINT number_gaps_key PRIMARY KEY (branch_id, first_number)
);
GO

CREATE TRIGGER dbo.reports_keep ON dbo.reports AFTER UPDATE, DELETE
AS
THROW 50002, N'Reports are append-only.', 1;
GO
