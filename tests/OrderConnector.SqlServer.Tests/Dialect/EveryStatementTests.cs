using System.Reflection;
using System.Text.RegularExpressions;
using OrderConnector.Functions.Storing.SqlServer;
using OrderConnector.SqlServer.Tests.Engine;

namespace OrderConnector.SqlServer.Tests.Dialect;

/// <summary>Every statement of the store is T-SQL, and of the kind that several engines read alike.</summary>
public sealed partial class EveryStatementTests
{
    public static TheoryData<string> Names => [.. StoreStatements.All().Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_statement_parses_and_keeps_to_the_dialect(string name) =>
        Assert.Empty(DialectRules.Check(StoreStatements.All().Single(one => one.Name == name).Text));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_statement_is_understood_by_the_stand_in_engine(string name)
    {
        var script = StoreStatements.Parse(StoreStatements.All().Single(one => one.Name == name).Text);

        foreach (var statement in script.Batches.SelectMany(batch => batch.Statements))
        {
            BatchTranslation.Try(statement);
        }
    }

    [Fact]
    public void There_are_statements_to_look_at() => Assert.True(StoreStatements.All().Count() > 50);

    [Theory]
    [InlineData("MERGE dbo.a USING dbo.b ON a.x = b.x WHEN MATCHED THEN DELETE;", "MERGE")]
    [InlineData("WAITFOR DELAY '00:00:01';", "WAITFOR")]
    [InlineData("WITH c AS (SELECT 1 AS x FROM dbo.a) DELETE FROM c;", "a common table expression")]
    [InlineData("UPDATE a SET x = 1 OUTPUT inserted.x FROM dbo.a AS a;", "UPDATE … FROM")]
    [InlineData("UPDATE dbo.a SET x = x + 1 OUTPUT inserted.x;", "a column without its table in UPDATE … OUTPUT")]
    [InlineData("UPDATE dbo.a SET x += 1;", "a compound assignment")]
    [InlineData("CREATE OR ALTER VIEW dbo.v AS SELECT 1 AS x;", "CREATE OR ALTER")]
    [InlineData("SELECT x FROM dbo.a WITH (UPDLOCK, READPAST);", "a table hint")]
    [InlineData("SELECT 1 AS x FROM sys.indexes;", "a system view")]
    [InlineData("SELECT x FROM a;", "a table without dbo")]
    [InlineData("EXEC sp_executesql N'SELECT 1';", "EXEC of anything but sp_getapplock")]
    [InlineData("UPDATE dbo.a SET x = 1; DELETE FROM dbo.b;", "a batch without SET NOCOUNT ON")]
    [InlineData("CREATE TABLE dbo.a (x INT NOT NULL, INDEX i (x));", "an index inside CREATE TABLE")]
    [InlineData("CREATE TABLE dbo.a (x INT NOT NULL PRIMARY KEY);", "a constraint beside a column")]
    [InlineData("CREATE TABLE dbo.a (x INT);", "a column that says neither NULL nor NOT NULL")]
    [InlineData(
        "SET NOCOUNT ON; SET XACT_ABORT ON; DELETE FROM dbo.a; DECLARE @n INT; SET @n = @@ROWCOUNT;",
        "@@ROWCOUNT not right behind")]
    [InlineData("SELECT FROM WHERE;", "line 1")]
    public void What_the_dialect_forbids_is_found(string text, string fault) =>
        Assert.Contains(DialectRules.Check(text), found => found.Contains(fault, StringComparison.Ordinal));

    /// <summary>
    /// Commands are made in one place, of a Statement. The tests on the stand-in engine refuse besides, while they run
    /// the store, whatever text is none of those that are parsed here.
    /// </summary>
    [Fact]
    public void A_command_is_made_in_one_place()
    {
        var made = from file in Directory.GetFiles(Path.Combine(SourceTree.Root, SourceTree.Store), "*.cs")
                   from line in File.ReadLines(file)
                   where MakesCommand().IsMatch(line)
                   select Path.GetFileName(file);

        Assert.Equal(["SqlServerSession.cs"], made.Distinct());
    }

    /// <summary>A Statement is made when its type is loaded, where the tests find it, or of a script's batch.</summary>
    [Fact]
    public void A_statement_is_made_in_static_fields_and_of_scripts_alone()
    {
        var makers = from type in typeof(Statement).Assembly.GetTypes()
                     from method in type.GetMembers(Everything).OfType<MethodBase>()
                     where Makes(method, typeof(Statement).GetConstructors().Single())
                     where !(method is ConstructorInfo && method.IsStatic)
                     select (type.DeclaringType ?? type).Name;

        Assert.Equal([nameof(SqlServerSchema)], makers.Distinct());
    }

    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static bool Makes(MethodBase method, ConstructorInfo constructor)
    {
        const byte newObject = 0x73;
        byte[] call = [newObject, .. BitConverter.GetBytes(constructor.MetadataToken)];
        return method.GetMethodBody()?.GetILAsByteArray().AsSpan().IndexOf(call) >= 0;
    }

    [GeneratedRegex(@"CommandDefinition|CommandText|CreateCommand|new SqlCommand|connection\.(Execute|Query)")]
    private static partial Regex MakesCommand();
}
