-- How ids of orders are derived here: 1 by the hash alone, 2 with a place in front (OrderIdForm). A store that has
-- orders keeps to 1 for ever: derived otherwise, a repeat would not meet its first try and be stored twice.
CREATE TABLE order_id_form (
    form INTEGER NOT NULL
);
INSERT INTO order_id_form (form) SELECT CASE WHEN EXISTS (SELECT 1 FROM orders) THEN 1 ELSE 2 END;
