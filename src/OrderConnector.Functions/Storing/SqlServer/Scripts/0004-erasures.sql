-- Who erased the personal data of an order, when and why; the data themselves are gone.
CREATE TABLE dbo.erasures (
    erasure_row BIGINT IDENTITY(1, 1) NOT NULL,
    order_row   BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    actor       NVARCHAR(400) NOT NULL,
    reason      NVARCHAR(MAX) NOT NULL,
    CONSTRAINT erasures_key PRIMARY KEY (erasure_row)
);

-- The record of one order.
CREATE INDEX erasures_order ON dbo.erasures (order_row, erasure_row);
GO

CREATE TRIGGER dbo.erasures_keep ON dbo.erasures AFTER UPDATE, DELETE
AS
THROW 50002, N'Erasures are append-only.', 1;
GO
