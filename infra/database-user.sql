-- Lets the app's managed identity into the database, with no more rights than it needs. Bicep cannot do this. Run once
-- after the first deployment, in the database itself (not in master), as the server's Entra administrator:
--
--   sqlcmd -S <serverHost> -d <databaseName> -G -i database-user.sql
--     -v IdentityName="<identityName>" ClientId="<identityClientId>"
--
-- The four values are outputs of the deployment. It can be run again: it changes nothing that is as it should be.
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
    CREATE ROLE orderconnector_app AUTHORIZATION dbo;
END;

-- Rows of the product's tables.
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dbo TO orderconnector_app;

-- The numbered schema changes that the app runs at its start: new tables, indexes and columns.
GRANT CREATE TABLE TO orderconnector_app;
GRANT ALTER, REFERENCES ON SCHEMA::dbo TO orderconnector_app;

ALTER ROLE orderconnector_app ADD MEMBER [$(IdentityName)];

COMMIT TRANSACTION;
