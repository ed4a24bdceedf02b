using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Showing.Words;

/// <summary>How the TSS is, in plain words.</summary>
internal static class TssWords
{
    internal static IEnumerable<BranchNote> Of(TssView tss, Speech speech, DateTimeOffset now)
    {
        yield return State(tss, speech, now);
        if (tss.Key is { Test: true })
        {
            yield return new BranchNote(Tone.Wanted, "TEST", speech.Say(
                "Simulierte TSE: Diese Belege sind nicht gültig. Niemals an Kunden geben.",
                "Simulated TSS: these receipts are not valid. Never give them to customers."));
        }

        foreach (var warning in tss.Warnings)
        {
            yield return new BranchNote(
                Tone.Wanted, Title(speech), Warning(CodeOf(warning), speech), warning, "tss-warning");
        }
    }

    private static BranchNote State(TssView tss, Speech speech, DateTimeOffset now)
    {
        var technical = tss.Outage is { } reason ? $"{reason.Tss}: {reason.Code}: {reason.Detail}" : null;
        var since = tss.Outage is { } outage ? speech.Time(outage.BeganAt, now) : "";
        return tss switch
        {
            { State: "outage" } => new BranchNote(
                Tone.Bad, Title(speech), speech.Say(
                    $"Ausgefallen seit {since}. Weiterverkaufen ist erlaubt, die Belege tragen den Vermerk. "
                        + "Sofort melden.",
                    $"Out since {since}. Selling may go on, the receipts carry the mark. Report it at once."),
                technical, "tss"),
            { Outage: not null } => new BranchNote(
                Tone.Wanted, Title(speech), speech.Say(
                    $"Eine von mehreren TSE ist seit {since} ausgefallen; signiert wird mit den anderen. Bitte melden.",
                    $"One of several TSS is out since {since}; the others sign. Please report it."),
                technical, "tss"),
            { State: "ok" } => new BranchNote(Tone.Good, Title(speech), speech.Say("Arbeitet.", "Works.")),
            _ => new BranchNote(Tone.Good, Title(speech), speech.Say(
                "Seit dem Start noch nicht gebraucht.", "Not needed since the start.")),
        };
    }

    private static string Title(Speech speech) => speech.Say("TSE", "TSS");

    // "code: detail", or "name of the TSS: code: detail" where there are several.
    private static string CodeOf(string warning) => warning.Split(": ").Take(2)
        .FirstOrDefault(part => s_codes.Contains(part), "");

    private static string Warning(string code, Speech speech) => code switch
    {
        "certificate-ended" => speech.Say(
            "Das Zertifikat ist abgelaufen. Sofort melden.", "The certificate has ended. Report it at once."),
        "certificate-ends-in-7-days" => speech.Say(
            "Das Zertifikat endet in wenigen Tagen. Bitte heute melden.",
            "The certificate ends within days. Please report it today."),
        "certificate-ends-in-30-days" or "certificate-ends-in-90-days" => speech.Say(
            "Das Zertifikat endet bald. Bitte melden.", "The certificate ends soon. Please report it."),
        "clock-differs" => speech.Say(
            "Die Uhr der TSE geht anders als die des Rechners. Bitte melden.",
            "The clock of the TSS differs from the machine's. Please report it."),
        "log-memory-over-60" or "log-memory-over-90" => speech.Say(
            "Der Speicher der TSE wird voll. Bitte melden.", "The memory of the TSS fills up. Please report it."),
        TssWarnings.ReadBackMissing => speech.Say(
            "Die TSE gibt nicht zurück, was sie signiert hat. Sofort melden.",
            "The TSS does not give back what it signed. Report it at once."),
        _ => speech.Say("Die TSE braucht Aufmerksamkeit. Bitte melden.", "The TSS needs attention. Please report it."),
    };

    private static readonly HashSet<string> s_codes =
    [
        "certificate-ended", "certificate-ends-in-7-days", "certificate-ends-in-30-days", "certificate-ends-in-90-days",
        "clock-differs", "log-memory-over-60", "log-memory-over-90", TssWarnings.ReadBackMissing,
    ];
}
