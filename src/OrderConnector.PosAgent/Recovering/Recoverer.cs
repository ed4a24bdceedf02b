using Microsoft.Data.Sqlite;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Recovering;

/// <summary>
/// Starts a new journal that continues the one in the folder. Interrupted at any point it can be run again: the new
/// journal is whole before the old one is closed, and the old one is closed before it is moved away.
/// </summary>
public sealed class Recoverer(AgentFolder folder, Func<int, byte[]> random, TimeProvider time)
{
    /// <summary>Recovers; answers what was done, or the fault, in one sentence.</summary>
    /// <param name="agentId">Who writes the journal.</param>
    /// <param name="lastReceiptNumber">
    /// The last receipt number known from elsewhere; needed where the journal cannot be read.
    /// </param>
    public async Task<(string? Done, string? Fault)> RecoverAsync(string agentId, long? lastReceiptNumber)
    {
        if (!File.Exists(folder.Journal))
        {
            return File.Exists(folder.JournalInTheMaking)
                ? Finish("The interrupted recovery is finished.")
                : (null, $"There is no journal in {folder.Path}.");
        }

        try
        {
            using var old = SqliteJournal.Open(folder.Journal, NewId());
            var state = BranchSnapshot.Load(old);
            if (!state.IsClosed || !File.Exists(folder.JournalInTheMaking))
            {
                var newId = await MakeAsync(agentId, old.Head.Id, state, old.ReadOrder, lastReceiptNumber ?? 0);
                await old.AppendAsync(
                    [JournalData.Fact(
                        JournalKind.JournalClosed, null, time.GetUtcNow(), new JournalClosedData(newId, "recover"))],
                    CancellationToken.None);
            }
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException or FormatException
            or System.Text.Json.JsonException)
        {
            if (lastReceiptNumber is not { } last)
            {
                return (null, $"The journal cannot be read ({fault.Message}). Name the last receipt number that was "
                    + "issued, as the cloud's receipts show it, with --last-receipt.");
            }

            await MakeAsync(agentId, "", new BranchState(), _ => [], last);
        }

        return MoveAway();
    }

    private async Task<string> MakeAsync(
        string agentId, string oldId, BranchState state, Func<string, IReadOnlyList<JournalEntry>> readOrder,
        long lastReceiptNumber)
    {
        foreach (var ending in s_endings)
        {
            File.Delete(folder.JournalInTheMaking + ending);
        }

        var newId = NewId();
        var previous = oldId.Length > 0 ? oldId : null;
        using var journal = SqliteJournal.Open(folder.JournalInTheMaking, newId, previous);
        var opened = new JournalOpenedData(newId, agentId, previous, lastReceiptNumber, 1, 0, null);
        await journal.AppendAsync(
            RecoveryPlan.FirstFacts(state, readOrder, opened, time.GetUtcNow()), CancellationToken.None);
        return newId;
    }

    private (string? Done, string? Fault) MoveAway()
    {
        var id = TryReadId() ?? time.GetUtcNow().ToUnixTimeSeconds()
            .ToString(System.Globalization.CultureInfo.InvariantCulture);
        Move(folder.Journal, folder.ClosedJournal(id));
        return Finish($"The journal {id} is closed and kept as {Path.GetFileName(folder.ClosedJournal(id))}.");
    }

    private (string? Done, string? Fault) Finish(string sentence)
    {
        Move(folder.JournalInTheMaking, folder.Journal);
        return ($"{sentence} A new journal continues it; 'run' may start again.", null);
    }

    private string? TryReadId()
    {
        try
        {
            using var reader = new SqliteJournalReader(folder.Journal);
            return reader.ReadHead().Id;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    // The file itself last: while it is in its old place, the recovery can be run again.
    private static void Move(string from, string to)
    {
        foreach (var ending in s_endings.Where(ending => File.Exists(from + ending)))
        {
            File.Move(from + ending, to + ending, overwrite: true);
        }
    }

    private string NewId() => Convert.ToHexStringLower(random(16));

    private static readonly string[] s_endings = ["-wal", "-shm", ".lock", ""];
}
