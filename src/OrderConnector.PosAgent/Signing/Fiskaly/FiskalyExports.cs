using System.Globalization;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Http;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>
/// Exports of the log: asked for, looked at until they are done, fetched. A span of more records than fiskaly gives at
/// once is halved until it fits; nothing reaches the target before all parts are there.
/// </summary>
/// <param name="calls">The calls.</param>
/// <param name="tssId">Id of the TSS.</param>
/// <param name="time">The clock.</param>
internal sealed class FiskalyExports(FiskalyCalls calls, string tssId, TimeProvider time)
{
    private const string NoData = "no-data";
    private const long LastSecond = 253_402_300_799;

    // fiskaly speaks of up to an hour.
    private static readonly TimeSpan s_longestExport = TimeSpan.FromMinutes(90);
    private static readonly TimeSpan s_longestFetch = TimeSpan.FromMinutes(30);

    /// <summary>Writes the log of a span; answers how many messages it holds.</summary>
    public async Task<TssOutcome<long>> ExportAsync(
        DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken)
    {
        await using var parts = new TssLogParts();
        var spans = new Stack<(long First, long Last)>([(Seconds(from), Seconds(to))]);
        while (spans.TryPop(out var span))
        {
            var part = parts.Add();
            var fault = await FetchAsync(span.First, span.Last, part, cancellationToken);
            if (fault is null)
            {
                continue;
            }

            await parts.DropAsync(part);
            if (fault.Code == TssRefusals.ExportTooLarge && span.First < span.Last)
            {
                // The earlier half first: the parts are put together in the order they come.
                var middle = span.First + ((span.Last - span.First) / 2);
                spans.Push((middle + 1, span.Last));
                spans.Push((span.First, middle));
            }
            else if (fault.Code != NoData)
            {
                return fault.ToOutcomeOfLook<long>();
            }
        }

        try
        {
            return new TssOutcome<long>.Done(await parts.WriteAsync(target, cancellationToken));
        }
        catch (InvalidDataException)
        {
            return FiskalyVerdict.Unreadable.ToOutcome<long>();
        }
    }

    /// <summary>The pause before the n-th look, from 1: fiskaly allows 12 looks a minute.</summary>
    internal static TimeSpan PauseBefore(int look) => TimeSpan.FromSeconds(look switch
    {
        1 => 1,
        2 => 2,
        <= 8 => 5,
        _ => 15,
    });

    private async Task<FiskalyVerdict?> FetchAsync(
        long first, long last, Stream part, CancellationToken cancellationToken)
    {
        var path = $"tss/{tssId}/export/{FiskalyId.OfExport(tssId, first, last, time.GetUtcNow())}";
        var answer = await calls.PutAsync<FiskalyExportAnswer>(
            FiskalyCallKind.Export,
            string.Create(CultureInfo.InvariantCulture, $"{path}?start_date={first}&end_date={last}"),
            new object(), cancellationToken);
        if (answer.Verdict is not null)
        {
            return answer.Verdict;
        }

        var deadline = time.GetUtcNow() + s_longestExport;
        for (var look = 1; ; look++)
        {
            // A look that failed says nothing of the export.
            var state = answer.Value is { } export ? export.State : "WORKING";
            switch (state)
            {
                case "COMPLETED":
                    return await FetchFileAsync($"{path}/file", part, cancellationToken);
                case "ERROR" or "CANCELLED":
                    return Failed(answer.Value!);
                case "PENDING" or "WORKING" when time.GetUtcNow() < deadline:
                    break;
                case "PENDING" or "WORKING":
                    return new FiskalyVerdict(
                        FiskalyVerdictKind.Unavailable, "",
                        $"The export was not done within {s_longestExport.TotalMinutes} minutes.");
                default:
                    return FiskalyVerdict.Unreadable;
            }

            await Task.Delay(PauseBefore(look), time, cancellationToken);
            answer = await calls.GetAsync<FiskalyExportAnswer>(FiskalyCallKind.Export, path, cancellationToken);
            if (answer.Verdict is { Kind: not (FiskalyVerdictKind.TooMany or FiskalyVerdictKind.Repeat) })
            {
                return answer.Verdict;
            }
        }
    }

    private async Task<FiskalyVerdict?> FetchFileAsync(
        string path, Stream part, CancellationToken cancellationToken)
    {
        var fault = await calls.FetchAsync(path, part, s_longestFetch, cancellationToken);
        if (fault is not { Kind: FiskalyVerdictKind.Repeat })
        {
            return fault;
        }

        // What came of it before the line broke is no beginning of the next.
        part.SetLength(0);
        return await calls.FetchAsync(path, part, s_longestFetch, cancellationToken);
    }

    private static FiskalyVerdict Failed(FiskalyExportAnswer export) => export.Exception switch
    {
        "E_TOO_MANY_RECORDS" => new FiskalyVerdict(
            FiskalyVerdictKind.Refused, TssRefusals.ExportTooLarge,
            "The export holds more records than fiskaly gives at once, even for one second."),
        "E_NO_DATA_AVAILABLE" => new FiskalyVerdict(FiskalyVerdictKind.Refused, NoData, "There is nothing to export."),
        "E_BAD_REQUEST" => new FiskalyVerdict(
            FiskalyVerdictKind.Refused, TssRefusals.CallNotUnderstood, "fiskaly did not understand the export."),
        var exception => new FiskalyVerdict(
            FiskalyVerdictKind.Unavailable, "", $"The export ended {export.State} {exception}.".Replace(" .", ".",
                StringComparison.Ordinal)),
    };

    private static long Seconds(DateTimeOffset moment) => Math.Clamp(moment.ToUnixTimeSeconds(), 0, LastSecond);
}
