using OrderConnector.PosAgent.Collecting;

namespace OrderConnector.PosAgent.Showing.Words;

/// <summary>One thing that staff should know of the branch.</summary>
/// <param name="Tone">How it is meant.</param>
/// <param name="Title">What it is about: "TSE".</param>
/// <param name="Text">How it is, in plain words.</param>
/// <param name="Technical">What a technician wants to hear, English; null for nothing.</param>
/// <param name="Emergency">Where the emergency page says what to do; null where nothing is to be done.</param>
public sealed record BranchNote(
    Tone Tone, string Title, string Text, string? Technical = null, string? Emergency = null);

/// <summary>How the branch is, in plain words: line, emergency operation, TSS, point of sale.</summary>
public static class BranchWords
{
    /// <summary>Everything to know, line and TSS always among it.</summary>
    public static IReadOnlyList<BranchNote> Of(BranchGlance branch, Speech speech, DateTimeOffset now) =>
        [
            Line(branch.Line, speech, now), .. Operation(branch.Line, speech),
            .. TssWords.Of(branch.Tss, speech, now), .. Pos(branch, speech),
        ];

    private static BranchNote Line(LineView line, Speech speech, DateTimeOffset now)
    {
        var since = line.Since is { } begin ? speech.Time(begin, now) : "";
        var title = speech.Say("Verbindung", "Line");
        return line.State switch
        {
            LineState.Unknown => new BranchNote(
                Tone.Busy, title, speech.Say("Wird aufgebaut …", "Being set up …")),
            LineState.Active => new BranchNote(
                Tone.Good, title, speech.Say($"Steht seit {since}.", $"Up since {since}.")),
            LineState.Standby => new BranchNote(
                Tone.Good, title, speech.Say(
                    $"Bereitschaft seit {since}: Die Bestellungen bekommt der andere Rechner der Filiale.",
                    $"On standby since {since}: the other machine of the branch gets the orders.")),
            LineState.Lost => new BranchNote(
                Tone.Bad, title, speech.Say(
                    $"Keine Verbindung zur Zentrale seit {since}. Neue Bestellungen kommen nicht an; "
                        + "was schon hier ist, läuft weiter.",
                    $"No line to head office since {since}. New orders do not arrive; what is here already goes on."),
                line.Detail, "line"),
            LineState.Refused => new BranchNote(
                Tone.Bad, title, speech.Say(
                    $"Die Zentrale weist diesen Rechner seit {since} ab. Bitte die Technik rufen.",
                    $"Head office has refused this machine since {since}. Please call support."),
                line.Detail, "line"),
        };
    }

    private static IEnumerable<BranchNote> Operation(LineView line, Speech speech)
    {
        if (line.InEmergency)
        {
            yield return new BranchNote(
                Tone.Wanted, speech.Say("Notbetrieb", "Emergency operation"), speech.Say(
                    "Die Filiale ist im Notbetrieb: Was die Leitung im Portal als übermittelt markiert, kommt "
                        + "hier nicht an. Von Hand nur eingeben, was so markiert ist; alles andere kommt von allein.",
                    "The branch is in emergency operation: what the manager flags as transmitted in the "
                        + "portal does not come here. Key in by hand only what is flagged; all else comes by itself."));
        }
    }

    private static IEnumerable<BranchNote> Pos(BranchGlance branch, Speech speech)
    {
        var title = speech.Say("Kasse", "Till");
        if (branch.PosSilent)
        {
            yield return new BranchNote(
                Tone.Bad, title, speech.Say(
                    "Die Kasse nimmt gerade keine Bestellungen an. Es wird von allein weiter versucht.",
                    "The till takes no orders at the moment. It is tried again by itself."),
                Emergency: "till");
        }

        foreach (var order in branch.Refused)
        {
            var number = FormattableString.Invariant($"{order.Header.Number}");
            yield return new BranchNote(
                Tone.Bad, title, speech.Say(
                    $"Die Kasse lehnt Bestellung {number} ab: von Hand zubereiten, Technik rufen, nicht neu eingeben.",
                    $"The till refuses order {number}: prepare it by hand, call support, do not key it in again."),
                Emergency: "till");
        }
    }
}
