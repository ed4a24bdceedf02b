namespace OrderConnector.Core.Emergencies;

/// <summary>
/// What a branch does with online orders while its line is down; part of its settings and of its procedure
/// documentation. Neither stops delivery: an order that nobody has flagged is collected as soon as the line is back.
/// </summary>
public enum EmergencyProcedure
{
    /// <summary>Staff enter orders at the till by hand, and a manager flags each as already transmitted.</summary>
    FlagByHand,

    /// <summary>Staff prepare orders from the portal and enter nothing; the agent collects them later.</summary>
    CollectLater,
}
