using System.Data;
using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using NpgsqlTypes;

namespace OrderConnector.SqlServer.Tests.Engine;

/// <summary>Which type of PostgreSQL stands for which of SQL Server.</summary>
internal static class BatchTypes
{
    /// <summary>A parameter of the store. BIT is a small number here: T-SQL compares it with 0 and 1.</summary>
    public static BatchVariable OfParameter(DbType type, object? value) => type switch
    {
        DbType.String => new(NpgsqlDbType.Text, value),
        DbType.Int64 => new(NpgsqlDbType.Bigint, value),
        DbType.Int32 => new(NpgsqlDbType.Integer, value),
        DbType.Boolean => new(NpgsqlDbType.Smallint, value is bool bit ? (short)(bit ? 1 : 0) : null),
        DbType.Binary => new(NpgsqlDbType.Bytea, value),
        _ => throw new NotSupportedException($"A parameter of type {type}."),
    };

    /// <summary>A variable that a batch declares, NULL at first.</summary>
    public static BatchVariable OfDeclaration(DeclareVariableElement declaration) => declaration.Value is null
        ? new(
            Option(declaration.DataType) switch
            {
                SqlDataTypeOption.BigInt => NpgsqlDbType.Bigint,
                SqlDataTypeOption.Int => NpgsqlDbType.Integer,
                SqlDataTypeOption.Bit => NpgsqlDbType.Smallint,
                SqlDataTypeOption.NVarChar => NpgsqlDbType.Text,
                SqlDataTypeOption.Binary => NpgsqlDbType.Bytea,
                var other => throw new NotSupportedException($"A variable of type {other}."),
            },
            null)
        : throw new NotSupportedException("A declaration with a value.");

    /// <summary>A column's type.</summary>
    public static string OfColumn(DataTypeReference type)
    {
        var length = ((SqlDataTypeReference)type).Parameters.FirstOrDefault();
        return Option(type) switch
        {
            SqlDataTypeOption.BigInt => "bigint",
            SqlDataTypeOption.Int => "integer",
            SqlDataTypeOption.Bit => "smallint",
            SqlDataTypeOption.NVarChar when length is IntegerLiteral limit => $"varchar({limit.Value})",
            SqlDataTypeOption.NVarChar when length is MaxLiteral => "text",
            SqlDataTypeOption.Binary or SqlDataTypeOption.VarBinary => "bytea",
            var other => throw new NotSupportedException($"A column of type {other}."),
        };
    }

    /// <summary>A variable's value as a parameter takes it.</summary>
    public static object Fit(BatchVariable variable) => variable.Value is null
        ? DBNull.Value
        : variable.Type switch
        {
            NpgsqlDbType.Bigint => Convert.ToInt64(variable.Value, CultureInfo.InvariantCulture),
            NpgsqlDbType.Integer => Convert.ToInt32(variable.Value, CultureInfo.InvariantCulture),
            NpgsqlDbType.Smallint => Convert.ToInt16(variable.Value, CultureInfo.InvariantCulture),
            _ => variable.Value,
        };

    private static SqlDataTypeOption Option(DataTypeReference type) => type is SqlDataTypeReference known
        ? known.SqlDataTypeOption
        : throw new NotSupportedException($"A type named {type.Name.BaseIdentifier.Value}.");
}
