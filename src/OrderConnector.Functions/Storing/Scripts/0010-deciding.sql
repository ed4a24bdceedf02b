-- The list a person decides on: orders their branch could not process.
CREATE INDEX orders_set_aside ON orders (row) WHERE state = 'setAside';
-- The keys of a channel; an agent's secrets when it is enrolled again or revoked.
CREATE INDEX keys_subject ON keys (purpose, subject);
