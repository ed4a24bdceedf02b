using System.Globalization;
using OrderConnector.Core.Agents;
using OrderConnector.Portal.Forms;

namespace OrderConnector.Portal.Branches;

/// <summary>
/// Who sells, as typed. KassenSichV § 6 no. 1 wants the full name and address on each receipt; lengths are those of
/// DSFinV-K, Stamm_Abschluss, into which the data go with every closing.
/// </summary>
public static class SellerDraft
{
    private const int NameLength = 60;
    private const int ZipLength = 10;
    private const int CityLength = 62;
    private const int TaxNumberLength = 20;
    private const int VatIdLength = 15;
    private const string Germany = "DEU";

    /// <summary>Reads the form; the version is the one the person has seen.</summary>
    public static SellerData Read(FormReader form, string branchId)
    {
        _ = int.TryParse(form.Typed("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var seen);
        var data = new SellerData(
            seen, branchId, form.Required("branchName", NameLength), form.Required("company", NameLength),
            form.Required("street", NameLength), form.Required("zip", ZipLength), form.Required("city", CityLength),
            form.Typed("country").ToUpperInvariant(), form.Required("taxNumber", TaxNumberLength),
            form.Optional("vatId", VatIdLength)?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(),
            BranchDraft.ReadTimeZone(form));
        Check(data, form.Faults);
        return data;
    }

    private static void Check(SellerData data, Faults faults)
    {
        faults.Unless(
            data.Country.Length == 3 && data.Country.All(char.IsAsciiLetterUpper), "country", BranchTexts.CountryFault);
        if (data.Country == Germany)
        {
            faults.Unless(
                data.Zip is { Length: 5 } zip && zip.All(char.IsAsciiDigit), "zip", BranchTexts.ZipFault);
            faults.Unless(IsGermanTaxNumber(data.TaxNumber!), "taxNumber", BranchTexts.TaxNumberFault);
        }

        faults.Unless(data.VatId is null || IsVatId(data.VatId), "vatId", BranchTexts.VatIdFault);
    }

    // 10 or 11 digits as the offices write it, with strokes between, or 13 as ELSTER does.
    private static bool IsGermanTaxNumber(string text) =>
        text.All(c => char.IsAsciiDigit(c) || c is '/' or ' ' or '-')
        && text.Count(char.IsAsciiDigit) is 10 or 11 or 13;

    // Directive 2006/112/EC, Article 215: the country's two letters lead; Germany gives nine digits.
    private static bool IsVatId(string text) => text.Length is >= 4 and <= VatIdLength
        && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1])
        && (text.StartsWith("DE", StringComparison.Ordinal)
            ? text.Length == 11 && text[2..].All(char.IsAsciiDigit)
            : text[2..].All(char.IsAsciiLetterOrDigit));
}
