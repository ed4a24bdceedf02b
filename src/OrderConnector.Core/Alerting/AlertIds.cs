using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.Core.Alerting;

/// <summary>Ids made of what they stand for, so that a decision made twice makes the same rows.</summary>
public static class AlertIds
{
    /// <summary>The incident of a branch that began at a moment; a branch has one open per kind.</summary>
    public static string Incident(string branchId, AlertKind kind, DateTimeOffset at) =>
        Derive("incident", branchId, kind.ToWire(), Number(at.ToUnixTimeMilliseconds()));

    /// <summary>A notice of an incident to a contact.</summary>
    /// <param name="incidentId">The incident.</param>
    /// <param name="contactId">The contact.</param>
    /// <param name="kind">Why.</param>
    /// <param name="ordinal">What tells two of one kind apart: the orders told of, the level.</param>
    public static string Notice(string incidentId, string contactId, NoticeKind kind, long ordinal) =>
        Derive("notice", incidentId, contactId, kind.ToWire(), Number(ordinal));

    /// <summary>A contact.</summary>
    public static string Contact(string branchId, string address, DateTimeOffset at) =>
        "c-" + Derive("contact", branchId, address, Number(at.ToUnixTimeMilliseconds()))[..10];

    // Lengths before the parts: no two lists of parts read alike.
    private static string Derive(params string[] parts)
    {
        var text = string.Concat(parts.Select(part => $"{Number(part.Length)}:{part}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
