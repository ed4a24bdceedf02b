using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Emergencies;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Orders;

/// <summary>What a person typed to flag orders.</summary>
/// <param name="Batch">Drawn when the form was shown: sent twice, it acts once.</param>
/// <param name="Orders">The orders chosen.</param>
public sealed record FlagForm(string Batch, IReadOnlyList<OrderRow> Orders)
{
    /// <summary>The slip's number for every order that has none of its own.</summary>
    public string Slip { get; init; } = "";

    /// <summary>Each order's own slip.</summary>
    public IReadOnlyDictionary<OrderId, string> Slips { get; init; } = new Dictionary<OrderId, string>();

    /// <summary>What the numbers are.</summary>
    public SlipKind Kind { get; init; }

    /// <summary>One receipt of the till stands for several of the orders.</summary>
    public bool IsShared { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyList<(string Field, Text Text)> Faults { get; init; } = [];

    /// <summary>The slip an order is flagged with; null where none was given that can be one.</summary>
    public string? SlipOf(OrderRow order) =>
        SlipNumber.Read(Slips.GetValueOrDefault(order.Id) is { Length: > 0 } own ? own : Slip);

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    public Text? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field).Text;

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<(string Field, Text Text)> Check(int longestReason)
    {
        var faults = new List<(string, Text)>();
        if (Reason.Length == 0 || Reason.Length > longestReason || Reason.Any(char.IsControl))
        {
            faults.Add(("reason", FlagTexts.ReasonMissing));
        }

        faults.AddRange(Orders.Where(order => SlipOf(order) is null)
            .Select(order => ("slip." + order.Id, FlagTexts.SlipMissing)));
        return faults;
    }
}

/// <summary>What became of each order.</summary>
/// <param name="Orders">As they stood before.</param>
/// <param name="Outcomes">In the same order.</param>
/// <param name="Kind">What the numbers were.</param>
public sealed record FlagOutcomes(
    IReadOnlyList<OrderRow> Orders, IReadOnlyList<FlagOutcome> Outcomes, SlipKind Kind)
{
    /// <summary>How many came to a result.</summary>
    public int Count(FlagResult result) => Outcomes.Count(outcome => outcome.Result == result);
}
