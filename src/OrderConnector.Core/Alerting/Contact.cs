using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Alerting;

/// <summary>How a contact is reached.</summary>
public enum ContactKind
{
    /// <summary>By mail.</summary>
    Mail,

    /// <summary>By a call of a web address, signed as Standard Webhooks asks.</summary>
    Webhook,
}

/// <summary>How a kind of contact is written.</summary>
public static class ContactKinds
{
    /// <summary>"mail" or "webhook".</summary>
    public static string ToWire(this ContactKind kind) => kind switch
    {
        ContactKind.Mail => "mail",
        ContactKind.Webhook => "webhook",
    };

    /// <summary>Reads a wire name; null where there is none such.</summary>
    public static ContactKind? FromWire(string name) => name switch
    {
        "mail" => ContactKind.Mail,
        "webhook" => ContactKind.Webhook,
        _ => null,
    };
}

/// <summary>Somebody to be told of a branch's incidents.</summary>
/// <param name="Id">"c-" and ten hex digits.</param>
/// <param name="BranchId">The branch.</param>
/// <param name="Level">1 is told first, 2 where nobody acknowledged in time, and so on.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">How.</param>
/// <param name="Address">Mail address or web address.</param>
/// <param name="Language">What it reads.</param>
public sealed record Contact(
    string Id, string BranchId, int Level, string Name, ContactKind Kind, string Address, Language Language);
