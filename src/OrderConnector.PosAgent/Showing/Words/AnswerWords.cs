using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Showing.Words;

/// <summary>What is told on top of a page.</summary>
/// <param name="Tone">How it is meant.</param>
/// <param name="Text">One or two sentences.</param>
public sealed record PageNote(Tone Tone, string Text);

/// <summary>What became of a wish, in plain words.</summary>
public static class AnswerWords
{
    /// <summary>Names of what was done, as the address carries them.</summary>
    public const string Released = "released";

    /// <inheritdoc cref="Released"/>
    public const string Rejected = "rejected";

    /// <summary>What was done; null for a name that is none: an address can be written by anybody.</summary>
    public static PageNote? Done(string? what, long number, Speech speech) => what switch
    {
        Released => new PageNote(Tone.Good, speech.Say(
            FormattableString.Invariant($"Bestellung {number} ist freigegeben."),
            FormattableString.Invariant($"Order {number} is released."))),
        Rejected => new PageNote(Tone.Gone, speech.Say(
            FormattableString.Invariant($"Bestellung {number} ist abgelehnt; sie wird nicht signiert."),
            FormattableString.Invariant($"Order {number} is rejected; it will not be signed."))),
        _ => null,
    };

    /// <summary>Why nothing was done.</summary>
    /// <param name="outcome">The outcome's name.</param>
    /// <param name="number">Order number.</param>
    /// <param name="stage">Where the order stands; null where there is none.</param>
    /// <param name="speech">The language.</param>
    public static PageNote NotDone(string outcome, long number, OrderStage? stage, Speech speech) => outcome switch
    {
        "unknownOrder" => new PageNote(Tone.Bad, speech.Say(
            FormattableString.Invariant($"Diese Filiale kennt keine Bestellung {number}."),
            FormattableString.Invariant($"This branch knows no order {number}."))),
        "notNow" when stage is { } now and not OrderStage.Waiting => new PageNote(Tone.Wanted, speech.Say(
            FormattableString.Invariant($"Nichts geändert: Bestellung {number} steht schon auf „")
                + $"{StageWords.Of(now, speech)}“.",
            FormattableString.Invariant($"Nothing changed: order {number} already stands at “")
                + $"{StageWords.Of(now, speech)}”.")),
        "notUnderstood" => new PageNote(Tone.Bad, Missing(speech)),
        _ => new PageNote(Tone.Bad, speech.Say(
            "Das geht gerade nicht. Es wurde nichts geändert.", "Not possible now. Nothing was changed.")),
    };

    /// <summary>What a name and a reason must be.</summary>
    public static string Missing(Speech speech) => speech.Say(
        "Es fehlt etwas: der Name (1 bis 40 Zeichen: A–Z, a–z, 0–9, Punkt, Strich) oder der Grund "
            + "(1 bis 200 Zeichen, eine Zeile). Es wurde nichts geändert.",
        "Something is missing: the name (1 to 40 characters: A–Z, a–z, 0–9, dot, dash) or the reason "
            + "(1 to 200 characters, one line). Nothing was changed.");

    /// <summary>The page is older than the program, or does not come from it.</summary>
    public static PageNote Stale(Speech speech) => new(Tone.Wanted, speech.Say(
        "Die Seite war veraltet. Es wurde nichts geändert; bitte noch einmal.",
        "The page was out of date. Nothing was changed; please try again."));
}
