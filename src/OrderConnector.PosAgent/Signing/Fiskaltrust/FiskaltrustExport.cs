using System.Formats.Tar;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>
/// Log messages of the TSS behind a queue. The middleware keeps what its daily closings took from the TSS, and hands
/// out what is still in the TSS apart from it: a span may lie in both.
/// </summary>
internal sealed class FiskaltrustExport(FiskaltrustCalls calls)
{
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);

    /// <summary>Writes the messages of a span; nothing is written before all of it is there.</summary>
    internal async Task<TssOutcome<long>> WriteAsync(
        DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken)
    {
        await using var joined = TemporaryFile.Create();
        var logs = 0L;
        await using (var archive = new TarWriter(joined, TarEntryFormat.Ustar, leaveOpen: true))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var read = await ReadAsync(
                from, to,
                async (entry, message) =>
                {
                    if (!seen.Add(entry.Name)
                        || (message is not null && (message.Seal.Time < from || message.Seal.Time > to)))
                    {
                        return;
                    }

                    logs += message is null ? 0 : 1;
                    await archive.WriteEntryAsync(entry, cancellationToken);
                },
                cancellationToken);
            if (read is not TssOutcome<bool>.Done)
            {
                return read.As<long>();
            }
        }

        joined.Position = 0;
        await joined.CopyToAsync(target, cancellationToken);
        return new TssOutcome<long>.Done(logs);
    }

    /// <summary>The signature of a transaction that was finished without an answer.</summary>
    internal async Task<TssOutcome<TssSignature>> FindAsync(
        SentTransaction sent, DateTimeOffset now, TssKey key, CancellationToken cancellationToken)
    {
        FoundLogMessage? start = null, finish = null;
        byte[]? encoded = null;
        var read = await ReadAsync(
            (sent.StartedAt ?? now) - s_margin, now + s_margin,
            (entry, message) =>
            {
                if (message?.Transaction is { } found && found.Number == sent.Number && found.ClientId == sent.ClientId)
                {
                    start = message.Operation == TransactionLog.Start ? message : start;
                    (finish, encoded) = message.Operation == TransactionLog.Finish
                        ? (message, Content(entry))
                        : (finish, encoded);
                }

                return Task.CompletedTask;
            },
            cancellationToken);
        return read.Then<TssSignature>(_ => finish is { Transaction: { } transaction, Seal: var seal }
            ? new TssOutcome<TssSignature>.Done(new TssSignature(
                transaction.ClientId, transaction.Number, seal.SignatureCounter,
                start?.Seal.Time ?? sent.StartedAt!.Value, seal.Time, transaction.Data, finish.Signature, key,
                SignedLogMessage.TryRead(encoded, out var _) ? null : encoded))
            : new TssOutcome<TssSignature>.Unknown("The transaction is not open, and its end is not in the log."));
    }

    private async Task<TssOutcome<bool>> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, Func<TarEntry, FoundLogMessage?, Task> take,
        CancellationToken cancellationToken)
    {
        // What the middleware keeps is older than what is still in the TSS.
        foreach (var type in new[] { FiskaltrustCases.KeptLog, FiskaltrustCases.TssLog })
        {
            await using var part = TemporaryFile.Create();
            var fetched = await calls.FetchJournalAsync(type, from, to, part, cancellationToken);
            if (fetched is not TssOutcome<bool>.Done)
            {
                return fetched;
            }

            part.Position = 0;
            try
            {
                await using var reader = new TarReader(part);
                while (await reader.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
                {
                    var message = entry.Name.EndsWith(".log", StringComparison.Ordinal)
                        ? FoundLogMessage.Read(Content(entry))
                        : null;
                    await take(entry, message);
                }
            }
            catch (Exception fault) when (fault is InvalidDataException or FormatException or EndOfStreamException)
            {
                return new TssOutcome<bool>.Unknown("The middleware exported something else than a TAR.");
            }
        }

        return new TssOutcome<bool>.Done(true);
    }

    private static byte[] Content(TarEntry entry)
    {
        if (entry.DataStream is not { } data)
        {
            return [];
        }

        using var copy = new MemoryStream();
        data.Position = 0;
        data.CopyTo(copy);
        data.Position = 0;
        return copy.ToArray();
    }
}
