-- Lets the app's managed identity into the database, with no more rights than it needs. Bicep cannot do this. Run after
-- the first "admin migrate", in the database itself (not in master), as the server's Entra administrator:
--
--   sqlcmd -S <serverHost> -d <databaseName> -G -i infra/database-user.sql
--     -v IdentityName="<identityName>" ClientId="<identityClientId>"
--
-- The four values are outputs of the deployment. It can be run again: what is as it should be stays so.
SET XACT_ABORT ON;
BEGIN TRANSACTION;

-- Made from the client id, not looked up by name: the server needs no right to read the directory.
IF DATABASE_PRINCIPAL_ID(N'$(IdentityName)') IS NULL
BEGIN
    DECLARE @sid nvarchar(34) =
        CONVERT(nvarchar(34), CONVERT(varbinary(16), CONVERT(uniqueidentifier, N'$(ClientId)')), 1);
    DECLARE @create nvarchar(400) =
        N'CREATE USER ' + QUOTENAME(N'$(IdentityName)') + N' WITH SID = ' + @sid + N', TYPE = E;';
    EXEC sys.sp_executesql @create;
END;

IF DATABASE_PRINCIPAL_ID(N'orderconnector_app') IS NULL
BEGIN
    EXEC sys.sp_executesql N'CREATE ROLE orderconnector_app AUTHORIZATION dbo;';
END;

-- Rows, and nothing but rows: the schema is changed by "admin migrate" under the administrator's login.
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO orderconnector_app;

-- What is on record stays on record. Triggers say the same to everybody; here it is no right of the app to begin with.
DENY UPDATE, DELETE ON OBJECT::dbo.order_events TO orderconnector_app;
DENY UPDATE, DELETE ON OBJECT::dbo.reports TO orderconnector_app;
DENY UPDATE, DELETE ON OBJECT::dbo.erasures TO orderconnector_app;
DENY UPDATE, DELETE ON OBJECT::dbo.audit_log TO orderconnector_app;
DENY UPDATE, DELETE ON OBJECT::dbo.notice_attempts TO orderconnector_app;
DENY INSERT, UPDATE, DELETE ON OBJECT::dbo.schema_scripts TO orderconnector_app;

ALTER ROLE orderconnector_app ADD MEMBER [$(IdentityName)];

COMMIT TRANSACTION;
