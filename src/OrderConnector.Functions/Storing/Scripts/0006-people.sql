-- Who may use the portal.
CREATE TABLE portal_users (
    name          TEXT    NOT NULL PRIMARY KEY,
    display_name  TEXT    NOT NULL,
    -- In lower case; App Service authentication names people by it.
    email         TEXT,
    role          TEXT    NOT NULL,
    -- JSON array; a manager's own branches.
    branches      TEXT    NOT NULL,
    language      TEXT    NOT NULL,
    -- Slow and salted, as ASP.NET Core's hasher writes it.
    password_hash TEXT    NOT NULL,
    -- Given by somebody else: to be changed at the first log in.
    must_change   INTEGER NOT NULL,
    -- Log ins that failed since the last that did not.
    failures      INTEGER NOT NULL,
    locked_until  INTEGER,
    disabled      INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    logged_in_at  INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX portal_users_email ON portal_users (email) WHERE email IS NOT NULL;

-- Who is logged in. The secret of the cookie is kept as its SHA-256 alone.
CREATE TABLE portal_sessions (
    id          TEXT    NOT NULL PRIMARY KEY,
    secret_hash BLOB    NOT NULL,
    user_name   TEXT    NOT NULL,
    started_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL
) WITHOUT ROWID;
-- Ends all of a user; clears what is over.
CREATE INDEX portal_sessions_user ON portal_sessions (user_name);
CREATE INDEX portal_sessions_age ON portal_sessions (started_at);
