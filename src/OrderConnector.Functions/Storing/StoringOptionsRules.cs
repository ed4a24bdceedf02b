using System.Globalization;
using Microsoft.Extensions.Options;
using OrderConnector.Functions.Storing.SqlServer;

namespace OrderConnector.Functions.Storing;

/// <summary>Bounds of <see cref="StoringOptions"/>; every message names the key.</summary>
public sealed class StoringOptionsRules : IValidateOptions<StoringOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, StoringOptions options)
    {
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            faults.Add("Store:DataDirectory must name a folder.");
        }

        if (Is(options.Provider, StoringOptions.SqlServer))
        {
            faults.AddRange(OfSqlServer(options));
        }
        else if (!Is(options.Provider, StoringOptions.Sqlite))
        {
            faults.Add("Store:Provider must be \"Sqlite\" or \"SqlServer\".");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> OfSqlServer(StoringOptions options)
    {
        if (!Is(options.Login, StoringOptions.SqlLogin) && !Is(options.Login, StoringOptions.ManagedIdentity)
            && !Is(options.Login, StoringOptions.AzureCli))
        {
            yield return "Store:Login must be \"Sql\", \"ManagedIdentity\" or \"AzureCli\".";
        }

        if (!KnowsCultures())
        {
            yield return "Store:Provider=SqlServer needs the ICU library: its client maps the server's collations with "
                + "it. Install libicu and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.";
        }

        foreach (var fault in SqlServerConnectionString.Faults(options))
        {
            yield return fault;
        }
    }

    private static bool KnowsCultures()
    {
        try
        {
            return CultureInfo.GetCultureInfo("en-US").LCID == 0x0409;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private static bool Is(string value, string name) => string.Equals(value, name, StringComparison.OrdinalIgnoreCase);
}
