-- An order that waits anew, a flag taken back, a release that came to a halt, is alerted to anew: it is listed once
-- under each kind for one wait, for ever. Whatever restarts, nobody is alerted twice to one and the same wait.
ALTER TABLE dbo.incident_orders DROP CONSTRAINT incident_orders_key;

ALTER TABLE dbo.incident_orders ADD CONSTRAINT incident_orders_key PRIMARY KEY (order_row, kind, since);
