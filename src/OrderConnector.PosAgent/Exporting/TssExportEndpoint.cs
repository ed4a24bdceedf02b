using System.Globalization;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Releasing;

namespace OrderConnector.PosAgent.Exporting;

/// <summary>
/// Gives the command line the log of a TSS through the running agent, for a device may take no second caller. Who may
/// ask is who may open the agent's socket.
/// </summary>
internal static partial class TssExportEndpoint
{
    /// <summary>Carries the key of the TSS, base64 of the uncompressed point.</summary>
    internal const string KeyHeader = "Tss-Public-Key";

    /// <summary>Where it is asked for.</summary>
    internal static string PathOf(
        DateTimeOffset from, DateTimeOffset to, string? tss, bool acknowledge = false) => string.Create(
            CultureInfo.InvariantCulture,
            $"tss/export?from={from.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}&to={to.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}")
            + (tss is null ? "" : $"&tss={Uri.EscapeDataString(tss)}") + (acknowledge ? "&acknowledge=true" : "");

    /// <summary>Where it is told that an export is kept.</summary>
    internal const string AcknowledgePath = "tss/acknowledge";

    internal static void MapTssExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/tss/export",
            (HttpContext call, DateTimeOffset from, DateTimeOffset to, string? tss, bool acknowledge = false) =>
                ExportAsync(call, new TssSpan(from, to, tss), acknowledge));
        routes.MapPost($"/{AcknowledgePath}", (HttpContext call, BranchFlow flow) => StaffEndpoints.Wish<TssSpan>(
            call, wish => AcknowledgeAsync(flow, wish, call.RequestAborted)));
    }

    private static async Task<StaffAnswer> AcknowledgeAsync(
        BranchFlow flow, TssSpan wish, CancellationToken cancellationToken)
    {
        var (tss, fault) = Choose(flow, wish.Tss);
        if (tss?.Acknowledgement is not { } device)
        {
            return new StaffAnswer("notUnderstood", fault ?? TssAcknowledgement.KnowsNone);
        }

        var (done, sentence) = TssAcknowledgement.SentenceOf(
            await device.AcknowledgeAsync(wish.From, wish.To, cancellationToken), wish.From);
        return new StaffAnswer(done ? "done" : "notNow", sentence);
    }

    private static (BranchTss? Tss, string? Fault) Choose(BranchFlow flow, string? name)
    {
        var all = flow.Tss;
        var tss = name is null && all.Count == 1 ? all[0] : all.FirstOrDefault(one => one.Name == name);
        return (tss, tss is null
            ? $"--tss must name one of: {string.Join(", ", all.Select(one => one.Name))}."
            : null);
    }

    private static async Task<IResult> ExportAsync(HttpContext call, TssSpan wish, bool acknowledge)
    {
        var flow = call.RequestServices.GetRequiredService<BranchFlow>();
        var (tss, fault) = Choose(flow, wish.Tss);
        if (tss is null)
        {
            return Fault("notUnderstood", fault!);
        }

        if (acknowledge && tss.Acknowledgement is null)
        {
            return Fault("notUnderstood", TssAcknowledgement.KnowsNone);
        }

        if (await flow.FindKeyAsync(tss, call.RequestAborted) is not { } key)
        {
            return Fault("notNow", "The TSS does not tell its key, and has signed nothing yet that would tell it.");
        }

        call.Response.Headers[KeyHeader] = key;
        call.Response.ContentType = "application/x-tar";
        var outcome = await tss.Port.ExportLogAsync(wish.From, wish.To, call.Response.Body, call.RequestAborted);
        if (SentenceOf(outcome) is not { } sentence)
        {
            return Results.Empty;
        }

        if (!call.Response.HasStarted)
        {
            return Fault("notNow", sentence);
        }

        // Half an archive must not pass for one: cut off, it is an error at the other end.
        Log.BrokeOff(call.RequestServices.GetRequiredService<ILogger<BranchFlow>>(), tss.Name, sentence);
        call.Abort();
        return Results.Empty;
    }

    /// <summary>Why an export came to nothing; null where it was made.</summary>
    internal static string? SentenceOf(TssOutcome<long> outcome) => outcome.Match<string?>(
        _ => null,
        refused => $"The TSS refuses ({refused.Code}): {refused.Detail}",
        unavailable => $"The TSS does not answer: {unavailable.Detail}",
        unknown => $"The TSS gave no answer: {unknown.Detail}");

    private static IResult Fault(string outcome, string detail) =>
        StaffEndpoints.Answer(new StaffAnswer(outcome, detail));

    private static partial class Log
    {
        [LoggerMessage(2220, LogLevel.Error, "An export of the TSS {Tss} broke off: {Detail}")]
        internal static partial void BrokeOff(ILogger log, string tss, string detail);
    }
}
