using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Showing.Words;

/// <summary>How a state is meant; also its colour and its sign, so that colour alone tells nothing.</summary>
public enum Tone
{
    /// <summary>All is well.</summary>
    Good,

    /// <summary>Goes on by itself.</summary>
    Busy,

    /// <summary>Somebody should do something.</summary>
    Wanted,

    /// <summary>Something is wrong.</summary>
    Bad,

    /// <summary>Over, and not sold.</summary>
    Gone,
}

/// <summary>Where an order stands, in the words of the people at the till.</summary>
public static class StageWords
{
    /// <summary>The words, and how they are meant.</summary>
    /// <param name="order">The order.</param>
    /// <param name="speech">The language.</param>
    /// <param name="sellerDataMissing">True where it waits for the seller data of its receipt.</param>
    public static (Tone Tone, string Text) Of(OrderProgress order, Speech speech, bool sellerDataMissing = false) =>
        order switch
        {
            { Stage: OrderStage.Released } when sellerDataMissing => (
                Tone.Bad, speech.Say("wartet auf Firmendaten", "waits for the seller data")),
            { Stage: OrderStage.Issued, HandOverRefused: true } => (
                Tone.Bad, speech.Say("von der Kasse abgelehnt", "refused by the till")),
            _ => (ToneOf(order.Stage), Of(order.Stage, speech)),
        };

    /// <summary>A stage in plain words.</summary>
    public static string Of(OrderStage stage, Speech speech) => stage switch
    {
        OrderStage.Collected => speech.Say("angeboten", "offered"),
        OrderStage.Confirmed => speech.Say("angenommen", "taken"),
        OrderStage.Waiting => speech.Say("wartet auf Sie", "waiting for you"),
        OrderStage.Released => speech.Say("wird gleich signiert", "about to be signed"),
        OrderStage.Intended or OrderStage.Started => speech.Say("wird signiert", "being signed"),
        OrderStage.Signed => speech.Say("signiert", "signed"),
        OrderStage.Unsigned => speech.Say("ohne Signatur verkauft", "sold unsigned"),
        OrderStage.Issued => speech.Say("Beleg fertig, noch nicht an der Kasse", "receipt made, not at the till yet"),
        OrderStage.HandedOver => speech.Say("an der Kasse", "at the till"),
        OrderStage.HandOverOmitted => speech.Say("fertig", "done"),
        OrderStage.Dropped => speech.Say("nicht mehr bei uns", "no longer ours"),
        OrderStage.Rejected => speech.Say("abgelehnt", "rejected"),
        OrderStage.SetAside => speech.Say("zurückgelegt", "set aside"),
    };

    /// <summary>What it means and what to do, in a sentence.</summary>
    public static string Meaning(OrderStage stage, Speech speech) => stage switch
    {
        OrderStage.Collected => speech.Say(
            "Die Zentrale hat sie angeboten; noch steht nicht fest, dass sie uns gehört.",
            "Head office has offered it; it is not certain yet that it is ours."),
        OrderStage.Confirmed or OrderStage.Released or OrderStage.Intended or OrderStage.Started => speech.Say(
            "Es geht von allein weiter.", "It goes on by itself."),
        OrderStage.Waiting => speech.Say(
            "Geben Sie sie frei, oder lehnen Sie sie ab. Vorher wird nichts signiert.",
            "Release it or reject it. Nothing is signed before that."),
        OrderStage.Signed or OrderStage.Unsigned => speech.Say("Der Beleg entsteht.", "The receipt is being made."),
        OrderStage.Issued => speech.Say(
            "Die Kasse hat sie noch nicht übernommen; es wird von allein weiter versucht. Nicht neu eingeben.",
            "The till has not taken it yet; it is tried again by itself. Do not key it in again."),
        OrderStage.HandedOver => speech.Say("Verkauft und an der Kasse.", "Sold, and at the till."),
        OrderStage.HandOverOmitted => speech.Say(
            "Verkauft. Hier ist keine Kasse angeschlossen.", "Sold. No till is connected here."),
        OrderStage.Dropped => speech.Say(
            "Die Zentrale hat sie anderweitig vergeben: storniert, als übertragen markiert, oder an einem anderen "
                + "Rechner. Hier nicht zubereiten, ohne nachzufragen.",
            "Head office has given it elsewhere: cancelled, flagged as transmitted, or at another machine. Do not "
                + "prepare it here without asking."),
        OrderStage.Rejected => speech.Say(
            "Sie wurde abgelehnt und nie signiert; der Shop weiß davon.",
            "It was rejected and never signed; the shop knows."),
        OrderStage.SetAside => speech.Say(
            "Sie lässt sich hier nicht verarbeiten; die Zentrale entscheidet.",
            "It cannot be processed here; head office decides."),
    };

    private static Tone ToneOf(OrderStage stage) => stage switch
    {
        OrderStage.Waiting => Tone.Wanted,
        OrderStage.Collected or OrderStage.Confirmed or OrderStage.Released or OrderStage.Intended
            or OrderStage.Started or OrderStage.Signed or OrderStage.Unsigned or OrderStage.Issued => Tone.Busy,
        OrderStage.HandedOver or OrderStage.HandOverOmitted => Tone.Good,
        OrderStage.Dropped or OrderStage.Rejected => Tone.Gone,
        OrderStage.SetAside => Tone.Bad,
    };
}
