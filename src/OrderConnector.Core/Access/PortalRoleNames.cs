namespace OrderConnector.Core.Access;

/// <summary>How a role is written in stores and on the command line.</summary>
public static class PortalRoleNames
{
    /// <summary>"auditor", "manager", "administrator".</summary>
    public static string ToWire(this PortalRole role) => role switch
    {
        PortalRole.Auditor => "auditor",
        PortalRole.Manager => "manager",
        PortalRole.Administrator => "administrator",
    };

    /// <summary>Reads a wire name; null where there is none such.</summary>
    public static PortalRole? FromWire(string name)
    {
        foreach (var role in Enum.GetValues<PortalRole>())
        {
            if (role.ToWire() == name)
            {
                return role;
            }
        }

        return null;
    }
}
