using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>
/// Lets other processes see that this one wrote something they must look at: a counter row, raised in the transaction
/// that writes. Several rows, taken in turn: one would be a queue that every transaction of the process stands in.
/// </summary>
internal sealed class ChangeMarks
{
    private const int Slots = 64;

    private readonly byte[] writer = new byte[16];
    private uint turn;

    /// <summary>Names this process.</summary>
    public ChangeMarks(RandomBytes random) => random(writer);

    /// <summary>Raises the counter; needs @writer, @slot and @marked.</summary>
    public const string Raise =
        """
        UPDATE dbo.store_writers SET writes = store_writers.writes + 1, written_at = @marked
        WHERE store_writers.writer = @writer AND store_writers.slot = @slot;
        IF @@ROWCOUNT = 0
            INSERT INTO dbo.store_writers (writer, slot, writes, written_at) VALUES (@writer, @slot, 1, @marked);
        """;

    /// <summary>What others wrote: a few rows per process.</summary>
    public static readonly Statement ReadOthers = new(
        """
        SELECT COALESCE(SUM(writes), 0) AS writes FROM dbo.store_writers WHERE writer <> @writer;
        """);

    /// <summary>Forgets processes that ended.</summary>
    public static readonly Statement Forget = new("DELETE FROM dbo.store_writers WHERE written_at < @before;");

    /// <summary>This process.</summary>
    public FixedBinary Writer => new(writer, 16);

    /// <summary>The slot whose turn it is.</summary>
    public int NextSlot() => (int)(Interlocked.Increment(ref turn) % Slots);
}
