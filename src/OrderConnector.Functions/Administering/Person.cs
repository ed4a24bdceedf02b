using OrderConnector.Core.Access;

namespace OrderConnector.Functions.Administering;

/// <summary>Who acts, and where.</summary>
/// <param name="Actor">For the records: "user:anna", "operator:root".</param>
/// <param name="MayAct">Whether a branch's orders may be changed.</param>
public sealed record Person(string Actor, Func<string, bool> MayAct)
{
    /// <summary>A user of the portal.</summary>
    public static Person Of(PortalUser user) => new(user.Actor, user.MayAct);

    /// <summary>Who runs the command line: whoever may, may everything.</summary>
    public static Person Operator(string actor) => new(actor, _ => true);
}
