using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OrderConnector.SqlServer.Tests.Dialect;

/// <summary>
/// The T-SQL that SQL Server 2019, Azure SQL and Babelfish share, as far as the store needs it: what one of them lacks,
/// or reads differently, is a fault.
/// </summary>
internal sealed class DialectRules : TSqlFragmentVisitor
{
    private readonly List<string> faults = [];

    /// <summary>The faults of a batch; empty where there are none.</summary>
    public static IReadOnlyList<string> Check(string text)
    {
        var script = StoreStatements.Parse(text, out var errors);
        if (errors.Count > 0)
        {
            return [.. errors.Select(error => $"line {error.Line}: {error.Message}")];
        }

        var rules = new DialectRules();
        script.Accept(rules);
        foreach (var batch in script.Batches)
        {
            rules.CheckWholeness(batch);
        }

        return rules.faults;
    }

    public override void Visit(MergeStatement node) => Fault(node, "MERGE");

    public override void Visit(WaitForStatement node) => Fault(node, "WAITFOR");

    public override void Visit(CreateOrAlterProcedureStatement node) => Fault(node, "CREATE OR ALTER");

    public override void Visit(CreateOrAlterFunctionStatement node) => Fault(node, "CREATE OR ALTER");

    public override void Visit(CreateOrAlterTriggerStatement node) => Fault(node, "CREATE OR ALTER");

    public override void Visit(CreateOrAlterViewStatement node) => Fault(node, "CREATE OR ALTER");

    public override void Visit(WithCtesAndXmlNamespaces node) => Fault(node, "a common table expression");

    public override void Visit(TableHint node) => Fault(node, "a table hint: correctness rests on guards and indexes");

    public override void Visit(OptimizerHint node) => Fault(node, "a query hint");

    public override void Visit(CursorDefinition node) => Fault(node, "a cursor");

    public override void Visit(ExecuteStatement node)
    {
        if (node.ExecuteSpecification.ExecutableEntity is not ExecutableProcedureReference
            {
                ProcedureReference.ProcedureReference.Name.BaseIdentifier.Value: "sp_getapplock",
            })
        {
            Fault(node, "EXEC of anything but sp_getapplock: SQL made of strings escapes every check");
        }
    }

    public override void Visit(SetVariableStatement node) => Plain(node, node.AssignmentKind);

    public override void Visit(SelectSetVariable node) => Plain(node, node.AssignmentKind);

    public override void Visit(AssignmentSetClause node)
    {
        Plain(node, node.AssignmentKind);
        if (node.Variable is not null)
        {
            Fault(node, "an UPDATE that sets a variable");
        }
    }

    public override void Visit(UpdateSpecification node)
    {
        if (node.FromClause is not null)
        {
            Fault(node, "UPDATE … FROM");
        }

        Target(node.Target);
        var columns = new QualifiedColumns();
        foreach (var clause in node.SetClauses.OfType<AssignmentSetClause>())
        {
            clause.NewValue.Accept(columns);
        }

        node.WhereClause?.SearchCondition.Accept(columns);
        if (node.OutputClause is not null || node.OutputIntoClause is not null)
        {
            foreach (var bare in columns.Bare)
            {
                Fault(bare, "a column without its table in UPDATE … OUTPUT");
            }
        }
    }

    public override void Visit(DeleteSpecification node)
    {
        if (node.FromClause is not null)
        {
            Fault(node, "DELETE … FROM … FROM");
        }

        Target(node.Target);
    }

    // Almost every statement sets it, SET and IF included.
    public override void Visit(StatementList node) => CheckRowCounts(node.Statements);

    public override void Visit(TSqlBatch node) => CheckRowCounts(node.Statements);

    public override void Visit(CreateTableStatement node)
    {
        if (node.Definition.Indexes.Count > 0 || node.Definition.ColumnDefinitions.Any(c => c.Index is not null))
        {
            Fault(node, "an index inside CREATE TABLE");
        }

        foreach (var unnamed in node.Definition.TableConstraints.Where(c => c.ConstraintIdentifier is null))
        {
            Fault(unnamed, "a constraint without a name: its name would differ from database to database");
        }

        foreach (var column in node.Definition.ColumnDefinitions.Where(column => column.Constraints
            .Any(constraint => constraint is not NullableConstraintDefinition)))
        {
            Fault(column, "a constraint beside a column");
        }

        foreach (var silent in node.Definition.ColumnDefinitions.Where(column => column.Constraints.Count == 0))
        {
            Fault(silent, "a column that says neither NULL nor NOT NULL");
        }
    }

    public override void Visit(NamedTableReference node)
    {
        var name = node.SchemaObject;
        var isOwn = name.SchemaIdentifier is null && name.BaseIdentifier.Value is "inserted" or "deleted";
        if (name.SchemaIdentifier?.Value is "sys" or "INFORMATION_SCHEMA")
        {
            Fault(node, "a system view");
        }
        else if (!isOwn && name.SchemaIdentifier?.Value != "dbo")
        {
            Fault(node, "a table without dbo: another default schema would name another table");
        }
    }

    // A batch of more than one statement stops and is undone at its first error only under XACT_ABORT.
    private void CheckWholeness(TSqlBatch batch)
    {
        var isScript = batch.Statements.All(s => s is CreateTableStatement or CreateIndexStatement or InsertStatement
            or CreateTriggerStatement or AlterTableAddTableElementStatement or AlterTableDropTableElementStatement);
        var isReading = batch.Statements.All(s => s is SelectStatement);
        if (batch.Statements.Count == 1 || isScript || isReading)
        {
            return;
        }

        if (batch.Statements[0] is not PredicateSetStatement { Options: SetOptions.NoCount, IsOn: true }
            || batch.Statements[1] is not PredicateSetStatement { Options: SetOptions.XactAbort, IsOn: true })
        {
            Fault(batch, "a batch without SET NOCOUNT ON and SET XACT_ABORT ON");
        }
    }

    private void CheckRowCounts(IList<TSqlStatement> statements)
    {
        foreach (var (before, statement) in statements.Prepend(null).Zip(statements))
        {
            TSqlFragment? reader = statement switch
            {
                IfStatement choice => choice.Predicate,
                BeginEndBlockStatement => null,
                _ => statement,
            };
            var counts = new RowCounts();
            reader?.Accept(counts);
            if (counts.Found && before is not (InsertStatement or UpdateStatement or DeleteStatement))
            {
                Fault(statement, "@@ROWCOUNT not right behind the statement it counts");
            }
        }
    }

    private void Target(TableReference target)
    {
        if (target is NamedTableReference { Alias: not null } or not NamedTableReference)
        {
            Fault(target, "an UPDATE or DELETE of an alias");
        }
    }

    private void Plain(TSqlFragment node, AssignmentKind kind)
    {
        if (kind != AssignmentKind.Equals)
        {
            Fault(node, "a compound assignment");
        }
    }

    private void Fault(TSqlFragment node, string what) => faults.Add($"line {node.StartLine}: {what}");

    private sealed class RowCounts : TSqlFragmentVisitor
    {
        public bool Found { get; private set; }

        public override void Visit(GlobalVariableExpression node) =>
            Found |= node.Name.Equals("@@ROWCOUNT", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Columns that do not name their table; sub-queries have tables of their own.</summary>
    private sealed class QualifiedColumns : TSqlFragmentVisitor
    {
        public List<ColumnReferenceExpression> Bare { get; } = [];

        public override void ExplicitVisit(ScalarSubquery node)
        {
        }

        public override void Visit(ColumnReferenceExpression node)
        {
            if (node.MultiPartIdentifier?.Identifiers.Count == 1)
            {
                Bare.Add(node);
            }
        }
    }
}
