-- What each process wrote that others must notice. A process counts in several slots, so that its transactions do not
-- wait for one another at one row; what others wrote is the sum over the rows of others, a few per process.
CREATE TABLE dbo.store_writers (
    writer     BINARY(16) NOT NULL,
    slot       INT NOT NULL,
    writes     BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    CONSTRAINT store_writers_key PRIMARY KEY (writer, slot)
);
