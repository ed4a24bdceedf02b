using Microsoft.Extensions.Options;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Hosting;
using OrderConnector.PosAgent.Releasing;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Exporting;

/// <summary>What of which log is meant.</summary>
/// <param name="From">Begin, included.</param>
/// <param name="To">End, included.</param>
/// <param name="Tss">Which TSS; null where there is one.</param>
internal sealed record TssSpan(DateTimeOffset From, DateTimeOffset To, string? Tss);

/// <summary>
/// Tells a device that its log is kept elsewhere, so that it may delete it: only when the file is whole, checked and on
/// disk, and only up to the last message in it, by the device's own clock. What it deletes nobody can export again.
/// </summary>
internal sealed class TssAcknowledgement(Surroundings world, TssExportWish wish)
{
    /// <summary>Said where the device keeps its log whatever it is told.</summary>
    internal const string KnowsNone =
        "This TSS takes no acknowledgement, it deletes nothing because of an export: leave --acknowledge out.";

    /// <summary>What came of it: a sentence, and whether it was done.</summary>
    /// <param name="findings">What the check of the file found.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    internal async Task<(bool Done, string Sentence)> RunAsync(
        TssLogFindings findings, CancellationToken cancellationToken)
    {
        if (!findings.IsWhole)
        {
            return (false, "Not acknowledged: the check found faults, and what is deleted cannot be exported again.");
        }

        if (findings.LastLogTime is not { } last)
        {
            return (true, "Nothing to acknowledge: no log message lies in this span.");
        }

        // Later messages of the span may have come while it was exported: they are not in the file.
        var to = last < wish.To ? last : wish.To;
        using var agent = new StaffClient(wish.Folder.Path, Timeout.InfiniteTimeSpan);
        var reply = await agent.WishAsync(
            TssExportEndpoint.AcknowledgePath, new TssSpan(wish.From, to, wish.Tss), cancellationToken);
        return reply switch
        {
            { Answer: { } answer } => (answer.Outcome == "done", answer.Detail),
            { IsNobodyThere: true } => await TellDeviceAsync(to, cancellationToken),
            _ => (false, $"Not acknowledged: {reply.Fault}"),
        };
    }

    /// <summary>What came of telling it, in words.</summary>
    internal static (bool Done, string Sentence) SentenceOf(
        TssOutcome<DateTimeOffset> outcome, DateTimeOffset from) => outcome.Match(
            upTo => (true, upTo <= from
                ? "Nothing to acknowledge yet: the last minute of an export stays for the next one."
                : FormattableString.Invariant($"Acknowledged up to {upTo.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}: ")
                    + "the device may delete what lies before."),
            refused => (false, $"Not acknowledged: the TSS refuses ({refused.Code}): {refused.Detail}"),
            unavailable => (false, $"Not acknowledged: the TSS does not answer: {unavailable.Detail}"),
            unknown => (false, $"Whether it was acknowledged is unknown, and may be repeated: {unknown.Detail}"));

    private async Task<(bool Done, string Sentence)> TellDeviceAsync(
        DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (place, fault) = TssPlace.Choose(TssPlace.ConfigurationOf(wish.Folder, wish.Settings), wish.Tss);
        if (place is null)
        {
            return (false, fault!);
        }

        await using var services = TssCommands.Services(world, wish.Folder, place);
        _ = services.GetRequiredService<IOptions<TssOptions>>().Value;
        var tss = services.GetRequiredService<TssDriver>().Open(services);
        using var closing = tss as IDisposable;
        return tss is ILogAcknowledgement device
            ? SentenceOf(await device.AcknowledgeAsync(wish.From, to, cancellationToken), wish.From)
            : (false, KnowsNone);
    }
}
