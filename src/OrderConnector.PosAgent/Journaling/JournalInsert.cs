using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>The prepared statements that write an entry; kept, because preparing costs more than inserting.</summary>
internal sealed class JournalInsert : IDisposable
{
    private readonly SqliteCommand _entry;
    private readonly SqliteCommand _personal;
    private readonly SqliteParameter _sequence;
    private readonly SqliteParameter _kind;
    private readonly SqliteParameter _orderId;
    private readonly SqliteParameter _at;
    private readonly SqliteParameter _data;
    private readonly SqliteParameter _personalHash;
    private readonly SqliteParameter _hash;
    private readonly SqliteParameter _personalSequence;
    private readonly SqliteParameter _personalData;

    internal JournalInsert(SqliteConnection connection)
    {
        _entry = connection.CreateCommand();
        _entry.CommandText = """
            INSERT INTO entries (sequence, kind, order_id, at, data, personal_hash, hash)
            VALUES ($sequence, $kind, $order, $at, $data, $personalHash, $hash)
            """;
        _sequence = _entry.Parameters.Add("$sequence", SqliteType.Integer);
        _kind = _entry.Parameters.Add("$kind", SqliteType.Text);
        _orderId = _entry.Parameters.Add("$order", SqliteType.Text);
        _at = _entry.Parameters.Add("$at", SqliteType.Text);
        _data = _entry.Parameters.Add("$data", SqliteType.Text);
        _personalHash = _entry.Parameters.Add("$personalHash", SqliteType.Text);
        _hash = _entry.Parameters.Add("$hash", SqliteType.Blob);
        _personal = connection.CreateCommand();
        _personal.CommandText = "INSERT INTO personal (sequence, data) VALUES ($sequence, $data)";
        _personalSequence = _personal.Parameters.Add("$sequence", SqliteType.Integer);
        _personalData = _personal.Parameters.Add("$data", SqliteType.Text);
        _entry.Prepare();
        _personal.Prepare();
    }

    internal void Write(
        SqliteTransaction transaction, long sequence, JournalFact fact, string? personalHash, byte[] hash)
    {
        _entry.Transaction = transaction;
        _sequence.Value = sequence;
        _kind.Value = fact.Kind.ToString();
        _orderId.Value = (object?)fact.OrderId ?? DBNull.Value;
        _at.Value = fact.At.UtcDateTime.ToString(SqliteJournalReader.TimeFormat, CultureInfo.InvariantCulture);
        _data.Value = fact.Data;
        _personalHash.Value = (object?)personalHash ?? DBNull.Value;
        _hash.Value = hash;
        _entry.ExecuteNonQuery();
        if (fact.Kind is JournalKind.PersonalErased)
        {
            JournalSchema.ErasePersonal(_entry.Connection!, transaction, [fact.OrderId!]);
        }

        if (fact.Personal is null)
        {
            return;
        }

        _personal.Transaction = transaction;
        _personalSequence.Value = sequence;
        _personalData.Value = fact.Personal;
        _personal.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _entry.Dispose();
        _personal.Dispose();
    }
}
