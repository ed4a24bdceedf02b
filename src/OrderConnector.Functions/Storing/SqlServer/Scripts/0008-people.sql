-- Who may use the portal.
CREATE TABLE dbo.portal_users (
    name          NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    display_name  NVARCHAR(400) NOT NULL,
    -- In lower case; App Service authentication names people by it.
    email         NVARCHAR(400) COLLATE Latin1_General_BIN2 NULL,
    user_role     NVARCHAR(24) COLLATE Latin1_General_BIN2 NOT NULL,
    -- JSON array; a manager's own branches.
    branches      NVARCHAR(MAX) NOT NULL,
    user_language NVARCHAR(10) NOT NULL,
    -- Slow and salted, as ASP.NET Core's hasher writes it.
    password_hash NVARCHAR(400) NOT NULL,
    -- Given by somebody else: to be changed at the first log in.
    must_change   BIT NOT NULL,
    -- Log ins that failed since the last that did not.
    failures      INT NOT NULL,
    locked_until  BIGINT NULL,
    is_disabled   BIT NOT NULL,
    created_at    BIGINT NOT NULL,
    logged_in_at  BIGINT NULL,
    CONSTRAINT portal_users_key PRIMARY KEY (name)
);

CREATE UNIQUE INDEX portal_users_email ON dbo.portal_users (email) WHERE email IS NOT NULL;

-- Who is logged in. The secret of the cookie is kept as its SHA-256 alone.
CREATE TABLE dbo.portal_sessions (
    id          NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    secret_hash BINARY(32) NOT NULL,
    user_name   NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
    started_at  BIGINT NOT NULL,
    seen_at     BIGINT NOT NULL,
    CONSTRAINT portal_sessions_key PRIMARY KEY (id)
);

-- Ends all of a user; clears what is over.
CREATE INDEX portal_sessions_user ON dbo.portal_sessions (user_name);
CREATE INDEX portal_sessions_age ON dbo.portal_sessions (started_at);
