-- The outbox, filled only where a queue outside the store carries announcements. A row stands for one announcement
-- that is still to be sent: at once for an order that became Queued, at the lease's end for one that was offered.
-- Sent, or found without need, it goes: the table holds what is open, never what was.
CREATE TABLE dbo.announcements (
    order_row BIGINT NOT NULL,
    due_at    BIGINT NOT NULL,
    CONSTRAINT announcements_key PRIMARY KEY (order_row)
);

-- The sweep: what is due, the longest overdue first.
CREATE INDEX announcements_due ON dbo.announcements (due_at);

-- Messages a queue gave out that no agent could be served by; kept as they came, with what a person decided.
CREATE TABLE dbo.set_aside_messages (
    id             BIGINT IDENTITY(1, 1) NOT NULL,
    queue          NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id      NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    message_id     NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    message_text   NVARCHAR(MAX) NOT NULL,
    reason         NVARCHAR(MAX) NOT NULL,
    set_aside_at   BIGINT NOT NULL,
    decision       NVARCHAR(20) NULL,
    decided_by     NVARCHAR(400) NULL,
    decided_at     BIGINT NULL,
    decided_reason NVARCHAR(MAX) NULL,
    CONSTRAINT set_aside_messages_key PRIMARY KEY (id)
);

-- Set aside and not yet deleted from its queue, a message comes again: it is the same one.
CREATE UNIQUE INDEX set_aside_messages_message ON dbo.set_aside_messages (queue, message_id);
-- The list a person decides on.
CREATE INDEX set_aside_messages_open ON dbo.set_aside_messages (id) WHERE decision IS NULL;
