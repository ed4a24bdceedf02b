namespace OrderConnector.Core.Access;

/// <summary>What a person may do in the portal.</summary>
public enum PortalRole
{
    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>Sees and acts on the branches named for it.</summary>
    Manager,

    /// <summary>Sees and acts on everything, and looks after users, channels and keys.</summary>
    Administrator,
}
