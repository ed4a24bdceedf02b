using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>Reads a journal file, also beside the process that writes it.</summary>
public sealed class SqliteJournalReader : IDisposable
{
    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private const string Columns = """
        SELECT e.sequence AS Sequence, e.kind AS Kind, e.order_id AS OrderId, e.at AS At, e.data AS Data,
               p.data AS Personal, e.personal_hash AS PersonalHash, e.hash AS Hash
        FROM entries e LEFT JOIN personal p ON p.sequence = e.sequence
        """;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;

    /// <summary>Opens the file read-only.</summary>
    public SqliteJournalReader(string path) => _connection = JournalSchema.OpenReader(path);

    /// <summary>Where the chain on disk stands.</summary>
    public JournalHead ReadHead()
    {
        lock (_gate)
        {
            var (id, previousId) = _connection.QuerySingle<(string, string?)>("SELECT id, previous_id FROM journal");
            var last = _connection.QuerySingleOrDefault<Row>($"{Columns} ORDER BY e.sequence DESC LIMIT 1");
            return new JournalHead(id, last?.Sequence ?? 0, last is null ? "" : Hex(last.Hash), previousId);
        }
    }

    /// <summary>Entries from a sequence on, ascending.</summary>
    public IReadOnlyList<JournalEntry> Read(long fromSequence, int max) => Query(
        $"{Columns} WHERE e.sequence >= @fromSequence ORDER BY e.sequence LIMIT @max", new { fromSequence, max });

    /// <summary>All entries of one order, ascending.</summary>
    public IReadOnlyList<JournalEntry> ReadOrder(string orderId) => Query(
        $"{Columns} WHERE e.order_id = @orderId ORDER BY e.sequence", new { orderId });

    /// <summary>Ids of the orders collected under a number, oldest first.</summary>
    public IReadOnlyList<string> FindOrders(long orderNumber)
    {
        lock (_gate)
        {
            return [.. _connection.Query<string>(
                """
                SELECT order_id FROM entries
                WHERE kind = 'OrderCollected' AND json_extract(data, '$.order.number') = @orderNumber
                GROUP BY order_id ORDER BY MIN(sequence)
                """,
                new { orderNumber })];
        }
    }

    /// <summary>The last checkpoint; null where there is none.</summary>
    public JournalCheckpoint? ReadCheckpoint()
    {
        lock (_gate)
        {
            return _connection.QuerySingleOrDefault<JournalCheckpoint>(
                "SELECT sequence AS Sequence, hash AS Hash, state AS State FROM checkpoint");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    internal static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    private List<JournalEntry> Query(string sql, object parameters)
    {
        lock (_gate)
        {
            return [.. _connection.Query<Row>(sql, parameters).Select(ToEntry)];
        }
    }

    private static JournalEntry ToEntry(Row row) => new(
        row.Sequence,
        new JournalFact(
            // A kind this software does not know was written by a newer one: it must not be passed over.
            Enum.TryParse<JournalKind>(row.Kind, out var kind)
                ? kind
                : throw new InvalidDataException($"Entry {row.Sequence} is of the unknown kind '{row.Kind}'."),
            row.OrderId,
            DateTimeOffset.ParseExact(
                row.At, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            row.Data,
            row.Personal),
        Hex(row.Hash),
        row.PersonalHash);

    // A class with setters: what Dapper fills fastest and without a guess at constructor types.
    private sealed class Row
    {
        public long Sequence { get; set; }

        public string Kind { get; set; } = "";

        public string? OrderId { get; set; }

        public string At { get; set; } = "";

        public string Data { get; set; } = "";

        public string? Personal { get; set; }

        public string? PersonalHash { get; set; }

        public byte[] Hash { get; set; } = [];
    }
}
