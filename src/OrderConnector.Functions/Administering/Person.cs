using OrderConnector.Core.Access;

namespace OrderConnector.Functions.Administering;

/// <summary>Who acts, and where.</summary>
/// <param name="Actor">For the records: "user:anna", "operator:root".</param>
/// <param name="MayAct">Whether a branch's orders may be changed.</param>
/// <param name="IsAdministrator">Whether what an agent had confirmed may be handed to another.</param>
public sealed record Person(string Actor, Func<string, bool> MayAct, bool IsAdministrator = false)
{
    /// <summary>A user of the portal.</summary>
    public static Person Of(PortalUser user) =>
        new(user.Actor, user.MayAct, user.Role == PortalRole.Administrator);

    /// <summary>Who runs the command line: whoever may, may everything.</summary>
    public static Person Operator(string actor) => new(actor, _ => true, IsAdministrator: true);
}
