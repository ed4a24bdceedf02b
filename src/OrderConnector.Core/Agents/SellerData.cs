using System.Text.Json.Serialization;

namespace OrderConnector.Core.Agents;

/// <summary>Who sells: what KassenSichV § 6 no. 1 wants on the receipt. Each change is a new version.</summary>
/// <param name="Version">1, 2, 3 … per branch.</param>
/// <param name="BranchId">The branch.</param>
/// <param name="BranchName">Its name.</param>
/// <param name="Company">Full name of the trader.</param>
/// <param name="Street">Street and number.</param>
/// <param name="Zip">Postal code.</param>
/// <param name="City">City.</param>
/// <param name="Country">ISO 3166-1 alpha-3, "DEU".</param>
/// <param name="TaxNumber">Steuernummer.</param>
/// <param name="VatId">USt-IdNr., where there is one.</param>
/// <param name="TimeZone">IANA name, "Europe/Berlin".</param>
public sealed record SellerData(
    int Version,
    string BranchId,
    string BranchName,
    string? Company,
    string? Street,
    string? Zip,
    string? City,
    string Country,
    string? TaxNumber,
    string? VatId,
    string TimeZone)
{
    /// <summary>Whether a receipt can carry what KassenSichV § 6 no. 1 and the tax office want of its issuer.</summary>
    [JsonIgnore]
    public bool IsComplete => Company is not null && Street is not null && Zip is not null && City is not null
        && TaxNumber is not null;
}
