using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Showing.Words;

/// <summary>One step of an order's way.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What happened.</param>
/// <param name="By">Who did it; null where nobody in the branch did.</param>
/// <param name="Reason">Why, as it was given; null for none.</param>
public sealed record HistoryStep(DateTimeOffset At, string Text, string? By, string? Reason);

/// <summary>What happened to an order here, in plain words.</summary>
public static class HistoryWords
{
    /// <summary>The steps that mean something to people, in their order.</summary>
    public static IEnumerable<HistoryStep> Of(IEnumerable<JournalEntry> entries, Speech speech) =>
        from entry in entries
        let text = Of(entry.Fact.Kind, speech)
        where text is not null
        let note = NoteOf(entry.Fact)
        select new HistoryStep(entry.Fact.At, text, PersonOf(note?.Actor), note?.Reason);

    /// <summary>"anna" of "staff:anna"; null where no person acted.</summary>
    public static string? PersonOf(string? actor) =>
        StaffActor.IsValid(actor) ? actor![StaffActor.Prefix.Length..] : null;

    private static string? Of(JournalKind kind, Speech speech) => kind switch
    {
        JournalKind.OrderCollected => speech.Say("von der Zentrale angeboten", "offered by head office"),
        JournalKind.Confirmed => speech.Say("gehört uns", "ours"),
        JournalKind.Dropped => speech.Say("anderweitig vergeben", "given elsewhere"),
        JournalKind.Waiting => speech.Say("wartet auf Freigabe", "waits for release"),
        JournalKind.Released => speech.Say("freigegeben", "released"),
        JournalKind.Rejected => speech.Say("abgelehnt", "rejected"),
        JournalKind.SetAside => speech.Say("zurückgelegt", "set aside"),
        JournalKind.Signed => speech.Say("signiert", "signed"),
        JournalKind.Unsigned => speech.Say("ohne Signatur verkauft", "sold unsigned"),
        JournalKind.SignatureFoundLater => speech.Say("Signatur nachträglich gefunden", "signature found later"),
        JournalKind.SignatureFoundInvalid => speech.Say(
            "Signatur gefunden, die nicht gilt", "signature found that counts for nothing"),
        JournalKind.TransactionAborted => speech.Say("TSE-Vorgang abgebrochen", "TSS transaction aborted"),
        JournalKind.Issued => speech.Say("Beleg ausgestellt", "receipt issued"),
        JournalKind.HandedOver => speech.Say("an die Kasse gegeben", "handed to the till"),
        JournalKind.HandOverRefused => speech.Say("von der Kasse abgelehnt", "refused by the till"),
        JournalKind.HandOverOmitted => speech.Say(
            "keine Kasse angeschlossen", "no till connected"),
        JournalKind.VoidAsked => speech.Say("Storno veranlasst", "void asked for"),
        JournalKind.PersonalErased => speech.Say("Kundendaten gelöscht", "customer data erased"),
        // Of no use to the people at the till; the journal has them.
        JournalKind.LeaseRenewed or JournalKind.SigningIntended or JournalKind.SigningStarted
            or JournalKind.ReportRefused or JournalKind.ReportedAgain or JournalKind.JournalOpened
            or JournalKind.SellerDataReceived or JournalKind.OutageBegan or JournalKind.OutageEnded
            or JournalKind.Health or JournalKind.JournalClosed or JournalKind.TssKeyPinned
            or JournalKind.TssDayClosed => null,
    };

    private static ReportNote? NoteOf(JournalFact fact) => fact.Kind switch
    {
        JournalKind.Released or JournalKind.Rejected or JournalKind.SetAside or JournalKind.HandOverRefused
            or JournalKind.PersonalErased => JournalData.Read<ReportNote>(fact),
        JournalKind.Dropped => new ReportNote(null, JournalData.Read<DroppedData>(fact).Reason),
        JournalKind.SignatureFoundInvalid => JournalData.Read<InvalidSignatureData>(fact) is var invalid
            ? new ReportNote(null, $"{invalid.Code}: {invalid.Detail}") : null,
        JournalKind.Unsigned => new ReportNote(null, JournalData.Read<Core.Orders.FiscalSummary>(fact).Reason),
        JournalKind.VoidAsked => JournalData.Read<VoidAskedData>(fact) is var asked
            ? new ReportNote(asked.Actor, asked.Reason) : null,
        JournalKind.OrderCollected or JournalKind.Confirmed or JournalKind.Waiting or JournalKind.Signed
            or JournalKind.SignatureFoundLater or JournalKind.TransactionAborted or JournalKind.Issued
            or JournalKind.HandedOver or JournalKind.HandOverOmitted or JournalKind.LeaseRenewed
            or JournalKind.SigningIntended or JournalKind.SigningStarted or JournalKind.ReportRefused
            or JournalKind.ReportedAgain or JournalKind.JournalOpened or JournalKind.SellerDataReceived
            or JournalKind.OutageBegan or JournalKind.OutageEnded or JournalKind.Health
            or JournalKind.JournalClosed or JournalKind.TssKeyPinned or JournalKind.TssDayClosed => null,
    };
}
