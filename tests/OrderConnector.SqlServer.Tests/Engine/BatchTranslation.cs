using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OrderConnector.SqlServer.Tests.Engine;

/// <summary>
/// One T-SQL statement as PostgreSQL takes it. Written for what the store uses: any other construct throws, so that
/// nothing runs here that means something else there.
/// </summary>
internal sealed partial class BatchTranslation(int rowCount)
{
    private readonly List<string> tableVariables = [];

    /// <summary>Temporary tables the statement made for table variables.</summary>
    public IReadOnlyList<string> TableVariables => tableVariables;

    /// <summary>Translates a statement and all inside it, for its own sake; throws where it is not understood.</summary>
    public static void Try(TSqlStatement statement)
    {
        var translation = new BatchTranslation(0);
        switch (statement)
        {
            case BeginEndBlockStatement block:
                block.StatementList.Statements.ToList().ForEach(Try);
                break;
            case IfStatement choice:
                translation.Render(choice.Predicate);
                Try(choice.ThenStatement);
                if (choice.ElseStatement is { } otherwise)
                {
                    Try(otherwise);
                }

                break;
            case SetVariableStatement set:
                translation.Render(set.Expression);
                break;
            case SelectStatement { QueryExpression: QuerySpecification query } when query.SelectElements
                .All(element => element is SelectSetVariable):
                translation.RenderAssignment(query);
                break;
            case ExecuteStatement call:
                AppLock(call);
                break;
            case DeclareVariableStatement declaration:
                declaration.Declarations.ToList().ForEach(one => BatchTypes.OfDeclaration(one));
                break;
            case PredicateSetStatement or BeginTransactionStatement or CommitTransactionStatement
                or RollbackTransactionStatement or ThrowStatement:
                break;
            default:
                _ = translation.Render(statement).ToList();
                break;
        }
    }

    /// <summary>The statements of PostgreSQL that stand for one of T-SQL.</summary>
    public IEnumerable<string> Render(TSqlStatement statement) => statement switch
    {
        SelectStatement { Into: null, WithCtesAndXmlNamespaces: null, ComputeClauses.Count: 0 } select =>
            [Query(select.QueryExpression)],
        InsertStatement { WithCtesAndXmlNamespaces: null } insert => [Insert(insert.InsertSpecification)],
        UpdateStatement { WithCtesAndXmlNamespaces: null } update => [Update(update.UpdateSpecification)],
        DeleteStatement { WithCtesAndXmlNamespaces: null } delete => [Delete(delete.DeleteSpecification)],
        DeclareTableVariableStatement declaration => [TableVariable(declaration.Body)],
        CreateTableStatement table => [Table(table)],
        CreateIndexStatement index => [Index(index)],
        AlterTableDropTableElementStatement drop => [Drop(drop)],
        AlterTableAddTableElementStatement addition => [Add(addition)],
        CreateTriggerStatement trigger => Trigger(trigger),
        _ => throw Unknown(statement),
    };

    /// <summary>A literal number.</summary>
    public static int Integer(IntegerLiteral literal) => int.Parse(literal.Value, CultureInfo.InvariantCulture);

    /// <summary>Whether translated SQL reads a variable.</summary>
    public static bool Mentions(string sql, string variable) =>
        Regex.IsMatch(sql, Regex.Escape(variable) + @"(?!\w)", RegexOptions.IgnoreCase);

    /// <summary>The resource of a call of sp_getapplock, and the variable that takes its result.</summary>
    public static (string Resource, string Result) AppLock(ExecuteStatement call)
    {
        if (call.ExecuteSpecification is not
            {
                Variable.Name: { } result,
                ExecutableEntity: ExecutableProcedureReference
                {
                    ProcedureReference.ProcedureReference.Name.BaseIdentifier.Value: "sp_getapplock",
                } procedure,
            })
        {
            throw Unknown(call);
        }

        var values = procedure.Parameters.ToDictionary(
            parameter => parameter.Variable.Name, parameter => parameter.ParameterValue as Literal);
        return values["@LockMode"]?.Value == "Exclusive" && values["@LockOwner"]?.Value == "Transaction"
            ? (values["@Resource"]!.Value, result)
            : throw Unknown(call);
    }

    private string Insert(InsertSpecification insert)
    {
        Refuse(insert, insert.TopRowFilter is not null || insert.OutputIntoClause is not null);
        var columns = string.Join(", ", insert.Columns.Select(column =>
            Name(column.MultiPartIdentifier.Identifiers.Single())));
        var source = insert.InsertSource switch
        {
            SelectInsertSource select => Query(select.Select),
            ValuesInsertSource { IsDefaultValues: false } rows => "VALUES " + string.Join(", ", rows.RowValues
                .Select(row => $"({string.Join(", ", row.ColumnValues.Select(Render))})")),
            _ => throw Unknown(insert),
        };
        return $"INSERT INTO {TableName(insert.Target)} ({columns}) {source}{Returning(insert.OutputClause)}";
    }

    private string Update(UpdateSpecification update)
    {
        Refuse(update, update.TopRowFilter is not null || update.FromClause is not null);
        var sets = update.SetClauses.Select(clause => clause is AssignmentSetClause
        {
            Variable: null, AssignmentKind: AssignmentKind.Equals,
        } set
            ? $"{Name(set.Column.MultiPartIdentifier.Identifiers.Single())} = {Render(set.NewValue)}"
            : throw Unknown(clause));
        var statement = $"UPDATE {TableName(update.Target)} SET {string.Join(", ", sets)}{Where(update.WhereClause)}";
        if (update.OutputIntoClause is not { } into)
        {
            return statement + Returning(update.OutputClause);
        }

        Refuse(into, update.OutputClause is not null);
        var columns = string.Join(", ", into.IntoTableColumns.Select(column =>
            Name(column.MultiPartIdentifier.Identifiers.Single())));
        var outputs = string.Join(", ", into.SelectColumns.Select(Output));
        return $"WITH changed AS ({statement} RETURNING {outputs}) "
            + $"INSERT INTO {TableName(into.IntoTable)} ({columns}) SELECT * FROM changed";
    }

    private string Delete(DeleteSpecification delete)
    {
        Refuse(delete, delete.TopRowFilter is not null || delete.FromClause is not null
            || delete.OutputClause is not null || delete.OutputIntoClause is not null);
        return $"DELETE FROM {TableName(delete.Target)}{Where(delete.WhereClause)}";
    }

    private static string Returning(OutputClause? output) => output is null
        ? ""
        : " RETURNING " + string.Join(", ", output.SelectColumns.Select(Output));

    // Only the new row: what PostgreSQL 15 gives back is the row after the change.
    private static string Output(SelectElement element) =>
        element is SelectScalarExpression
        {
            ColumnName: null,
            Expression: ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [{ Value: "inserted" }, var column] },
        }
            ? Name(column)
            : throw Unknown(element);

    private static void Refuse(TSqlFragment fragment, bool isNotUnderstood)
    {
        if (isNotUnderstood)
        {
            throw Unknown(fragment);
        }
    }

    private static NotSupportedException Unknown(TSqlFragment fragment)
    {
        var text = string.Concat(Enumerable.Range(fragment.FirstTokenIndex, fragment.LastTokenIndex
            - fragment.FirstTokenIndex + 1).Select(index => fragment.ScriptTokenStream[index].Text));
        return new NotSupportedException($"The stand-in engine does not know {fragment.GetType().Name}: {text}");
    }
}
