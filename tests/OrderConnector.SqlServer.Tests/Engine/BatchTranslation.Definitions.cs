using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OrderConnector.SqlServer.Tests.Engine;

internal sealed partial class BatchTranslation
{
    private string TableVariable(DeclareTableVariableBody body)
    {
        Refuse(body, body.Definition.TableConstraints.Count > 0 || body.Definition.Indexes.Count > 0);
        var name = TableOf(body.VariableName.Value);
        tableVariables.Add(name);
        var columns = body.Definition.ColumnDefinitions.Select(column =>
            $"{Name(column.ColumnIdentifier)} {BatchTypes.OfColumn(column.DataType)}");
        return $"CREATE TEMPORARY TABLE {name} ({string.Join(", ", columns)})";
    }

    private static string Table(CreateTableStatement table)
    {
        var parts = table.Definition.ColumnDefinitions.Select(Column)
            .Concat(table.Definition.TableConstraints.Select(Constraint));
        return $"CREATE TABLE {Schemed(table.SchemaObjectName)} ({string.Join(", ", parts)})";
    }

    private static string Drop(AlterTableDropTableElementStatement drop) =>
        drop.AlterTableDropTableElements is
            [{ TableElementType: TableElementType.Constraint, IsIfExists: false, Name: { } name }]
            ? $"ALTER TABLE {Schemed(drop.SchemaObjectName)} DROP CONSTRAINT {Name(name)}"
            : throw Unknown(drop);

    private static string Add(AlterTableAddTableElementStatement addition) =>
        addition.Definition is { ColumnDefinitions.Count: 0, Indexes.Count: 0, TableConstraints: [{ } constraint] }
            ? $"ALTER TABLE {Schemed(addition.SchemaObjectName)} ADD {Constraint(constraint)}"
            : throw Unknown(addition);

    private static string Column(ColumnDefinition column)
    {
        Refuse(column, column.ComputedColumnExpression is not null || column.DefaultConstraint is not null
            || column.Constraints.Any(constraint => constraint is not NullableConstraintDefinition));
        var isNullable = column.Constraints.OfType<NullableConstraintDefinition>().Single().Nullable;
        var collation = column.Collation switch
        {
            null => "",
            // PostgreSQL's "C": bytes of UTF-8, which stand in the order of the code points.
            { Value: "Latin1_General_BIN2" } => " COLLATE \"C\"",
            var other => throw Unknown(other),
        };
        var identity = column.IdentityOptions switch
        {
            null => "",
            { IdentitySeed: IntegerLiteral { Value: "1" }, IdentityIncrement: IntegerLiteral { Value: "1" } } =>
                " GENERATED ALWAYS AS IDENTITY",
            var other => throw Unknown(other),
        };
        return $"{Name(column.ColumnIdentifier)} {BatchTypes.OfColumn(column.DataType)}{collation}{identity}"
            + (isNullable ? "" : " NOT NULL");
    }

    private static string Constraint(ConstraintDefinition constraint) => constraint is UniqueConstraintDefinition
    {
        IsPrimaryKey: true, ConstraintIdentifier: { } name,
    } key
        ? $"CONSTRAINT {Name(name)} PRIMARY KEY ({Columns(key.Columns)})"
        : throw Unknown(constraint);

    private string Index(CreateIndexStatement index)
    {
        Refuse(index, index.IncludeColumns.Count > 0 || index.IndexOptions.Count > 0 || index.Clustered == true);
        var filter = index.FilterPredicate is { } predicate ? $" WHERE {Render(predicate)}" : "";
        return $"CREATE {(index.Unique ? "UNIQUE " : "")}INDEX {Name(index.Name)} ON {Schemed(index.OnName)} "
            + $"({Columns(index.Columns)}){filter}";
    }

    private static IEnumerable<string> Trigger(CreateTriggerStatement trigger)
    {
        if (trigger is not
            {
                TriggerType: TriggerType.After,
                StatementList.Statements: [ThrowStatement { ErrorNumber: IntegerLiteral number, Message: Literal message }],
            })
        {
            throw Unknown(trigger);
        }

        var name = Schemed(trigger.Name);
        var events = trigger.TriggerActions.Select(action => action.TriggerActionType switch
        {
            TriggerActionType.Update => "UPDATE",
            TriggerActionType.Delete => "DELETE",
            _ => throw Unknown(action),
        });
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION USING ERRCODE = '{StandInException.StateOf(Integer(number))}',
                MESSAGE = '{message.Value}'; END $$
            """);
        yield return $"CREATE TRIGGER {Name(trigger.Name.BaseIdentifier)} AFTER {string.Join(" OR ", events)} "
            + $"ON {Schemed(trigger.TriggerObject.Name)} FOR EACH STATEMENT EXECUTE FUNCTION {name}()";
    }

    private static string Columns(IEnumerable<ColumnWithSortOrder> columns) => string.Join(", ", columns.Select(
        column => column.SortOrder == SortOrder.NotSpecified
            ? Name(column.Column.MultiPartIdentifier.Identifiers.Single())
            : throw Unknown(column)));

    private static string Schemed(SchemaObjectName name) => name.SchemaIdentifier is { } schema
        ? $"{Name(schema)}.{Name(name.BaseIdentifier)}"
        : throw Unknown(name);
}
