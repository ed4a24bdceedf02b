namespace OrderConnector.SqlServer.Tests.Dialect;

public sealed class WholeSchemaTests
{
    private const string Rewrite = "ORDERCONNECTOR_WRITE_SCHEMA";

    private static readonly string s_file = Path.Combine(SourceTree.Root, SourceTree.Store, "schema.sql");

    [Fact]
    public void The_whole_schema_is_what_the_numbered_scripts_make()
    {
        var folded = WholeSchema.Fold();
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(s_file, folded);
        }

        Assert.Equal(folded, File.ReadAllText(s_file).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_whole_schema_is_t_sql() => Assert.NotEmpty(
        StoreStatements.Parse(File.ReadAllText(s_file)).Batches.SelectMany(batch => batch.Statements));
}
