using System.Collections.Frozen;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Stories;

/// <summary>What people call the acts on an order; one that has no name here is shown by its code.</summary>
internal static class ActTexts
{
    private static readonly FrozenDictionary<string, Text> s_names = new Dictionary<string, Text>
    {
        ["order.flagged"] = new("Als von Hand erfasst markiert", "Flagged as entered by hand"),
        ["order.flagWithdrawn"] = new("Markierung zurückgenommen", "Flag withdrawn"),
        ["order.matched"] = new("Mit einem Beleg der Kasse abgeglichen", "Matched with a receipt of the till"),
        ["order.matchUndone"] = new("Abgleich zurückgenommen", "Match undone"),
        ["order.payloadOpened"] = new("Empfangene Daten geöffnet", "Received data opened"),
        ["order.personalDataErased"] = new("Löschung angeordnet", "Erasure ordered"),
        ["order.moved"] = new("Von Hand entschieden", "Decided by hand"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The act in words.</summary>
    public static Text Of(string action) => s_names.GetValueOrDefault(action) ?? new Text(action, action);
}
