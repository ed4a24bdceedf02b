namespace OrderConnector.Functions.Hosting;

/// <summary>Who may call a route.</summary>
public enum Caller
{
    /// <summary>Anybody; nothing of a customer is behind it.</summary>
    Anybody,

    /// <summary>Whoever holds the unguessable link.</summary>
    LinkHolder,

    /// <summary>Whoever holds a registration key, which comes in the body.</summary>
    Registrant,

    /// <summary>A shop, by its channel key.</summary>
    Shop,

    /// <summary>An enrolled agent, by its secret.</summary>
    Agent,

    /// <summary>An operator, by an operator key.</summary>
    Operator,

    /// <summary>A person logged in to the portal, of the route's least role or above.</summary>
    Portal,
}
