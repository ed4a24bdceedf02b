using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OrderConnector.SqlServer.Tests.Engine;

internal sealed partial class BatchTranslation
{
    /// <summary>A SELECT that gives its values to variables.</summary>
    public string RenderAssignment(QuerySpecification query) => Query(
        query, string.Join(", ", query.SelectElements.Cast<SelectSetVariable>().Select(element =>
            element.AssignmentKind == AssignmentKind.Equals ? Render(element.Expression) : throw Unknown(element))));

    private string Query(QueryExpression query) => query is QuerySpecification plain
        ? Query(plain, string.Join(", ", plain.SelectElements.Select(Element)))
        : throw Unknown(query);

    private string Query(QuerySpecification query, string elements)
    {
        Refuse(query, query.ForClause is not null || query.HavingClause is not null
            || query.OffsetClause is not null || query.UniqueRowFilter != UniqueRowFilter.NotSpecified);
        var from = query.FromClause is { } tables
            ? " FROM " + string.Join(", ", tables.TableReferences.Select(Source))
            : "";
        var limit = query.TopRowFilter switch
        {
            null => "",
            { Percent: false, WithTies: false } top => $" LIMIT {Render(top.Expression)}",
            var other => throw Unknown(other),
        };
        return $"SELECT {elements}{from}{Where(query.WhereClause)}{GroupBy(query.GroupByClause)}"
            + $"{OrderBy(query.OrderByClause)}{limit}";
    }

    private string GroupBy(GroupByClause? group) => group switch
    {
        null => "",
        { All: false, GroupByOption: GroupByOption.None } => " GROUP BY " + string.Join(", ", group
            .GroupingSpecifications.Select(one => one is ExpressionGroupingSpecification by
                ? Render(by.Expression)
                : throw Unknown(one))),
        _ => throw Unknown(group),
    };

    private string Element(SelectElement element) => element switch
    {
        SelectScalarExpression { ColumnName: null } bare => Render(bare.Expression),
        SelectScalarExpression { ColumnName.Identifier: { } name } named =>
            $"{Render(named.Expression)} AS {Name(name)}",
        _ => throw Unknown(element),
    };

    private string Source(TableReference source) => source switch
    {
        NamedTableReference { TableHints.Count: 0, TableSampleClause: null } table => TableName(table) + As(table),
        VariableTableReference table => TableName(table) + As(table),
        QueryDerivedTable { Columns.Count: 0 } derived => $"({Query(derived.QueryExpression)}){As(derived)}",
        QualifiedJoin { JoinHint: JoinHint.None } join =>
            $"{Source(join.FirstTableReference)} {Join(join)} {Source(join.SecondTableReference)} "
            + $"ON {Render(join.SearchCondition)}",
        // Each row of the first has its own answer of the second: LATERAL is the standard's word for it.
        UnqualifiedJoin { UnqualifiedJoinType: UnqualifiedJoinType.CrossApply } apply =>
            $"{Source(apply.FirstTableReference)} CROSS JOIN LATERAL {Source(apply.SecondTableReference)}",
        _ => throw Unknown(source),
    };

    private static string Join(QualifiedJoin join) => join.QualifiedJoinType switch
    {
        QualifiedJoinType.Inner => "INNER JOIN",
        QualifiedJoinType.LeftOuter => "LEFT JOIN",
        _ => throw Unknown(join),
    };

    private static string As(TableReferenceWithAlias table) => table.Alias is { } alias ? $" AS {Name(alias)}" : "";

    private string Where(WhereClause? where) => where switch
    {
        null => "",
        { Cursor: null } => $" WHERE {Render(where.SearchCondition)}",
        _ => throw Unknown(where),
    };

    private string OrderBy(OrderByClause? order) => order is null
        ? ""
        : " ORDER BY " + string.Join(", ", order.OrderByElements.Select(element => Render(element.Expression)
            + element.SortOrder switch
            {
                // SQL Server takes NULL for the smallest value, PostgreSQL for the greatest.
                SortOrder.NotSpecified or SortOrder.Ascending => " ASC NULLS FIRST",
                SortOrder.Descending => " DESC NULLS LAST",
                _ => throw Unknown(element),
            }));

    private static string TableName(TableReference table) => table switch
    {
        NamedTableReference { SchemaObject: { SchemaIdentifier: { } schema, DatabaseIdentifier: null } name } =>
            $"{Name(schema)}.{Name(name.BaseIdentifier)}",
        VariableTableReference variable => TableOf(variable.Variable.Name),
        _ => throw Unknown(table),
    };

    private static string TableOf(string variable) => "tv_" + variable.TrimStart('@').ToLowerInvariant();

    private static string Name(Identifier identifier) => $"\"{identifier.Value}\"";
}
