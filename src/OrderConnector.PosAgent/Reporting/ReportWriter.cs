using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Reporting;

/// <summary>Stage 13: what the cloud hears of an entry of the journal.</summary>
public static class ReportWriter
{
    /// <summary>Whether the cloud hears of it.</summary>
    public static bool IsReported(JournalEntry entry) => KindOf(entry.Fact) is not null;

    /// <summary>Whether it is told of as itself, not as the repeat of another.</summary>
    public static bool IsFirstHand(JournalEntry entry) =>
        entry.Fact.Kind is not JournalKind.ReportedAgain && IsReported(entry);

    /// <summary>The report of an entry; null where the cloud does not hear of it.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="find">Finds an earlier entry by its sequence.</param>
    public static Report? Write(JournalEntry entry, Func<long, JournalEntry?> find)
    {
        var told = entry.Fact;
        if (told.Kind is JournalKind.ReportedAgain)
        {
            if (find(JournalData.Read<ReportedAgainData>(told).Sequence) is not { } original)
            {
                return null;
            }

            told = original.Fact;
        }

        return KindOf(told) is { } kind
            ? new Report(entry.Sequence, entry.Hash, kind, told.OrderId, told.At, Parse(told.Data))
            : null;
    }

    private static string? KindOf(JournalFact fact) => fact.Kind switch
    {
        JournalKind.Waiting => "waiting",
        // What is released automatically is no news.
        JournalKind.Released => JournalData.Read<ReportNote>(fact).Actor == "agent" ? null : "released",
        JournalKind.Rejected => "rejected",
        JournalKind.SetAside => "setAside",
        JournalKind.Signed => "signed",
        JournalKind.Unsigned => "unsigned",
        JournalKind.Issued => "issued",
        JournalKind.HandedOver => "handedOver",
        JournalKind.VoidAsked => "voidAsked",
        JournalKind.OutageBegan => "outageBegan",
        JournalKind.OutageEnded => "outageEnded",
        JournalKind.Health => "health",
        // Stands for the entry it names; written only for entries that are reported.
        JournalKind.ReportedAgain => "",
        JournalKind.JournalOpened or JournalKind.SellerDataReceived or JournalKind.OrderCollected
            or JournalKind.LeaseRenewed or JournalKind.Confirmed or JournalKind.Dropped
            or JournalKind.SigningIntended or JournalKind.SigningStarted or JournalKind.SignatureFoundLater
            or JournalKind.SignatureFoundInvalid or JournalKind.TransactionAborted or JournalKind.HandOverRefused
            or JournalKind.ReportRefused or JournalKind.JournalClosed or JournalKind.TssKeyPinned
            or JournalKind.TssDayClosed or JournalKind.HandOverOmitted or JournalKind.PersonalErased => null,
    };

    private static JsonElement Parse(string data)
    {
        using var document = JsonDocument.Parse(data);
        return document.RootElement.Clone();
    }
}
