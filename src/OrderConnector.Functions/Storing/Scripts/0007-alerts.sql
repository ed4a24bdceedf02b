-- Who is told of what, when and with what outcome. Nothing here changes an order: alerts only look at orders.

-- Counts decisions. Of several processes that decide at once one raises it; what the others decided falls away.
CREATE TABLE alert_turns (
    id   INTEGER PRIMARY KEY,
    turn INTEGER NOT NULL
);
INSERT INTO alert_turns (id, turn) VALUES (1, 0);

-- What a channel has set; absent, its kind's own deadline holds. Milliseconds.
CREATE TABLE channel_deadlines (
    channel       TEXT    NOT NULL PRIMARY KEY,
    overdue_after INTEGER NOT NULL
) WITHOUT ROWID;

-- What a branch has set; NULL leaves the product's own value. Milliseconds; minutes of the day.
CREATE TABLE branch_alerts (
    branch_id          TEXT NOT NULL PRIMARY KEY,
    escalate_after     INTEGER,
    agent_silent_after INTEGER,
    held_after         INTEGER,
    release_after      INTEGER,
    hand_over_after    INTEGER,
    queue_limit        INTEGER,
    watch_from         INTEGER,
    watch_to           INTEGER
) WITHOUT ROWID;

CREATE TABLE contacts (
    id         TEXT    NOT NULL PRIMARY KEY,
    branch_id  TEXT    NOT NULL,
    level      INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    address    TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    -- Signs the calls of a webhook; a symmetric key cannot be kept as a hash.
    secret     BLOB,
    added_at   INTEGER NOT NULL,
    removed_at INTEGER
) WITHOUT ROWID;

CREATE TABLE incidents (
    id                TEXT    NOT NULL PRIMARY KEY,
    branch_id         TEXT    NOT NULL,
    kind              TEXT    NOT NULL,
    opened_at         INTEGER NOT NULL,
    orders            INTEGER NOT NULL,
    level             INTEGER NOT NULL,
    escalate_at       INTEGER,
    told_orders       INTEGER NOT NULL,
    told_at           INTEGER,
    calm_since        INTEGER,
    acknowledged_at   INTEGER,
    acknowledged_by   TEXT,
    acknowledged_note TEXT,
    closed_at         INTEGER,
    since             INTEGER,
    amount            INTEGER
) WITHOUT ROWID;
-- A branch has one open incident of each kind; two deciders cannot open two.
CREATE UNIQUE INDEX incidents_open ON incidents (branch_id, kind) WHERE closed_at IS NULL;
-- The list of a branch, newest first.
CREATE INDEX incidents_branch ON incidents (branch_id, opened_at);
-- The list of all branches.
CREATE INDEX incidents_age ON incidents (opened_at);

-- The same order is listed once under each kind, for ever: whatever restarts, nobody is alerted twice.
CREATE TABLE incident_orders (
    order_row   INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    incident_id TEXT    NOT NULL,
    since       INTEGER NOT NULL,
    overdue_at  INTEGER NOT NULL,
    listed_at   INTEGER NOT NULL,
    outcome     TEXT,
    outcome_at  INTEGER,
    PRIMARY KEY (order_row, kind)
) WITHOUT ROWID;
-- What each turn asks of open incidents.
CREATE INDEX incident_orders_open ON incident_orders (incident_id) WHERE outcome IS NULL;
-- The orders of one incident, oldest first.
CREATE INDEX incident_orders_incident ON incident_orders (incident_id, order_row);

-- The outbox of mails and calls. A row is written with the decision and stays, with what became of it.
CREATE TABLE notices (
    id            TEXT    NOT NULL PRIMARY KEY,
    incident_id   TEXT,
    contact_id    TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    made_at       INTEGER NOT NULL,
    due_at        INTEGER NOT NULL,
    attempts      INTEGER NOT NULL,
    -- Until then one process is at it; others wait.
    claimed_until INTEGER NOT NULL,
    ended_at      INTEGER,
    outcome       TEXT
) WITHOUT ROWID;
-- What is still to be sent, the longest due first.
CREATE INDEX notices_due ON notices (due_at) WHERE ended_at IS NULL;
CREATE INDEX notices_incident ON notices (incident_id, made_at) WHERE incident_id IS NOT NULL;

CREATE TABLE notice_attempts (
    notice_id TEXT    NOT NULL,
    place     INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    outcome   TEXT    NOT NULL,
    detail    TEXT,
    PRIMARY KEY (notice_id, place)
) WITHOUT ROWID;
CREATE TRIGGER notice_attempts_keep BEFORE UPDATE ON notice_attempts
BEGIN SELECT RAISE(ABORT, 'Attempts are append-only.'); END;
CREATE TRIGGER notice_attempts_stay BEFORE DELETE ON notice_attempts
BEGIN SELECT RAISE(ABORT, 'Attempts are append-only.'); END;

-- SHA-256 of the tokens in acknowledgement links; each mail carries one of its own.
CREATE TABLE ack_tokens (
    hash        BLOB NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL,
    contact_id  TEXT NOT NULL
) WITHOUT ROWID;

-- Lengths of queues that are long; a row goes when its queue is short again.
CREATE TABLE queue_samples (
    branch_id TEXT    NOT NULL PRIMARY KEY,
    length    INTEGER NOT NULL,
    at        INTEGER NOT NULL
) WITHOUT ROWID;

-- Orders that were collected after a wait, written with the move and forgotten once judged.
CREATE TABLE late_collections (
    order_row    INTEGER PRIMARY KEY,
    since        INTEGER NOT NULL,
    collected_at INTEGER NOT NULL
);

-- Since when an order waits for staff; beside the order, so that its row keeps its size. It goes with the release.
CREATE TABLE order_waits (
    order_row INTEGER PRIMARY KEY,
    since     INTEGER NOT NULL
);

-- What an agent told last of orders it signed and could not hand over.
CREATE TABLE agent_hand_overs (
    agent_id TEXT    NOT NULL PRIMARY KEY,
    awaiting INTEGER NOT NULL,
    since    INTEGER
) WITHOUT ROWID;

-- Orders an agent could not process wait for a person, as held ones do.
CREATE INDEX orders_set_aside ON orders (row) WHERE state = 'setAside';
