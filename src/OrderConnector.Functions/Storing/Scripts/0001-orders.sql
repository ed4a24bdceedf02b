-- Times are Unix milliseconds, UTC. States carry their wire names, so that an auditor can read the file as it is.
-- Foreign keys are left off: each would cost one look-up per order, and rows that are named are never deleted.

CREATE TABLE branches (
    id           TEXT    NOT NULL PRIMARY KEY,
    name         TEXT    NOT NULL,
    time_zone    TEXT    NOT NULL,
    first_number INTEGER NOT NULL,
    last_number  INTEGER NOT NULL,
    -- Drawn by UPDATE … RETURNING in the transaction that stores the order: no number is lost to a crash.
    next_number  INTEGER NOT NULL,
    created_at   INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE seller_data (
    branch_id   TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    branch_name TEXT    NOT NULL,
    company     TEXT,
    street      TEXT,
    zip         TEXT,
    city        TEXT,
    country     TEXT    NOT NULL,
    tax_number  TEXT,
    vat_id      TEXT,
    time_zone   TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (branch_id, version)
) WITHOUT ROWID;

CREATE TABLE channels (
    id       TEXT NOT NULL PRIMARY KEY,
    kind     TEXT NOT NULL,
    release  TEXT NOT NULL,
    branches TEXT NOT NULL -- JSON array of branch ids
) WITHOUT ROWID;

CREATE TABLE keys (
    id         TEXT    NOT NULL PRIMARY KEY,
    hash       BLOB    NOT NULL,
    purpose    TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    branches   TEXT    NOT NULL, -- JSON array of branch ids
    uses_left  INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER
) WITHOUT ROWID;

CREATE TABLE orders (
    row            INTEGER PRIMARY KEY,
    -- 16 bytes derived from channel and external id: its index is the uniqueness of the business key as well.
    id             BLOB    NOT NULL,
    branch_id      TEXT    NOT NULL,
    number         INTEGER NOT NULL,
    channel        TEXT    NOT NULL,
    external_id    TEXT    NOT NULL,
    content_hash   TEXT    NOT NULL,
    total_cents    INTEGER NOT NULL,
    state          TEXT    NOT NULL,
    state_reason   TEXT,
    state_actor    TEXT    NOT NULL,
    state_since    INTEGER NOT NULL,
    moves          INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    expires_at     INTEGER,
    due_at         INTEGER,
    release        TEXT    NOT NULL,
    -- Carries the order's id, and so needs no index: a second random one would double the pages a commit flushes.
    receipt_token  TEXT    NOT NULL,
    agent_id       TEXT,
    waiting        INTEGER NOT NULL DEFAULT 0,
    handed_over_at INTEGER,
    lease          TEXT,
    lease_agent    TEXT,
    lease_session  TEXT,
    lease_until    INTEGER,
    voids          BLOB,
    voids_number   INTEGER,
    void_reason    TEXT,
    payments       TEXT,
    payload        BLOB    NOT NULL
);

-- Serves every read by id and refuses a second order under the same business key.
CREATE UNIQUE INDEX orders_id ON orders (id);
-- Serves the number register; no number is ever given twice.
CREATE UNIQUE INDEX orders_number ON orders (branch_id, number);
-- The branch queue: what may be offered, oldest first.
CREATE INDEX orders_queued ON orders (branch_id, row) WHERE state = 'queued';
-- The timer that lets unpaid checkouts expire.
CREATE INDEX orders_awaiting ON orders (expires_at) WHERE state = 'awaitingPayment';
-- The list a person decides on.
CREATE INDEX orders_held ON orders (row) WHERE state = 'held';
-- Orders of an agent that was lost for good.
CREATE INDEX orders_collected ON orders (agent_id, row) WHERE state = 'collected';
-- Confirm finds its order by the fencing token; two orders can never share one.
CREATE UNIQUE INDEX orders_lease ON orders (lease) WHERE lease IS NOT NULL;
-- Counter orders of an original.
CREATE INDEX orders_voids ON orders (voids, row) WHERE voids IS NOT NULL;

-- Tokens that were replaced, so that a late confirm hears "superseded" and not "unknown".
CREATE TABLE superseded_leases (
    lease     TEXT    NOT NULL PRIMARY KEY,
    order_row INTEGER NOT NULL
) WITHOUT ROWID;

-- What the branch made of an order; beside the order, so that its row keeps its size.
CREATE TABLE order_receipts (
    order_row INTEGER PRIMARY KEY,
    fiscal    TEXT,
    receipt   TEXT
);

CREATE TABLE order_events (
    order_row  INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    from_state TEXT,
    to_state   TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    actor      TEXT    NOT NULL,
    reason     TEXT,
    PRIMARY KEY (order_row, seq)
) WITHOUT ROWID;

CREATE TRIGGER order_events_keep BEFORE UPDATE ON order_events
BEGIN SELECT RAISE(ABORT, 'Events are append-only.'); END;
CREATE TRIGGER order_events_stay BEFORE DELETE ON order_events
BEGIN SELECT RAISE(ABORT, 'Events are append-only.'); END;

-- A rowid table: rows stand in the order of their age, so that clearing old ones starts at the first row.
CREATE TABLE idempotency_keys (
    row          INTEGER PRIMARY KEY,
    channel      TEXT    NOT NULL,
    key          TEXT    NOT NULL,
    payload_hash TEXT    NOT NULL,
    order_row    INTEGER NOT NULL,
    at           INTEGER NOT NULL
);
CREATE UNIQUE INDEX idempotency_keys_key ON idempotency_keys (channel, key);

-- One row that readiness writes to, to know that the disk takes writes.
CREATE TABLE probe (
    id    INTEGER PRIMARY KEY,
    count INTEGER NOT NULL
);
INSERT INTO probe (id, count) VALUES (1, 0);
