using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Http;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>
/// Log exports of the connector: the text of a TAR in base64. A span with too many records is halved until every part
/// is small enough; the parts are put together as one archive.
/// </summary>
internal sealed class FccExport(FccConnection connection, TimeSpan patience)
{
    // An acknowledgement that reaches closer to the end of the export than this is answered with 500.
    private static readonly TimeSpan s_acknowledgedUpTo = TimeSpan.FromMinutes(1);

    /// <summary>The log messages of one transaction; none where there is no such number.</summary>
    internal async Task<TssOutcome<IReadOnlyList<FccLog>>> ReadTransactionAsync(
        long number, CancellationToken cancellationToken)
    {
        using var archive = new MemoryStream();
        var outcome = await FetchAsync(
            string.Create(CultureInfo.InvariantCulture, $"export/transactions/{number}"), archive, cancellationToken);
        return outcome switch
        {
            TssOutcome<Fetched>.Done { Value: Fetched.Nothing } => new TssOutcome<IReadOnlyList<FccLog>>.Done([]),
            TssOutcome<Fetched>.Done { Value: Fetched.Archive } => await ReadLogsAsync(archive, cancellationToken),
            TssOutcome<Fetched>.Done => FccConnection.Nonsense<IReadOnlyList<FccLog>>("log of one transaction"),
            _ => outcome.As<IReadOnlyList<FccLog>>(),
        };
    }

    /// <summary>Writes the messages of a span; nothing is written before all of it is there.</summary>
    internal async Task<TssOutcome<long>> WriteAsync(
        DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken)
    {
        await using var parts = new TssLogParts();
        var gathered = await GatherAsync(FccSpan.Of(from, to), parts, cancellationToken);
        if (gathered is not TssOutcome<long>.Done)
        {
            return gathered;
        }

        try
        {
            return new TssOutcome<long>.Done(await parts.WriteAsync(target, cancellationToken));
        }
        catch (InvalidDataException)
        {
            return FccConnection.Nonsense<long>("TAR");
        }
    }

    /// <summary>
    /// Tells the connector that an export is kept elsewhere: it may delete these messages. The last minute of the span
    /// stays; the next export begins there, so that neighbouring archives overlap.
    /// </summary>
    internal async Task<TssOutcome<DateTimeOffset>> AcknowledgeAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var span = FccSpan.Of(from, to - s_acknowledgedUpTo);
        if (span.IsEmpty)
        {
            return new TssOutcome<DateTimeOffset>.Done(from);
        }

        var reply = await connection.SendAsync(
            FccConnection.Restricted, HttpMethod.Post, span.ExportPath, "ACK", patience, null, cancellationToken);
        // 404 says that there was nothing left to delete.
        return FccConnection.Answered(reply).Then(answered => answered.IsSuccess || answered.Status == 404
            ? new TssOutcome<DateTimeOffset>.Done(span.Last)
            : FccErrors.Judge<DateTimeOffset>(answered.Status, answered.Body));
    }

    private async Task<TssOutcome<long>> GatherAsync(
        FccSpan whole, TssLogParts parts, CancellationToken cancellationToken)
    {
        var spans = new Stack<FccSpan>();
        if (!whole.IsEmpty)
        {
            spans.Push(whole);
        }

        while (spans.TryPop(out var span))
        {
            var part = parts.Add();
            var outcome = await FetchAsync(span.ExportPath, part, cancellationToken);
            if (outcome is not TssOutcome<Fetched>.Done { Value: var fetched })
            {
                return outcome.As<long>();
            }

            if (fetched is not Fetched.Archive)
            {
                await parts.DropAsync(part);
            }

            if (fetched is not Fetched.TooLarge)
            {
                continue;
            }

            if (span.Halve() is not { } halves)
            {
                return new TssOutcome<long>.Refused(
                    TssRefusals.ExportTooLarge, $"The second {span.First:O} alone has more records than one export.");
            }

            // The earlier half is on top: the parts come in the order of time.
            spans.Push(halves.Later);
            spans.Push(halves.Earlier);
        }

        return new TssOutcome<long>.Done(0);
    }

    private async Task<TssOutcome<Fetched>> FetchAsync(
        string path, Stream into, CancellationToken cancellationToken)
    {
        try
        {
            using var decode = new FromBase64Transform(FromBase64TransformMode.IgnoreWhiteSpaces);
            await using var decoded = new CryptoStream(into, decode, CryptoStreamMode.Write, leaveOpen: true);
            var reply = await connection.SendAsync(
                FccConnection.Restricted, HttpMethod.Get, path, null, patience, decoded, cancellationToken);
            var outcome = FccConnection.Answered(reply);
            if (outcome is TssOutcome<TssReply.Answered>.Done { Value.IsSuccess: true })
            {
                await decoded.FlushFinalBlockAsync(cancellationToken);
                into.Position = 0;
            }

            return outcome.Then(answered => answered.Status switch
            {
                404 => new TssOutcome<Fetched>.Done(Fetched.Nothing),
                413 => new TssOutcome<Fetched>.Done(Fetched.TooLarge),
                _ when answered.IsSuccess => new TssOutcome<Fetched>.Done(Fetched.Archive),
                _ => FccErrors.Judge<Fetched>(answered.Status, answered.Body),
            });
        }
        catch (FormatException)
        {
            return FccConnection.Nonsense<Fetched>("TAR in base64");
        }
    }

    private static async Task<TssOutcome<IReadOnlyList<FccLog>>> ReadLogsAsync(
        MemoryStream archive, CancellationToken cancellationToken)
    {
        try
        {
            List<FccLog> logs = [];
            await using var reader = new TarReader(archive);
            while (await reader.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
            {
                if (entry.Name.EndsWith(".log", StringComparison.Ordinal) && entry.DataStream is MemoryStream content
                    && FoundLogMessage.Read(content.ToArray()) is { } message)
                {
                    logs.Add(new FccLog(content.ToArray(), message));
                }
            }

            // It is there and says nothing: no proof that there is no such transaction.
            return logs.Count > 0
                ? new TssOutcome<IReadOnlyList<FccLog>>.Done(logs)
                : FccConnection.Nonsense<IReadOnlyList<FccLog>>("log of the transaction");
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException or EndOfStreamException)
        {
            return FccConnection.Nonsense<IReadOnlyList<FccLog>>("TAR");
        }
    }

    private enum Fetched
    {
        Nothing,
        TooLarge,
        Archive,
    }
}
