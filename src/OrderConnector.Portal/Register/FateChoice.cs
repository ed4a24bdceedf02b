using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Register;

/// <summary>Which numbers of the register are wanted, by what became of them.</summary>
/// <param name="Name">As it stands in an address; "" for all.</param>
/// <param name="Text">For people.</param>
/// <param name="Fates">The fates that are wanted; null for all.</param>
public sealed record FateChoice(string Name, Text Text, IReadOnlySet<string>? Fates)
{
    private static readonly OrderState[] s_gaps =
    [
        OrderState.Aborted, OrderState.Expired, OrderState.Cancelled, OrderState.Rejected,
        OrderState.TransmittedManually,
    ];

    private static readonly OrderState[] s_open =
    [
        OrderState.AwaitingPayment, OrderState.Held, OrderState.Queued, OrderState.Collected, OrderState.SetAside,
    ];

    private static readonly string[] s_lost = [FateTexts.LostByRestore, FateTexts.Unexplained];

    private static readonly string[] s_everyFate = [.. Enum.GetValues<OrderState>().Select(s => s.ToWire()), .. s_lost];

    /// <summary>Every number.</summary>
    public static FateChoice Every { get; } = new("", new("Alle", "All"), null);

    /// <summary>What can be chosen: groups first, then each fate.</summary>
    public static IReadOnlyList<FateChoice> All { get; } =
    [
        Every,
        new("notSigned", new("Alles, was nicht signiert ist", "All that is not signed"),
            s_everyFate.Where(fate => fate != OrderState.Signed.ToWire()).ToHashSet(StringComparer.Ordinal)),
        new("gaps", new("Lücken: kein Verkauf über die Kasse", "Gaps: no sale by the till"),
            s_gaps.Select(state => state.ToWire()).Concat(s_lost).ToHashSet(StringComparer.Ordinal)),
        new("open", new("Noch offen", "Still open"),
            s_open.Select(state => state.ToWire()).ToHashSet(StringComparer.Ordinal)),
        .. s_everyFate.Select(fate => new FateChoice(
            fate, FateTexts.Of(fate), new HashSet<string>(StringComparer.Ordinal) { fate })),
    ];

    /// <summary>A choice by its name; null where there is none such.</summary>
    public static FateChoice? Find(string name) => All.FirstOrDefault(choice => choice.Name == name);

    /// <summary>Whether a number is wanted.</summary>
    public bool Admits(NumberFate number) => Fates is null || Fates.Contains(number.Fate);
}
