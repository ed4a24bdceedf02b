using System.CommandLine;
using System.Globalization;
using OrderConnector.Core.Agents;

namespace OrderConnector.Functions.Administering;

/// <summary>admin branch set: who sells (KassenSichV § 6 no. 1). Each change is a new version.</summary>
public static class SellerCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(Surroundings world, Option<string> data)
    {
        var id = Names.Argument("id", "The branch's id.");
        var given = new SellerOptions();
        var command = new Command("set", "Stores a new version of who sells; what is not given stays as it is.") { id };
        foreach (var option in given.All)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, token) => AdminSession.ChangeAsync(world, parsed, data, (admin, ct) =>
            StoreAsync(admin, parsed.GetValue(id)!, old => given.Over(old, parsed), ct), token));
        return command;
    }

    private static async Task<int> StoreAsync(
        AdminSession admin, string branchId, Func<SellerData, SellerData> change, CancellationToken cancellationToken)
    {
        var branches = await admin.Store.ReadBranchesAsync(cancellationToken);
        if (branches.FirstOrDefault(row => row.Id == branchId) is not { } branch)
        {
            return admin.Refuse($"There is no branch {branchId}.");
        }

        var old = await admin.Store.FindSellerDataAsync(branchId, null, cancellationToken)
            ?? new SellerData(0, branchId, branch.Name, null, null, null, null, "DEU", null, null, branch.TimeZone);
        var stored = await admin.Store.AddSellerDataAsync(
            change(old), admin.Actor, admin.Now, cancellationToken);
        return stored is null
            ? admin.Refuse($"There is no branch {branchId}.")
            : admin.Done(string.Create(
                CultureInfo.InvariantCulture, $"Branch {branchId}: version {stored.Version} stored."));
    }

    private sealed class SellerOptions
    {
        private readonly Option<string?> _name = Text("--name", "The branch's name on the receipt.");
        private readonly Option<string?> _company = Text("--company", "Full name of the trader.");
        private readonly Option<string?> _street = Text("--street", "Street and number.");
        private readonly Option<string?> _zip = Text("--zip", "Postal code.");
        private readonly Option<string?> _city = Text("--city", "City.");
        private readonly Option<string?> _country = Text("--country", "ISO 3166-1 alpha-3, for example DEU.");
        private readonly Option<string?> _taxNumber = Text("--tax-number", "Steuernummer.");
        private readonly Option<string?> _vatId = Text("--vat-id", "USt-IdNr.");
        private readonly Option<string?> _zone = Names.TimeZone();

        public IReadOnlyList<Option<string?>> All =>
            [_name, _company, _street, _zip, _city, _country, _taxNumber, _vatId, _zone];

        public SellerData Over(SellerData old, ParseResult parsed) => old with
        {
            BranchName = parsed.GetValue(_name) ?? old.BranchName,
            Company = parsed.GetValue(_company) ?? old.Company,
            Street = parsed.GetValue(_street) ?? old.Street,
            Zip = parsed.GetValue(_zip) ?? old.Zip,
            City = parsed.GetValue(_city) ?? old.City,
            Country = parsed.GetValue(_country) ?? old.Country,
            TaxNumber = parsed.GetValue(_taxNumber) ?? old.TaxNumber,
            VatId = parsed.GetValue(_vatId) ?? old.VatId,
            TimeZone = parsed.GetValue(_zone) ?? old.TimeZone,
        };

        private static Option<string?> Text(string name, string description) => new(name) { Description = description };
    }
}
