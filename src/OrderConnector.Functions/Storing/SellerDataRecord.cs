using OrderConnector.Core.Agents;
using OrderConnector.Portal.Branches;

namespace OrderConnector.Functions.Storing;

/// <summary>A version of seller data as Dapper fills it.</summary>
internal class SellerDataRecord
{
    public int Version { get; set; }

    public string BranchId { get; set; } = "";

    public string BranchName { get; set; } = "";

    public string? Company { get; set; }

    public string? Street { get; set; }

    public string? Zip { get; set; }

    public string? City { get; set; }

    public string Country { get; set; } = "";

    public string? TaxNumber { get; set; }

    public string? VatId { get; set; }

    public string TimeZone { get; set; } = "";

    /// <summary>The row as the rest of the house knows it.</summary>
    public SellerData ToSellerData() => new(
        Version, BranchId, BranchName, Company, Street, Zip, City, Country, TaxNumber, VatId, TimeZone);
}

/// <summary>The same with the moment it was stored.</summary>
internal sealed class SellerVersionRecord : SellerDataRecord
{
    public long CreatedAt { get; set; }

    /// <summary>The row as the portal knows it.</summary>
    public SellerVersion ToVersion() => new(ToSellerData(), StoredTime.FromStored(CreatedAt));
}
