-- How many orders came to what in which hour, raised in the transaction that moves them: the portal shows a day
-- without counting orders. What: "received", "counter" (a counter order received), or the state an order came to.
CREATE TABLE branch_hours (
    branch_id TEXT    NOT NULL,
    hour      INTEGER NOT NULL, -- hours since 1970, UTC
    what      TEXT    NOT NULL,
    count     INTEGER NOT NULL,
    PRIMARY KEY (branch_id, hour, what)
) WITHOUT ROWID;

INSERT INTO branch_hours (branch_id, hour, what, count)
SELECT o.branch_id, e.at / 3600000,
       CASE WHEN e.from_state IS NOT NULL THEN e.to_state WHEN o.voids IS NULL THEN 'received' ELSE 'counter' END,
       COUNT(*)
FROM order_events e JOIN orders o ON o.row = e.order_row
GROUP BY 1, 2, 3;

-- What branches reported of an order. By the order's row and not by its id: reports come while the order is young, so
-- these rows fall near one another, where an index on ids would dirty a page of its own for each.
CREATE TABLE order_reports (
    order_row  INTEGER NOT NULL,
    report_row INTEGER NOT NULL,
    PRIMARY KEY (order_row, report_row)
) WITHOUT ROWID;

INSERT INTO order_reports (order_row, report_row)
SELECT o.row, r.row FROM reports r JOIN orders o ON o.id = r.order_id;
