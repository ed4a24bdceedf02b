-- An order that waits anew, a flag taken back, a release that came to a halt, is alerted to anew: it is listed once
-- under each kind for one wait, for ever. Whatever restarts, nobody is alerted twice to one and the same wait.
CREATE TABLE incident_waits (
    order_row   INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    incident_id TEXT    NOT NULL,
    since       INTEGER NOT NULL,
    overdue_at  INTEGER NOT NULL,
    listed_at   INTEGER NOT NULL,
    outcome     TEXT,
    outcome_at  INTEGER,
    PRIMARY KEY (order_row, kind, since)
) WITHOUT ROWID;
INSERT INTO incident_waits (order_row, kind, incident_id, since, overdue_at, listed_at, outcome, outcome_at)
SELECT order_row, kind, incident_id, since, overdue_at, listed_at, outcome, outcome_at FROM incident_orders;
DROP TABLE incident_orders;
ALTER TABLE incident_waits RENAME TO incident_orders;
-- What each turn asks of open incidents.
CREATE INDEX incident_orders_open ON incident_orders (incident_id) WHERE outcome IS NULL;
-- The orders of one incident, oldest first.
CREATE INDEX incident_orders_incident ON incident_orders (incident_id, order_row);
