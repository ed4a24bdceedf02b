-- Times are Unix milliseconds, UTC. States carry their wire names, so that an auditor can read the tables as they are.
-- What is compared is compared by its code points (BIN2): the server's own collation would take "K1" and "k1" for one.
-- Foreign keys are left off: each would cost one look-up per order, and rows that are named are never deleted.

CREATE TABLE dbo.branches (
    id           NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    name         NVARCHAR(MAX) NOT NULL,
    time_zone    NVARCHAR(100) NOT NULL,
    first_number BIGINT NOT NULL,
    last_number  BIGINT NOT NULL,
    -- Drawn by an UPDATE in the transaction that stores the order: no number is lost to a crash.
    next_number  BIGINT NOT NULL,
    -- Raised by whoever must hold the branch's numbers still without drawing one; it means nothing by itself.
    steps        BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    CONSTRAINT branches_key PRIMARY KEY (id)
);

CREATE TABLE dbo.seller_data (
    branch_id   NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    version     INT NOT NULL,
    branch_name NVARCHAR(MAX) NOT NULL,
    company     NVARCHAR(MAX) NULL,
    street      NVARCHAR(MAX) NULL,
    zip         NVARCHAR(MAX) NULL,
    city        NVARCHAR(MAX) NULL,
    country     NVARCHAR(10) NOT NULL,
    tax_number  NVARCHAR(MAX) NULL,
    vat_id      NVARCHAR(MAX) NULL,
    time_zone   NVARCHAR(100) NOT NULL,
    created_at  BIGINT NOT NULL,
    CONSTRAINT seller_data_key PRIMARY KEY (branch_id, version)
);

CREATE TABLE dbo.channels (
    id           NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    kind         NVARCHAR(40) NOT NULL,
    release_mode NVARCHAR(10) NOT NULL,
    -- JSON array of branch ids.
    branches     NVARCHAR(MAX) NOT NULL,
    CONSTRAINT channels_key PRIMARY KEY (id)
);

CREATE TABLE dbo.access_keys (
    id          NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    secret_hash VARBINARY(64) NOT NULL,
    purpose     NVARCHAR(20) COLLATE Latin1_General_BIN2 NOT NULL,
    subject     NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    -- JSON array of branch ids.
    branches    NVARCHAR(MAX) COLLATE Latin1_General_BIN2 NOT NULL,
    uses_left   INT NOT NULL,
    created_at  BIGINT NOT NULL,
    expires_at  BIGINT NULL,
    revoked_at  BIGINT NULL,
    CONSTRAINT access_keys_key PRIMARY KEY (id)
);

-- Secrets of one agent, when they die with it.
CREATE INDEX access_keys_subject ON dbo.access_keys (purpose, subject);

CREATE TABLE dbo.orders (
    order_row      BIGINT IDENTITY(1, 1) NOT NULL,
    -- Derived from channel and external id: its index is the uniqueness of the business key as well.
    id             BINARY(16) NOT NULL,
    branch_id      NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    number         BIGINT NOT NULL,
    channel        NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    external_id    NVARCHAR(400) COLLATE Latin1_General_BIN2 NOT NULL,
    content_hash   NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    total_cents    BIGINT NOT NULL,
    state          NVARCHAR(24) COLLATE Latin1_General_BIN2 NOT NULL,
    state_reason   NVARCHAR(MAX) NULL,
    state_actor    NVARCHAR(400) NOT NULL,
    state_since    BIGINT NOT NULL,
    moves          INT NOT NULL,
    created_at     BIGINT NOT NULL,
    expires_at     BIGINT NULL,
    due_at         BIGINT NULL,
    release_mode   NVARCHAR(10) NOT NULL,
    -- Carries the order's id, and so needs no index.
    receipt_token  NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    agent_id       NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    waiting        BIT NOT NULL,
    handed_over_at BIGINT NULL,
    lease          NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    lease_agent    NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    lease_session  NVARCHAR(100) COLLATE Latin1_General_BIN2 NULL,
    lease_until    BIGINT NULL,
    voids          BINARY(16) NULL,
    -- 1 for the first counter order of an original, 2 for the second.
    void_place     INT NULL,
    voids_number   BIGINT NULL,
    void_reason    NVARCHAR(MAX) NULL,
    payments       NVARCHAR(MAX) NULL,
    payload        VARBINARY(MAX) NOT NULL,
    CONSTRAINT orders_key PRIMARY KEY (order_row)
);

-- Serves every read by id and refuses a second order under the same business key.
CREATE UNIQUE INDEX orders_id ON dbo.orders (id);
-- Serves the number register; no number is ever given twice.
CREATE UNIQUE INDEX orders_number ON dbo.orders (branch_id, number);
-- The branch queue: what may be offered, oldest first.
CREATE INDEX orders_queued ON dbo.orders (branch_id, order_row) WHERE state = N'queued';
-- The timer that lets unpaid checkouts expire.
CREATE INDEX orders_awaiting ON dbo.orders (expires_at) WHERE state = N'awaitingPayment';
-- The list a person decides on.
CREATE INDEX orders_held ON dbo.orders (order_row) WHERE state = N'held';
-- Orders of an agent that was lost for good.
CREATE INDEX orders_collected ON dbo.orders (agent_id, order_row) WHERE state = N'collected';
-- Confirm finds its order by the fencing token; two orders can never share one.
CREATE UNIQUE INDEX orders_lease ON dbo.orders (lease) WHERE lease IS NOT NULL;
-- Of two counter orders planned at the same time one is refused here: both claim the same place.
CREATE UNIQUE INDEX orders_voids ON dbo.orders (voids, void_place) WHERE voids IS NOT NULL;

-- Tokens that were replaced, so that a late confirm hears "superseded" and not "unknown".
CREATE TABLE dbo.superseded_leases (
    lease     NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    order_row BIGINT NOT NULL,
    CONSTRAINT superseded_leases_key PRIMARY KEY (lease)
);

-- What the branch made of an order; beside the order, so that its row keeps its size.
CREATE TABLE dbo.order_receipts (
    order_row BIGINT NOT NULL,
    fiscal    NVARCHAR(MAX) NULL,
    receipt   NVARCHAR(MAX) NULL,
    CONSTRAINT order_receipts_key PRIMARY KEY (order_row)
);

CREATE TABLE dbo.order_events (
    order_row   BIGINT NOT NULL,
    place       INT NOT NULL,
    from_state  NVARCHAR(24) NULL,
    to_state    NVARCHAR(24) NOT NULL,
    happened_at BIGINT NOT NULL,
    actor       NVARCHAR(400) NOT NULL,
    reason      NVARCHAR(MAX) NULL,
    CONSTRAINT order_events_key PRIMARY KEY (order_row, place)
);

-- Rows stand in the order of their age, so that clearing old ones starts at the first row.
CREATE TABLE dbo.idempotency_keys (
    key_row         BIGINT IDENTITY(1, 1) NOT NULL,
    channel         NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    -- With the quotes around it that the header has: the engine takes "k" and "k " for equal where they end bare.
    idempotency_key NVARCHAR(257) COLLATE Latin1_General_BIN2 NOT NULL,
    payload_hash    NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    order_row       BIGINT NOT NULL,
    used_at         BIGINT NOT NULL,
    CONSTRAINT idempotency_keys_key PRIMARY KEY (key_row)
);

-- Of two posts that come with one key at once, one is refused here.
CREATE UNIQUE INDEX idempotency_keys_used ON dbo.idempotency_keys (channel, idempotency_key);

-- One row that readiness writes to, to know that the database takes writes.
CREATE TABLE dbo.probe (
    id   INT NOT NULL,
    hits BIGINT NOT NULL,
    CONSTRAINT probe_key PRIMARY KEY (id)
);

INSERT INTO dbo.probe (id, hits) VALUES (1, 0);
GO

CREATE TRIGGER dbo.order_events_keep ON dbo.order_events AFTER UPDATE, DELETE
AS
THROW 50002, N'Events are append-only.', 1;
GO
