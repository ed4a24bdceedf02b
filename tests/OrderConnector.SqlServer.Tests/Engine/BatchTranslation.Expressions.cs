using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OrderConnector.SqlServer.Tests.Engine;

internal sealed partial class BatchTranslation
{
    /// <summary>A value.</summary>
    public string Render(ScalarExpression expression) => expression switch
    {
        ColumnReferenceExpression { ColumnType: ColumnType.Regular } column =>
            string.Join('.', column.MultiPartIdentifier.Identifiers.Select(Name)),
        VariableReference variable => variable.Name,
        GlobalVariableExpression { Name: "@@ROWCOUNT" } => rowCount.ToString(CultureInfo.InvariantCulture),
        IntegerLiteral number => number.Value,
        NullLiteral => "NULL",
        BinaryLiteral { IsLargeObject: false } bytes => $"'\\x{bytes.Value[2..]}'::bytea",
        StringLiteral { IsNational: true } text => $"'{text.Value.Replace("'", "''", StringComparison.Ordinal)}'",
        ParenthesisExpression inner => $"({Render(inner.Expression)})",
        BinaryExpression binary =>
            $"({Render(binary.FirstExpression)} {Operator(binary)} {Render(binary.SecondExpression)})",
        CoalesceExpression first => $"COALESCE({string.Join(", ", first.Expressions.Select(Render))})",
        SearchedCaseExpression choice => Case(choice),
        ScalarSubquery query => $"({Query(query.QueryExpression)})",
        FunctionCall call => Call(call),
        _ => throw Unknown(expression),
    };

    /// <summary>A condition.</summary>
    public string Render(BooleanExpression condition) => condition switch
    {
        BooleanComparisonExpression comparison => $"{Render(comparison.FirstExpression)} "
            + $"{Comparison(comparison)} {Render(comparison.SecondExpression)}",
        BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.And } both =>
            $"{Render(both.FirstExpression)} AND {Render(both.SecondExpression)}",
        BooleanBinaryExpression { BinaryExpressionType: BooleanBinaryExpressionType.Or } either =>
            $"{Render(either.FirstExpression)} OR {Render(either.SecondExpression)}",
        BooleanNotExpression not => $"NOT {Render(not.Expression)}",
        BooleanParenthesisExpression inner => $"({Render(inner.Expression)})",
        BooleanIsNullExpression isNull => $"{Render(isNull.Expression)} IS {(isNull.IsNot ? "NOT " : "")}NULL",
        BooleanTernaryExpression { TernaryExpressionType: BooleanTernaryExpressionType.Between } between =>
            $"{Render(between.FirstExpression)} BETWEEN {Render(between.SecondExpression)} "
            + $"AND {Render(between.ThirdExpression)}",
        ExistsPredicate exists => $"EXISTS ({Query(exists.Subquery.QueryExpression)})",
        InPredicate { NotDefined: false, Subquery: { } query } within =>
            $"{Render(within.Expression)} IN ({Query(query.QueryExpression)})",
        InPredicate { NotDefined: false } within =>
            $"{Render(within.Expression)} IN ({string.Join(", ", within.Values.Select(Render))})",
        _ => throw Unknown(condition),
    };

    private static string Comparison(BooleanComparisonExpression comparison) => comparison.ComparisonType switch
    {
        BooleanComparisonType.Equals => "=",
        BooleanComparisonType.NotEqualToBrackets => "<>",
        BooleanComparisonType.LessThan => "<",
        BooleanComparisonType.LessThanOrEqualTo => "<=",
        BooleanComparisonType.GreaterThan => ">",
        BooleanComparisonType.GreaterThanOrEqualTo => ">=",
        _ => throw Unknown(comparison),
    };

    private static string Operator(BinaryExpression binary) => binary.BinaryExpressionType switch
    {
        BinaryExpressionType.Add => IsText(binary) ? "||" : "+",
        BinaryExpressionType.Subtract => "-",
        BinaryExpressionType.Multiply => "*",
        BinaryExpressionType.Divide => "/",
        _ => throw Unknown(binary),
    };

    // The store joins texts only around a literal.
    private static bool IsText(ScalarExpression expression) => expression switch
    {
        StringLiteral => true,
        BinaryExpression binary => IsText(binary.FirstExpression) || IsText(binary.SecondExpression),
        _ => false,
    };

    private string Case(SearchedCaseExpression choice)
    {
        var cases = choice.WhenClauses.Select(when =>
            $"WHEN {Render(when.WhenExpression)} THEN {Render(when.ThenExpression)}");
        var otherwise = choice.ElseExpression is { } value ? $" ELSE {Render(value)}" : "";
        return $"CASE {string.Join(' ', cases)}{otherwise} END";
    }

    private string Call(FunctionCall call)
    {
        Refuse(call, call.CallTarget is not null || call.UniqueRowFilter != UniqueRowFilter.NotSpecified
            || call.WithinGroupClause is not null);
        var name = call.FunctionName.Value.ToUpperInvariant();
        if (name == "ROW_NUMBER" && call.OverClause is { Partitions.Count: 0, WindowFrameClause: null } over)
        {
            return $"ROW_NUMBER() OVER ({OrderBy(over.OrderByClause).TrimStart()})";
        }

        Refuse(call, call.OverClause is not null);
        if (name == "COUNT" && call.Parameters is [ColumnReferenceExpression { ColumnType: ColumnType.Wildcard }])
        {
            return "CAST(COUNT(*) AS integer)";
        }

        if (name == "HASHBYTES")
        {
            return HashBytes(call);
        }

        var values = call.Parameters.Select(Render).ToList();
        return (name, values) switch
        {
            ("MAX", [var value]) => $"MAX({value})",
            ("MIN", [var value]) => $"MIN({value})",
            ("SUM", [var value]) => $"CAST(SUM({value}) AS bigint)",
            ("RTRIM", [var text]) => $"RTRIM({text})",
            ("CHARINDEX", [var part, var whole]) => $"STRPOS({whole}, {part})",
            ("SUBSTRING", [var text, var from, var length]) =>
                $"SUBSTR({text}, CAST({from} AS integer), CAST({length} AS integer))",
            // TO_REGCLASS would answer from a cache that another session's CREATE TABLE has not reached yet.
            ("OBJECT_ID", [var table, "'U'"]) =>
                $"(SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                + $"WHERE n.nspname || '.' || c.relname = {table})",
            _ => throw Unknown(call),
        };
    }

    // Of binary values alone, joined or not; SQL Server would hash the UTF-16 of a text.
    private string HashBytes(FunctionCall call) => call.Parameters switch
    {
        [StringLiteral { IsNational: false, Value: "SHA2_256" }, BinaryExpression
        {
            BinaryExpressionType: BinaryExpressionType.Add, FirstExpression: ColumnReferenceExpression first,
            SecondExpression: VariableReference second,
        }] => $"SHA256({Render(first)} || {Render(second)})",
        _ => throw Unknown(call),
    };
}
