using Microsoft.SqlServer.TransactSql.ScriptDom;
using OrderConnector.Functions.Storing.SqlServer;

namespace OrderConnector.SqlServer.Tests.Dialect;

/// <summary>The schema as it stands after all numbered scripts: each table once, with its indexes and triggers.</summary>
internal static class WholeSchema
{
    private const string Head =
        """
        -- The whole schema, for reading. Generated from the numbered scripts beside it, which are what runs and which say
        -- why each thing is there. A test compares it; with ORDERCONNECTOR_WRITE_SCHEMA=1 that test writes it anew.

        """;

    /// <summary>Folds the scripts; a statement that is not understood throws.</summary>
    public static string Fold()
    {
        var tables = new SortedDictionary<string, List<TSqlStatement>>(StringComparer.Ordinal);
        foreach (var statement in SqlServerSchema.Names().SelectMany(SqlServerSchema.Batches)
            .SelectMany(batch => StoreStatements.Parse(batch.Text).Batches).SelectMany(batch => batch.Statements))
        {
            Add(tables, statement);
        }

        return Head + string.Concat(tables.Values.Select(Write));
    }

    private static void Add(SortedDictionary<string, List<TSqlStatement>> tables, TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement table:
                tables.Add(table.SchemaObjectName.BaseIdentifier.Value, [table]);
                break;
            case CreateIndexStatement index:
                tables[index.OnName.BaseIdentifier.Value].Add(index);
                break;
            case CreateTriggerStatement trigger:
                tables[trigger.TriggerObject.Name.BaseIdentifier.Value].Add(trigger);
                break;
            case InsertStatement { InsertSpecification.Target: NamedTableReference target } insert:
                tables[target.SchemaObject.BaseIdentifier.Value].Add(insert);
                break;
            case AlterTableDropTableElementStatement
            {
                AlterTableDropTableElements: [{ TableElementType: TableElementType.Constraint, Name: { } name }],
            } drop:
                var keys = ((CreateTableStatement)tables[drop.SchemaObjectName.BaseIdentifier.Value][0])
                    .Definition.TableConstraints;
                keys.Remove(keys.Single(key => key.ConstraintIdentifier.Value == name.Value));
                break;
            case AlterTableAddTableElementStatement addition:
                var existing = (CreateTableStatement)tables[addition.SchemaObjectName.BaseIdentifier.Value][0];
                addition.Definition.ColumnDefinitions.ToList().ForEach(existing.Definition.ColumnDefinitions.Add);
                addition.Definition.TableConstraints.ToList().ForEach(existing.Definition.TableConstraints.Add);
                break;
            default:
                throw new NotSupportedException($"The whole schema does not know {statement.GetType().Name}.");
        }
    }

    private static string Write(List<TSqlStatement> statements)
    {
        var generator = new Sql150ScriptGenerator(new SqlScriptGeneratorOptions
        {
            IncludeSemicolons = true,
            AlignColumnDefinitionFields = true,
            NewLineBeforeOpenParenthesisInMultilineList = false,
        });
        var written = statements.Select(statement =>
        {
            generator.GenerateScript(statement, out var text);
            return statement is CreateTriggerStatement ? $"GO\n{text.TrimEnd()}\nGO\n" : text.TrimEnd(' ', '\r', '\n', ';') + ";\n";
        });
        return "\n" + string.Concat(written).ReplaceLineEndings("\n");
    }
}
