using System.Data.Common;

namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>What an error of the engine means to the store.</summary>
internal enum SqlServerFailure
{
    /// <summary>Another writer was first, and nothing of ours was kept: look again, at once.</summary>
    Raced,

    /// <summary>The engine is paused, moving or overloaded, or the line broke: try again, with patience.</summary>
    Away,

    /// <summary>Trying again would end the same way.</summary>
    Final,
}

/// <summary>Reads error numbers.</summary>
internal static class SqlServerFailures
{
    /// <summary>A guard of a statement did not hold (our own THROW).</summary>
    public const int GuardFailed = 50001;

    /// <summary>A unique index, or a primary key, refused a row: one and the same thing here.</summary>
    public const int DuplicateRow = 2601;

    /// <inheritdoc cref="DuplicateRow"/>
    public const int DuplicateKey = 2627;

    /// <summary>Chosen as the victim of a deadlock; rolled back.</summary>
    public const int Deadlock = 1205;

    /// <summary>A procedure that is not there.</summary>
    public const int NoSuchProcedure = 2812;

    /// <summary>An object that is there already.</summary>
    public const int ObjectExists = 2714;

    /// <summary>The database is paused or moving: serverless resumes within about a minute.</summary>
    public const int DatabaseUnavailable = 40613;

    /// <summary>The command's time ran out.</summary>
    public const int TimedOut = -2;

    /// <summary>What a number means.</summary>
    public static SqlServerFailure Of(int number) => number switch
    {
        GuardFailed or DuplicateRow or DuplicateKey or Deadlock => SqlServerFailure.Raced,
        // A row lock that was not granted; conflicts of row versions.
        1222 or 3935 or 3960 or 3966 or 41302 or 41305 or 41325 => SqlServerFailure.Raced,
        TimedOut => SqlServerFailure.Away,
        // Azure SQL: failing over, throttled, out of workers, resuming.
        DatabaseUnavailable or 615 or 4060 or 4221 or 10928 or 10929 or 10936 or 40143 or 40166 or 40197 or 40501
            or 40540 or 42108 or 42109 or 49918 or 49919 or 49920 => SqlServerFailure.Away,
        // The engine stops, starts, recovers or has no memory for the moment.
        701 or 802 or 904 or 922 or 926 or 6005 or 8645 or 8651 or 9001 or 17142 or 18401 or 21
            => SqlServerFailure.Away,
        // The line: not reached, refused, broken, silent.
        0 or 2 or 11 or 20 or 35 or 40 or 53 or 64 or 121 or 233 or 258 or 1236 or 10053 or 10054 or 10060 or 10061
            or 11001 => SqlServerFailure.Away,
        _ => SqlServerFailure.Final,
    };
}

/// <summary>What was read no longer holds when it is to be acted on; caught by the retry.</summary>
internal sealed class RaceLostException(string what) : DbException(what);
