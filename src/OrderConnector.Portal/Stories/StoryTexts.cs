using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Stories;

/// <summary>What the story of an order says.</summary>
internal static class StoryTexts
{
    public static readonly Text Received = new("Eingegangen", "Received");
    public static readonly Text Numbered = new("Geprüft und nummeriert", "Checked and numbered");
    public static readonly Text HeldByChecks = new("Nummeriert und angehalten", "Numbered and held");
    public static readonly Text Reserved = new("Nummer vorgemerkt, Zahlung offen", "Number reserved, payment pending");
    public static readonly Text Queued = new("In die Warteschlange gestellt", "Put into the queue");
    public static readonly Text Paid = new("Bezahlt und in die Warteschlange gestellt", "Paid and put into the queue");
    public static readonly Text Approved = new("Freigegeben", "Approved");
    public static readonly Text QueuedAgain = new("Wieder in die Warteschlange gestellt", "Put back into the queue");
    public static readonly Text FlagWithdrawn = new(
        "Markierung zurückgenommen: wartet wieder auf Abholung", "Flag withdrawn: waits for collection again");

    public static readonly Text Collected = new(
        "Vom Agenten abgeholt und bestätigt", "Collected and confirmed by the agent");
    public static readonly Text Signed = new("Die Cloud kennt die Signatur", "The cloud knows the signature");
    public static readonly Text Unsigned = new("Verkauft ohne Signatur", "Sold unsigned");
    public static readonly Text Transmitted = new(
        "Als von Hand erfasst markiert: Der Agent bekommt sie nicht",
        "Flagged as entered by hand: the agent never gets it");

    public static readonly Text Held = new("Angehalten", "Held");
    public static readonly Text Aborted = new("Vom Shop abgebrochen", "Aborted by the shop");
    public static readonly Text Expired = new(
        "Abgelaufen: keine Zahlung kam rechtzeitig", "Expired: no payment came in time");
    public static readonly Text Cancelled = new("Vom Shop zurückgerufen", "Called back by the shop");
    public static readonly Text Rejected = new("Abgelehnt", "Rejected");
    public static readonly Text SetAside = new("Vom Agenten zur Seite gelegt", "Set aside by the agent");

    public static readonly Text ToldWaiting = new(
        "Wartet in der Filiale auf Freigabe", "Waits for release at the branch");
    public static readonly Text ToldReleased = new("In der Filiale freigegeben", "Released at the branch");
    public static readonly Text ToldRejected = new("In der Filiale abgelehnt", "Rejected at the branch");
    public static readonly Text ToldSetAside = new("In der Filiale zur Seite gelegt", "Set aside at the branch");
    public static readonly Text ToldSigned = new("Von der TSE signiert", "Signed by the TSS");
    public static readonly Text ToldUnsigned = new("Ohne Signatur ausgegeben", "Issued without a signature");
    public static readonly Text ToldIssued = new("Beleg ausgestellt", "Receipt issued");
    public static readonly Text ToldHandedOver = new("An die Kasse übergeben", "Handed over to the till");
    public static readonly Text ToldVoidAsked = new(
        "Storno in der Filiale angefordert", "Void asked for at the branch");
    public static readonly Text ToldOther = new("Meldung der Filiale", "Report of the branch");

    public static readonly Text Erased = new("Personenbezogene Daten gelöscht", "Personal data erased");
    public static readonly Text Voided = new("Storniert durch eine Gegenbestellung", "Voided by a counter order");
    public static readonly Text Act = new("Handlung", "Act");

    public static readonly Text Channel = new("Kanal", "Channel");
    public static readonly Text ExternalId = new("Kennung des Shops", "Shop's id");
    public static readonly Text Size = new("Umfang", "Size");
    public static readonly Text Bytes = new("{0} Bytes", "{0} bytes");
    public static readonly Text Digest = new("SHA-256", "SHA-256");
    public static readonly Text ContentHash = new("Inhalts-Hash", "Content hash");
    public static readonly Text Number = new("Nummer", "Number");
    public static readonly Text Reason = new("Grund", "Reason");
    public static readonly Text VoidOf = new("Storno zu", "Voids");
    public static readonly Text HeardAt = new("Gemeldet um", "Told at");
    public static readonly Text NoEffect = new("Ohne Wirkung", "Without effect");
    public static readonly Text Journal = new("Journaleintrag", "Journal entry");
    public static readonly Text Transaction = new("TSE-Transaktion", "TSS transaction");
    public static readonly Text Counter = new("Signaturzähler", "Signature counter");
    public static readonly Text EasSerial = new("Kassen-Seriennummer", "EAS serial number");
    public static readonly Text TssSerial = new("TSE-Seriennummer", "TSS serial number");
    public static readonly Text Started = new("TSE-Start", "TSS start");
    public static readonly Text Finished = new("TSE-Ende", "TSS finish");
    public static readonly Text ProcessType = new("Vorgangsart", "Process type");
    public static readonly Text Signature = new("Prüfwert", "Signature value");
    public static readonly Text Test = new("Testsignatur", "Test signature");
    public static readonly Text TestOnly = new(
        "Eine simulierte TSE hat signiert: kein gültiger Beleg", "A simulated TSS signed: no valid receipt");

    public static readonly Text ReceiptNumber = new("Belegnummer", "Receipt number");
    public static readonly Text Kind = new("Art", "Kind");
    public static readonly Text State = new("Zustand", "State");
}
