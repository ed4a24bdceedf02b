using System.Data;
using Dapper;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>
/// A binary parameter of a declared length: one declared by its value would be compiled anew for each length.
/// </summary>
internal sealed class FixedBinary(byte[]? value, int size) : SqlMapper.ICustomQueryParameter
{
    private const int Max = -1;

    /// <summary>An order id, BINARY(16).</summary>
    public static FixedBinary Of(OrderId? id) => new(id is { } known ? OrderRecord.Bytes(known) : null, 16);

    /// <summary>Bytes of any length, VARBINARY(MAX).</summary>
    public static FixedBinary OfAny(byte[] bytes) => new(bytes, Max);

    /// <inheritdoc />
    public void AddParameter(IDbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = DbType.Binary;
        parameter.Size = size;
        parameter.Value = value ?? (object)DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
