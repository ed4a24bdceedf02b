using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Register;

/// <summary>What people call what became of a number.</summary>
public static class FateTexts
{
    private static readonly Text s_notDrawn = new("Nicht vergeben", "Not given");
    private static readonly Text s_lost = new("Durch Wiederherstellung verloren", "Lost by a restore");
    private static readonly Text s_unexplained = new("Ungeklärt", "Unexplained");

    /// <summary>A fate of the register in words; one that is not known stands for itself.</summary>
    public static Text Of(string fate) => fate switch
    {
        NotDrawn => s_notDrawn,
        LostByRestore => s_lost,
        Unexplained => s_unexplained,
        _ => OrderStateNames.FromWire(fate) is { } state ? OrderStateTexts.Of(state) : new Text(fate, fate),
    };

    /// <summary>No order has it yet.</summary>
    public const string NotDrawn = "notDrawn";

    /// <summary>It was drawn, and its order lost with what a backup did not hold.</summary>
    public const string LostByRestore = "lostByRestore";

    /// <summary>Nothing is on record.</summary>
    public const string Unexplained = "unexplained";
}
