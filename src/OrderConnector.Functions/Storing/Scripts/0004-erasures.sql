-- Who erased the personal data of an order, when and why; the data themselves are gone.
CREATE TABLE erasures (
    row       INTEGER PRIMARY KEY,
    order_row INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    actor     TEXT    NOT NULL,
    reason    TEXT    NOT NULL
);
-- The record of one order.
CREATE INDEX erasures_order ON erasures (order_row, row);

CREATE TRIGGER erasures_keep BEFORE UPDATE ON erasures
BEGIN SELECT RAISE(ABORT, 'Erasures are append-only.'); END;
CREATE TRIGGER erasures_stay BEFORE DELETE ON erasures
BEGIN SELECT RAISE(ABORT, 'Erasures are append-only.'); END;
