using System.Formats.Tar;
using System.Security.Cryptography;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Exporting;

/// <summary>
/// Reads a log export (TR-03153, 5.1) from its beginning and checks every message with its signature, the row of the
/// signature counters, and that each transaction that was started was finished. One archive per verifier.
/// </summary>
/// <param name="publicKey">The key of the TSS, 04‖X‖Y.</param>
public sealed class TssLogVerifier(byte[] publicKey)
{
    /// <summary>So many of a kind are named; all are counted.</summary>
    public const int MostNamed = 10;

    private const int LongestMessage = 4 * 1024 * 1024;
    private const int EndMark = 1024;

    private readonly byte[] _serialNumber = SHA256.HashData(publicKey);
    private readonly SortedDictionary<string, (long Count, List<string> First)> _found = new(StringComparer.Ordinal);
    private readonly CounterSet _counters = new();
    private readonly SortedSet<long> _open = [];
    private readonly HashSet<long> _finishedOnly = [];
    private (long Messages, long Valid, long Finished) _count;
    private (long First, long Last)? _row;
    private DateTimeOffset? _lastLogTime;

    /// <summary>Checks an archive; what cannot be read is a finding, no exception.</summary>
    /// <param name="archive">Can be sought in; stands at its beginning.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<TssLogFindings> CheckAsync(Stream archive, CancellationToken cancellationToken)
    {
        try
        {
            // A device that has nothing of a span may give nothing at all.
            if (archive.Length > 0)
            {
                await ReadAsync(archive, cancellationToken);
                await CheckEndAsync(archive, cancellationToken);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException or EndOfStreamException)
        {
            Find(TssLogFaults.ArchiveBroken, fault.Message);
        }

        return Conclude();
    }

    private async Task ReadAsync(Stream archive, CancellationToken cancellationToken)
    {
        await using var reader = new TarReader(archive, leaveOpen: true);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (!entry.Name.EndsWith(".log", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (entry.DataStream is not { Length: <= LongestMessage } data)
            {
                Find(TssLogFaults.MessageUnreadable, entry.Name);
                continue;
            }

            var message = new byte[data.Length];
            await data.ReadExactlyAsync(message, cancellationToken);
            Take(entry.Name, message);
        }
    }

    // A reader takes an archive that was cut between two files for a whole one: only its end mark tells.
    private async Task CheckEndAsync(Stream archive, CancellationToken cancellationToken)
    {
        var end = new byte[EndMark];
        archive.Position = Math.Max(0, archive.Length - EndMark);
        if (await archive.ReadAtLeastAsync(end, EndMark, throwOnEndOfStream: false, cancellationToken) < EndMark
            || end.AsSpan().ContainsAnyExcept((byte)0))
        {
            Find(TssLogFaults.ArchiveBroken, "The archive has no end mark: it was cut off.");
        }
    }

    private void Take(string name, byte[] encoded)
    {
        if (FoundLogMessage.Read(encoded) is not { } message)
        {
            Find(TssLogFaults.MessageUnreadable, name);
            return;
        }

        if (!_serialNumber.AsSpan().SequenceEqual(message.Seal.SerialNumber))
        {
            Find(TssLogFaults.OtherTss, $"{name} is of the TSS {Convert.ToHexStringLower(message.Seal.SerialNumber)}");
            return;
        }

        _count.Messages++;
        var counter = message.Seal.SignatureCounter;
        var verdict = SignatureCheck.Check(message, publicKey);
        if (verdict is SignatureVerdict.Valid)
        {
            _count.Valid++;
        }
        else
        {
            Find(TssLogFaults.SignatureInvalid, FormattableString.Invariant($"counter {counter}: {verdict}"));
        }

        if (!_counters.Add(counter))
        {
            Find(TssLogFaults.CounterRepeated, FormattableString.Invariant($"counter {counter}"));
            return;
        }

        _row = _row is { } row ? (Math.Min(row.First, counter), Math.Max(row.Last, counter)) : (counter, counter);
        _lastLogTime = _lastLogTime > message.Seal.Time ? _lastLogTime : message.Seal.Time;
        Follow(message);
    }

    // Archives need not be in the order of time: a finish may come before its start.
    private void Follow(FoundLogMessage message)
    {
        if (message is { Operation: TransactionLog.Start, Transaction.Number: var started })
        {
            if (!_finishedOnly.Remove(started))
            {
                _open.Add(started);
            }
        }
        else if (message is { Operation: TransactionLog.Finish, Transaction.Number: var finished })
        {
            _count.Finished++;
            if (!_open.Remove(finished))
            {
                _finishedOnly.Add(finished);
            }
        }
    }

    private TssLogFindings Conclude()
    {
        foreach (var (first, last) in _counters.Gaps())
        {
            Find(
                TssLogFaults.CounterMissing,
                first == last
                    ? FormattableString.Invariant($"counter {first}")
                    : FormattableString.Invariant($"counters {first} to {last}"),
                last - first + 1);
        }

        foreach (var number in _open)
        {
            Find(TssLogFaults.TransactionUnfinished, FormattableString.Invariant($"transaction {number}"));
        }

        return new TssLogFindings(
            _count.Messages, _count.Valid, _row?.First, _row?.Last, _count.Finished, _finishedOnly.Count,
            _lastLogTime,
            [.. _found.Select(found => new TssLogFinding(found.Key, found.Value.Count, found.Value.First))]);
    }

    private void Find(string fault, string detail, long count = 1)
    {
        var (before, first) = _found.GetValueOrDefault(fault, (0, []));
        if (first.Count < MostNamed)
        {
            first.Add(detail);
        }

        _found[fault] = (before + count, first);
    }
}
