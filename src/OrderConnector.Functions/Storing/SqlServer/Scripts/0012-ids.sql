-- How ids of orders are derived here: 1 by the hash alone, 2 with a place in front (OrderIdForm). A store that has
-- orders keeps to 1 for ever: derived otherwise, a repeat would not meet its first try and be stored twice.
CREATE TABLE dbo.order_id_form (
    id   INT NOT NULL,
    form INT NOT NULL,
    CONSTRAINT order_id_form_key PRIMARY KEY (id)
);

INSERT INTO dbo.order_id_form (id, form)
SELECT 1, CASE WHEN EXISTS (SELECT 1 FROM dbo.orders AS o) THEN 1 ELSE 2 END;
