using System.Text.Json;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing.Simulator;
using OrderConnector.Simulators.Shops;

namespace OrderConnector.Process.Tests.Killing;

/// <summary>What the branch's journal and its TSS say, read after the agent has ended.</summary>
internal static class JournalChecks
{
    private const int Page = 1000;

    /// <summary>Every broken promise in plain words.</summary>
    /// <param name="folder">The agent's data folder.</param>
    /// <param name="orders">What the shops were promised.</param>
    internal static async Task<IReadOnlyList<string>> ReadAsync(string folder, IReadOnlyList<PlacedOrder> orders)
    {
        var entries = Entries(folder);
        var eas = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "agent.json")))
            .RootElement.GetProperty("easSerialNumber").GetString()!;
        using var tss = SimulatedTss.Open(folder, new SimulatedTssOptions(), TimeProvider.System);
        return [.. OncePerOrder(entries, orders), .. await AgainstTheTssAsync(entries, tss, eas)];
    }

    private static List<JournalEntry> Entries(string folder)
    {
        using var journal = SqliteJournal.Open(Path.Combine(folder, "journal.db"), new string('0', 32));
        var entries = new List<JournalEntry>();
        while (journal.Read(entries.Count + 1, Page) is { Count: > 0 } page)
        {
            entries.AddRange(page);
        }

        return entries;
    }

    // An order is sold once, signed or unsigned with a reason, and only what was promised is sold.
    private static IEnumerable<string> OncePerOrder(List<JournalEntry> entries, IReadOnlyList<PlacedOrder> orders)
    {
        var sold = entries.Where(entry => entry.Fact.Kind is JournalKind.Signed or JournalKind.Unsigned)
            .ToLookup(entry => entry.Fact.OrderId!);
        var known = orders.ToDictionary(order => order.Id);
        return
        [
            .. sold.Where(times => times.Count() > 1).Select(times => $"{times.Key} was sold {times.Count()} times"),
            .. sold.Where(times => !known.ContainsKey(times.Key)).Select(times => $"{times.Key} was sold, and nobody ordered it"),
            .. orders.Where(order => order.Ends.Equals(PlacedOrder.Sold) && !sold.Contains(order.Id))
                .Select(order => $"{order.Number} {order.ExternalId} was never sold"),
            .. orders.Where(order => !order.Ends.Equals(PlacedOrder.Sold) && sold.Contains(order.Id))
                .Select(order => $"{order.Number} {order.ExternalId} was sold, though it is {order.Ends[0]}"),
            .. entries.Where(entry => entry.Fact.Kind == JournalKind.Unsigned
                    && string.IsNullOrEmpty(JournalData.Read<FiscalSummary>(entry.Fact).Reason))
                .Select(entry => $"{entry.Fact.OrderId} is unsigned without a reason"),
        ];
    }

    // Transaction by transaction: the TSS signed what the journal says it signed, and nothing besides.
    private static async Task<IReadOnlyList<string>> AgainstTheTssAsync(
        List<JournalEntry> entries, SimulatedTss tss, string eas)
    {
        var signed = entries.Where(entry => entry.Fact.Kind is JournalKind.Signed or JournalKind.SignatureFoundLater)
            .Select(entry => (entry.Fact.OrderId, Fiscal: JournalData.Read<FiscalSummary>(entry.Fact)))
            .ToLookup(entry => entry.Fiscal.TransactionNumber!.Value);
        var faults = new List<string>();
        for (var number = 1L; await ReadBackAsync(tss, eas, number) is { Exists: true } record; number++)
        {
            var times = signed[number].ToList();
            if (record.Signature is not { } signature)
            {
                faults.Add($"transaction {number} is still open");
            }
            else if (signature.Data.Text.StartsWith("AVBelegabbruch", StringComparison.Ordinal))
            {
                // That the journal tells of it is not asked: an agent killed between ending what led nowhere and
                // writing it down finds nothing open afterwards, and the log of the TSS alone has it.
                if (times.Count > 0)
                {
                    faults.Add($"transaction {number} was aborted; the journal has it signed");
                }
            }
            else if (times.Count != 1 || times[0].Fiscal.ProcessData != signature.Data.Text
                || times[0].Fiscal.Signature != Convert.ToBase64String(signature.Value))
            {
                faults.Add($"transaction {number} signed {signature.Data.Text}; the journal has it {times.Count} times");
            }
        }

        return faults;
    }

    private static async Task<TransactionOnRecord?> ReadBackAsync(SimulatedTss tss, string eas, long number) =>
        (await tss.ReadBackAsync(eas, number, CancellationToken.None)) is TssOutcome<TransactionOnRecord>.Done done
            ? done.Value
            : null;
}
