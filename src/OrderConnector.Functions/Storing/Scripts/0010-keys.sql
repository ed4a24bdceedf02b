-- The keys of a channel; an agent's secrets when it is enrolled again or revoked.
CREATE INDEX keys_subject ON keys (purpose, subject);
