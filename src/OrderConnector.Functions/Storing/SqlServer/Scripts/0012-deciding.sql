-- The list a person decides on: orders their branch could not process.
CREATE INDEX orders_set_aside ON dbo.orders (order_row) WHERE state = N'setAside';
