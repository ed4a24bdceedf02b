using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace OrderConnector.SqlServer.Tests.Engine;

/// <summary>A failure of the stand-in engine, with the number SQL Server has for its like.</summary>
public sealed class StandInException(int number, string message, Exception? cause = null) : DbException(message, cause)
{
    private const int Unexpected = 99999;
    private const string OwnClass = "OC";

    /// <summary>SQL Server's error number.</summary>
    public int Number { get; } = number;

    /// <summary>The SQLSTATE under which a trigger throws one of the store's own numbers.</summary>
    public static string StateOf(int number) =>
        OwnClass + (number - 50000).ToString("000", CultureInfo.InvariantCulture);

    /// <summary>What PostgreSQL says, as SQL Server would number it.</summary>
    public static StandInException Of(PostgresException failure) => new(
        failure.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation =>
                failure.ConstraintName?.EndsWith("_key", StringComparison.Ordinal) == true ? 2627 : 2601,
            PostgresErrorCodes.DeadlockDetected => 1205,
            PostgresErrorCodes.SerializationFailure => 3960,
            PostgresErrorCodes.LockNotAvailable => 1222,
            PostgresErrorCodes.NotNullViolation => 515,
            PostgresErrorCodes.StringDataRightTruncation => 2628,
            PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject => 2714,
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CannotConnectNow => 40613,
            var state when state.StartsWith(OwnClass, StringComparison.Ordinal) =>
                50000 + int.Parse(state[OwnClass.Length..], CultureInfo.InvariantCulture),
            _ => Unexpected,
        },
        failure.MessageText, failure);
}
