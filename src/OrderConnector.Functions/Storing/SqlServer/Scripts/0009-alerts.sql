-- Who is told of what, when and with what outcome. Nothing here changes an order: alerts only look at orders.

-- Counts decisions. Of several processes that decide at once one raises it; what the others decided falls away.
CREATE TABLE dbo.alert_turns (
    id   INT NOT NULL,
    turn BIGINT NOT NULL,
    CONSTRAINT alert_turns_key PRIMARY KEY (id)
);

INSERT INTO dbo.alert_turns (id, turn) VALUES (1, 0);

-- What a channel has set; absent, its kind's own deadline holds. Milliseconds.
CREATE TABLE dbo.channel_deadlines (
    channel       NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    overdue_after BIGINT NOT NULL,
    CONSTRAINT channel_deadlines_key PRIMARY KEY (channel)
);

-- What a branch has set; NULL leaves the product's own value. Milliseconds; minutes of the day.
CREATE TABLE dbo.branch_alerts (
    branch_id          NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    escalate_after     BIGINT NULL,
    agent_silent_after BIGINT NULL,
    held_after         BIGINT NULL,
    release_after      BIGINT NULL,
    hand_over_after    BIGINT NULL,
    queue_limit        INT NULL,
    watch_from         INT NULL,
    watch_to           INT NULL,
    CONSTRAINT branch_alerts_key PRIMARY KEY (branch_id)
);

CREATE TABLE dbo.contacts (
    id         NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id  NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    level_no   INT NOT NULL,
    name       NVARCHAR(100) NOT NULL,
    kind       NVARCHAR(20) NOT NULL,
    address    NVARCHAR(500) NOT NULL,
    language   NVARCHAR(10) NOT NULL,
    -- Signs the calls of a webhook; a symmetric key cannot be kept as a hash.
    secret     VARBINARY(64) NULL,
    added_at   BIGINT NOT NULL,
    removed_at BIGINT NULL,
    CONSTRAINT contacts_key PRIMARY KEY (id)
);

CREATE TABLE dbo.incidents (
    id                NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id         NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    kind              NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    opened_at         BIGINT NOT NULL,
    orders            INT NOT NULL,
    level_no          INT NOT NULL,
    escalate_at       BIGINT NULL,
    told_orders       INT NOT NULL,
    told_at           BIGINT NULL,
    calm_since        BIGINT NULL,
    acknowledged_at   BIGINT NULL,
    acknowledged_by   NVARCHAR(400) NULL,
    acknowledged_note NVARCHAR(MAX) NULL,
    closed_at         BIGINT NULL,
    since             BIGINT NULL,
    amount            BIGINT NULL,
    CONSTRAINT incidents_key PRIMARY KEY (id)
);

-- A branch has one open incident of each kind; two deciders cannot open two.
CREATE UNIQUE INDEX incidents_open ON dbo.incidents (branch_id, kind) WHERE closed_at IS NULL;
-- The list of a branch, newest first.
CREATE INDEX incidents_branch ON dbo.incidents (branch_id, opened_at);
-- The list of all branches.
CREATE INDEX incidents_age ON dbo.incidents (opened_at);

-- The same order is listed once under each kind, for ever: whatever restarts, nobody is alerted twice.
CREATE TABLE dbo.incident_orders (
    order_row   BIGINT NOT NULL,
    kind        NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    incident_id NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    since       BIGINT NOT NULL,
    overdue_at  BIGINT NOT NULL,
    listed_at   BIGINT NOT NULL,
    outcome     NVARCHAR(24) NULL,
    outcome_at  BIGINT NULL,
    CONSTRAINT incident_orders_key PRIMARY KEY (order_row, kind)
);

-- What each turn asks of open incidents.
CREATE INDEX incident_orders_open ON dbo.incident_orders (incident_id) WHERE outcome IS NULL;
-- The orders of one incident, oldest first.
CREATE INDEX incident_orders_incident ON dbo.incident_orders (incident_id, order_row);

-- The outbox of mails and calls. A row is written with the decision and stays, with what became of it.
CREATE TABLE dbo.notices (
    id            NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    incident_id   NVARCHAR(40) COLLATE Latin1_General_BIN2 NULL,
    contact_id    NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    kind          NVARCHAR(20) NOT NULL,
    made_at       BIGINT NOT NULL,
    due_at        BIGINT NOT NULL,
    attempts      INT NOT NULL,
    -- Until then one process is at it; others wait.
    claimed_until BIGINT NOT NULL,
    ended_at      BIGINT NULL,
    outcome       NVARCHAR(20) NULL,
    CONSTRAINT notices_key PRIMARY KEY (id)
);

-- What is still to be sent, the longest due first.
CREATE INDEX notices_due ON dbo.notices (due_at) WHERE ended_at IS NULL;
CREATE INDEX notices_incident ON dbo.notices (incident_id, made_at) WHERE incident_id IS NOT NULL;

CREATE TABLE dbo.notice_attempts (
    notice_id    NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    place        INT NOT NULL,
    attempted_at BIGINT NOT NULL,
    outcome      NVARCHAR(20) NOT NULL,
    detail       NVARCHAR(MAX) NULL,
    CONSTRAINT notice_attempts_key PRIMARY KEY (notice_id, place)
);

-- SHA-256 of the tokens in acknowledgement links; each mail carries one of its own.
CREATE TABLE dbo.ack_tokens (
    token_hash  BINARY(32) NOT NULL,
    incident_id NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    contact_id  NVARCHAR(40) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT ack_tokens_key PRIMARY KEY (token_hash)
);

-- Lengths of queues that are long; a row goes when its queue is short again.
CREATE TABLE dbo.queue_samples (
    branch_id  NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    length     INT NOT NULL,
    sampled_at BIGINT NOT NULL,
    CONSTRAINT queue_samples_key PRIMARY KEY (branch_id)
);

-- Orders that were collected after a wait, written with the move and forgotten once judged.
CREATE TABLE dbo.late_collections (
    order_row    BIGINT NOT NULL,
    since        BIGINT NOT NULL,
    collected_at BIGINT NOT NULL,
    CONSTRAINT late_collections_key PRIMARY KEY (order_row)
);

-- Since when an order waits for staff; beside the order, so that its row keeps its size. It goes with the release.
CREATE TABLE dbo.order_waits (
    order_row BIGINT NOT NULL,
    since     BIGINT NOT NULL,
    CONSTRAINT order_waits_key PRIMARY KEY (order_row)
);

-- What an agent told last of orders it signed and could not hand over.
CREATE TABLE dbo.agent_hand_overs (
    agent_id NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    awaiting INT NOT NULL,
    since    BIGINT NULL,
    CONSTRAINT agent_hand_overs_key PRIMARY KEY (agent_id)
);

-- Orders an agent could not process wait for a person, as held ones do.
CREATE INDEX orders_set_aside ON dbo.orders (order_row) WHERE state = N'setAside';
GO

CREATE TRIGGER dbo.notice_attempts_keep ON dbo.notice_attempts AFTER UPDATE, DELETE
AS
THROW 50002, N'Attempts are append-only.', 1;
GO
