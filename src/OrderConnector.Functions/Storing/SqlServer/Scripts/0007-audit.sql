-- Who did what, when, why: every act of a person and every change of settings, each in the transaction of the change.
CREATE TABLE dbo.audit_log (
    -- 1, 2, 3 … without gaps: drawn at the head's row, in the transaction that writes the entry.
    sequence    BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    actor       NVARCHAR(400) COLLATE Latin1_General_BIN2 NOT NULL,
    act         NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    subject     NVARCHAR(400) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id   NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    reason      NVARCHAR(MAX) NULL,
    -- JSON object of texts.
    details     NVARCHAR(MAX) NULL,
    -- SHA-256(hash of the entry before, SHA-256(content)); 32 zero bytes stand before the first.
    hash        BINARY(32) NOT NULL,
    CONSTRAINT audit_log_key PRIMARY KEY (sequence)
);

-- Each serves the log's page newest first, filtered by one column.
CREATE INDEX audit_log_at ON dbo.audit_log (happened_at, sequence);
CREATE INDEX audit_log_actor ON dbo.audit_log (actor, happened_at, sequence);
CREATE INDEX audit_log_act ON dbo.audit_log (act, happened_at, sequence);
CREATE INDEX audit_log_subject ON dbo.audit_log (subject, happened_at, sequence);
CREATE INDEX audit_log_branch ON dbo.audit_log (branch_id, happened_at, sequence) WHERE branch_id IS NOT NULL;

-- The last entry's number and hash. Whoever writes an entry holds this row until its transaction ends: entries follow
-- one another in the order of their commits.
CREATE TABLE dbo.audit_head (
    id       INT NOT NULL,
    sequence BIGINT NOT NULL,
    hash     BINARY(32) NOT NULL,
    CONSTRAINT audit_head_key PRIMARY KEY (id)
);

INSERT INTO dbo.audit_head (id, sequence, hash)
VALUES (1, 0, 0x0000000000000000000000000000000000000000000000000000000000000000);
GO

CREATE TRIGGER dbo.audit_log_keep ON dbo.audit_log AFTER UPDATE, DELETE
AS
THROW 50002, N'The audit log is append-only.', 1;
GO
