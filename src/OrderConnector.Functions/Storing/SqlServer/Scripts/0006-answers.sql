-- What a call came to, written in its own transaction. The line may break between a commit and its answer: the call is
-- then tried again, and finds here that it is done. Kept for a day; calls that are recognised by what they wrote
-- (orders by their token, leases by theirs, reports by their sequence) leave no row.
CREATE TABLE dbo.answered_calls (
    call_id     BINARY(16) NOT NULL,
    answer      BIGINT NOT NULL,
    answered_at BIGINT NOT NULL,
    CONSTRAINT answered_calls_key PRIMARY KEY (call_id)
);

-- Clears what is old.
CREATE INDEX answered_calls_age ON dbo.answered_calls (answered_at);
