using Microsoft.Extensions.Options;

namespace OrderConnector.PosAgent.Signing;

/// <summary>Which TSS the branch signs with; the section "Tss" of the configuration.</summary>
public sealed class TssOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Tss";

    /// <summary>The driver, one of <see cref="TssDrivers.Kinds"/>.</summary>
    public string Kind { get; set; } = TssDrivers.Simulator;

    /// <summary>
    /// How many transactions a day the vendor's contract allows, all cash registers together, 1 and more; null watches
    /// none.
    /// </summary>
    public int? MaximumTransactionsPerDay { get; set; }

    /// <summary>True where nothing that is signed counts.</summary>
    public bool IsSimulated => Kind == TssDrivers.Simulator;
}

/// <summary>Says by its key what is wrong with the choice, before the agent starts.</summary>
/// <param name="production">Whether the branch really sells.</param>
internal sealed class TssOptionsValidation(bool production) : IValidateOptions<TssOptions>
{
    public ValidateOptionsResult Validate(string? name, TssOptions options)
    {
        if (TssDrivers.Find(options.Kind) is null)
        {
            return ValidateOptionsResult.Fail(
                $"Tss:Kind is '{options.Kind}'; it must be {string.Join(" or ", TssDrivers.Kinds)}.");
        }

        string?[] faults =
        [
            production && options.IsSimulated
                ? "Agent:Production is true, but Tss:Kind is simulator: a simulated TSS signs nothing that counts."
                : null,
            options.MaximumTransactionsPerDay is { } most
                ? OptionFaults.Within("Tss:MaximumTransactionsPerDay", most, 1, int.MaxValue)
                : null,
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}
