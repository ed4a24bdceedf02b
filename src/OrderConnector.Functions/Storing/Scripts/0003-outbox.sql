-- The outbox, filled only where a queue outside the store carries announcements. A row stands for one announcement
-- that is still to be sent: at once for an order that became Queued, at the lease's end for one that was offered.
-- Sent, or found without need, it goes: the table holds what is open, never what was.
CREATE TABLE announcements (
    order_row INTEGER PRIMARY KEY,
    due_at    INTEGER NOT NULL
);
-- The sweep: what is due, the longest overdue first.
CREATE INDEX announcements_due ON announcements (due_at);

-- Messages a queue gave out that no agent could be served by; kept as they came, with what a person decided.
CREATE TABLE set_aside_messages (
    id             INTEGER PRIMARY KEY,
    queue          TEXT    NOT NULL,
    branch_id      TEXT    NOT NULL,
    message_id     TEXT    NOT NULL,
    text           TEXT    NOT NULL,
    reason         TEXT    NOT NULL,
    set_aside_at   INTEGER NOT NULL,
    decision       TEXT,
    decided_by     TEXT,
    decided_at     INTEGER,
    decided_reason TEXT
);
-- Set aside and not yet deleted from its queue, a message comes again: it is the same one.
CREATE UNIQUE INDEX set_aside_messages_message ON set_aside_messages (queue, message_id);
-- The list a person decides on.
CREATE INDEX set_aside_messages_open ON set_aside_messages (id) WHERE decision IS NULL;
