using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OrderConnector.Infra.Tests;

/// <summary>The script that lets the app into its database: T-SQL that parses, and rights that are listed here.</summary>
public sealed class DatabaseUserTests
{
    private static readonly string s_script = File.ReadAllText(Path.Combine(Repository.Infra, "database-user.sql"));

    [Fact]
    public void It_is_t_sql_and_so_is_what_it_puts_together()
    {
        Assert.Empty(Errors(s_script));
        Assert.Empty(Errors("CREATE USER [oc-id] WITH SID = 0x00112233445566778899aabbccddeeff, TYPE = E;"));
        Assert.NotEmpty(Errors("CREATE USER [oc-id] WHITH SID = 0x00;"));
    }

    [Fact]
    public void It_gives_rows_and_nothing_else_and_what_is_on_record_stays()
    {
        var rights = new Rights();
        Parse(s_script, out _).Accept(rights);

        Assert.Equal(
            [
                "DELETE ON SCHEMA dbo", "INSERT ON SCHEMA dbo", "SELECT ON SCHEMA dbo", "UPDATE ON SCHEMA dbo",
            ],
            rights.Given.Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "DELETE ON OBJECT audit_log", "DELETE ON OBJECT erasures", "DELETE ON OBJECT notice_attempts",
                "DELETE ON OBJECT order_events", "DELETE ON OBJECT reports", "DELETE ON OBJECT schema_scripts",
                "INSERT ON OBJECT schema_scripts",
                "UPDATE ON OBJECT audit_log", "UPDATE ON OBJECT erasures", "UPDATE ON OBJECT notice_attempts",
                "UPDATE ON OBJECT order_events", "UPDATE ON OBJECT reports", "UPDATE ON OBJECT schema_scripts",
            ],
            rights.Denied.Order(StringComparer.Ordinal));
        Assert.Equal(["orderconnector_app"], rights.To.Distinct());
        Assert.DoesNotContain("db_owner", s_script, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void It_is_run_as_a_whole_or_not_at_all()
    {
        Assert.Contains("SET XACT_ABORT ON;", s_script, StringComparison.Ordinal);
        Assert.Contains("COMMIT TRANSACTION;", s_script, StringComparison.Ordinal);
    }

    private static IList<ParseError> Errors(string script)
    {
        Parse(script, out var errors);
        return errors;
    }

    private static TSqlFragment Parse(string script, out IList<ParseError> errors) =>
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out errors);

    private sealed class Rights : TSqlFragmentVisitor
    {
        public List<string> Given { get; } = [];

        public List<string> Denied { get; } = [];

        public List<string> To { get; } = [];

        public override void Visit(GrantStatement node) => Note(node, Given);

        public override void Visit(DenyStatement node) => Note(node, Denied);

        private void Note(SecurityStatement node, List<string> rights)
        {
            var on = node.SecurityTargetObject is { } target
                ? $"{target.ObjectKind.ToString().ToUpperInvariant()} "
                    + target.ObjectName.MultiPartIdentifier.Identifiers[^1].Value
                : "DATABASE";
            rights.AddRange(node.Permissions.Select(
                permission => $"{string.Join(' ', permission.Identifiers.Select(word => word.Value))} ON {on}"));
            To.AddRange(node.Principals.Select(principal => principal.Identifier.Value));
        }
    }
}
