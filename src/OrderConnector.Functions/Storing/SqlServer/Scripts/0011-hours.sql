-- How many orders came to what in which hour, raised in the transaction that moves them: the portal shows a day
-- without counting orders. What: "received", "counter" (a counter order received), or the state an order came to.
-- The hour counts from 1970, UTC.
CREATE TABLE dbo.branch_hours (
    branch_id  NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    hour_place BIGINT NOT NULL,
    what       NVARCHAR(24) COLLATE Latin1_General_BIN2 NOT NULL,
    hits       BIGINT NOT NULL,
    CONSTRAINT branch_hours_key PRIMARY KEY (branch_id, hour_place, what)
);

INSERT INTO dbo.branch_hours (branch_id, hour_place, what, hits)
SELECT t.branch_id, t.hour_place, t.what, COUNT(*)
FROM (SELECT o.branch_id AS branch_id, e.happened_at / 3600000 AS hour_place,
             CASE WHEN e.from_state IS NOT NULL THEN e.to_state WHEN o.voids IS NULL THEN N'received'
                  ELSE N'counter' END AS what
      FROM dbo.order_events AS e INNER JOIN dbo.orders AS o ON o.order_row = e.order_row) AS t
GROUP BY t.branch_id, t.hour_place, t.what;

-- What branches reported of an order, by the order's row: reports come while the order is young, so these rows fall
-- near one another.
CREATE TABLE dbo.order_reports (
    order_row  BIGINT NOT NULL,
    report_row BIGINT NOT NULL,
    CONSTRAINT order_reports_key PRIMARY KEY (order_row, report_row)
);

INSERT INTO dbo.order_reports (order_row, report_row)
SELECT o.order_row, r.report_row FROM dbo.reports AS r INNER JOIN dbo.orders AS o ON o.id = r.order_id;
