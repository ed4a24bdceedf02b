using OrderConnector.Core.Agents;

namespace OrderConnector.Portal.Branches;

/// <summary>A branch as listed.</summary>
/// <param name="Id">The branch.</param>
/// <param name="Name">For people.</param>
/// <param name="TimeZone">IANA name, of the newest seller data where there are any.</param>
/// <param name="FirstNumber">First of its order numbers.</param>
/// <param name="LastNumber">Last of them.</param>
/// <param name="NextNumber">The next to be drawn; above the last where none is left.</param>
/// <param name="SellerVersion">Newest version of its seller data; 0 where there are none.</param>
/// <param name="SellerComplete">Whether receipts can carry what they must.</param>
/// <param name="Agents">Agents that are not revoked.</param>
public sealed record BranchLine(
    string Id, string Name, string TimeZone, long FirstNumber, long LastNumber, long NextNumber, int SellerVersion,
    bool SellerComplete, int Agents)
{
    private const decimal NearlyUsed = 95;

    /// <summary>How much of its numbers is used: 0 to 100 percent.</summary>
    public decimal UsedPercent =>
        LastNumber < FirstNumber ? 100 : 100m * (NextNumber - FirstNumber) / (LastNumber - FirstNumber + 1);

    /// <summary>How it stands with its numbers.</summary>
    public NumbersLeft NumbersLeft => NextNumber > LastNumber ? NumbersLeft.None
        : UsedPercent >= NearlyUsed ? NumbersLeft.Few
        : NumbersLeft.Enough;
}

/// <summary>How many numbers a branch has left.</summary>
public enum NumbersLeft
{
    /// <summary>More than a twentieth.</summary>
    Enough,

    /// <summary>Less than a twentieth.</summary>
    Few,

    /// <summary>None: the branch takes no order.</summary>
    None,
}

/// <summary>A version of who sells.</summary>
/// <param name="Data">The data.</param>
/// <param name="StoredAt">Since when receipts carry them.</param>
public sealed record SellerVersion(SellerData Data, DateTimeOffset StoredAt);
