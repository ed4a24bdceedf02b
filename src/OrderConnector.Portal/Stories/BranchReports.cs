using System.Globalization;
using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Stories;

/// <summary>What the branch told of an order, in words.</summary>
internal static class BranchReports
{
    /// <summary>A report that took longer came late, and says when it was heard.</summary>
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(10);

    /// <summary>One report as an entry of the story.</summary>
    public static StoryEntry Tell(StoryReport report, BranchClock clock)
    {
        var (tone, title) = Titled(report.Kind);
        return new StoryEntry(report.At, report.Remark is null ? tone : Tone.Warn, title, ActorOf(report),
        [
            .. Details(report, clock),
            .. StoryDetail.Maybe(StoryTexts.NoEffect, report.Remark),
            .. Late(report, clock),
            StoryDetail.Of(StoryTexts.Journal, report.Sequence.ToString(CultureInfo.InvariantCulture)),
        ]);
    }

    private static (Tone Tone, Text Title) Titled(string kind) => kind switch
    {
        "waiting" => (Tone.Plain, StoryTexts.ToldWaiting),
        "released" => (Tone.Info, StoryTexts.ToldReleased),
        "rejected" => (Tone.Bad, StoryTexts.ToldRejected),
        "setAside" => (Tone.Warn, StoryTexts.ToldSetAside),
        "signed" => (Tone.Good, StoryTexts.ToldSigned),
        "unsigned" => (Tone.Warn, StoryTexts.ToldUnsigned),
        "issued" => (Tone.Good, StoryTexts.ToldIssued),
        "handedOver" => (Tone.Good, StoryTexts.ToldHandedOver),
        "voidAsked" => (Tone.Warn, StoryTexts.ToldVoidAsked),
        _ => (Tone.Plain, new Text(
            $"{StoryTexts.ToldOther.German}: {kind}", $"{StoryTexts.ToldOther.English}: {kind}")),
    };

    private static string ActorOf(StoryReport report) =>
        Read<ReportNote>(report)?.Actor is { } person and not "agent"
            ? $"agent:{report.AgentId}/{person}"
            : $"agent:{report.AgentId}";

    private static IEnumerable<StoryDetail> Details(StoryReport report, BranchClock clock) => report.Kind switch
    {
        "signed" or "unsigned" => Read<FiscalSummary>(report) is { } fiscal ? Signature(fiscal, clock) : [],
        "issued" => Read<IssuedReceipt>(report) is { } receipt
            ? [
                StoryDetail.Of(
                    StoryTexts.ReceiptNumber, receipt.ReceiptNumber.ToString(CultureInfo.InvariantCulture)),
                .. receipt.Test ? [new StoryDetail(StoryTexts.Test, StoryTexts.TestOnly)] : Array.Empty<StoryDetail>(),
            ]
            : [],
        _ => StoryDetail.Maybe(StoryTexts.Reason, Read<ReportNote>(report)?.Reason),
    };

    private static IEnumerable<StoryDetail> Signature(FiscalSummary fiscal, BranchClock clock) =>
    [
        .. StoryDetail.Maybe(StoryTexts.Reason, fiscal.Reason),
        .. fiscal.Test ? [new StoryDetail(StoryTexts.Test, StoryTexts.TestOnly)] : Array.Empty<StoryDetail>(),
        .. StoryDetail.Maybe(StoryTexts.Transaction, Written(fiscal.TransactionNumber)),
        .. StoryDetail.Maybe(StoryTexts.Counter, Written(fiscal.SignatureCounter)),
        .. StoryDetail.Maybe(StoryTexts.EasSerial, fiscal.EasSerialNumber),
        .. StoryDetail.Maybe(StoryTexts.TssSerial, fiscal.TssSerialNumber),
        Moment(StoryTexts.Started, fiscal.StartedAt, clock),
        Moment(StoryTexts.Finished, fiscal.FinishedAt, clock),
        .. StoryDetail.Maybe(StoryTexts.ProcessType, fiscal.ProcessType),
        .. StoryDetail.Maybe(StoryTexts.Signature, fiscal.Signature),
    ];

    private static IEnumerable<StoryDetail> Late(StoryReport report, BranchClock clock) =>
        (report.ReceivedAt - report.At).Duration() > s_atOnce
            ? [Moment(StoryTexts.HeardAt, report.ReceivedAt, clock)]
            : [];

    private static StoryDetail Moment(Text name, DateTimeOffset at, BranchClock clock) => new(name, new Text(
        Times.Seconds(at, clock, Language.German), Times.Seconds(at, clock, Language.English)));

    private static string? Written(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    // An older or newer agent may tell in other members: the entry stands without its details then.
    private static T? Read<T>(StoryReport report)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(report.Data, WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
